"""What machines and their clocks do to the logs, and no member of staff did."""

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.innocents.casting import Cast, Numbers
from custodes.synthetic.look_ups import AUDIT_LOGIN, EXPORT, PERSON, SERVICE_LOGIN, VIEW
from custodes.synthetic.rows import NONE, taken
from custodes.synthetic.workforce import SYSTEM

NOBODY = np.array([NONE])


def service_account(cast: Cast, count: int) -> None:
    """An indexing account reads in bulk at night; no member of staff holds it."""
    days = cast.scene.days
    for _ in range(count):
        mark = cast.mark(NOBODY, NONE, np.array([days.start]))
        nights = np.repeat(np.arange(days.count), 25)
        at = days.at(nights, 2 * HOUR + cast.rng.integers(0, HOUR, len(nights)))
        _by_machine(cast, at, SERVICE_LOGIN, mark)


def audit_account(cast: Cast, count: int) -> None:
    """The unit's own audit account checks records; its login is excluded, so none of it is kept."""
    days = cast.scene.days
    for _ in range(count):
        mark = cast.mark(NOBODY, NONE, np.array([days.start]))
        mornings = np.repeat(np.arange(0, days.count, 7), 6)
        at = days.at(mornings, 9 * HOUR + cast.rng.integers(0, HOUR, len(mornings)))
        _by_machine(cast, at, AUDIT_LOGIN, mark)


def _by_machine(cast: Cast, at: Numbers, login: int, mark: Numbers) -> None:
    """Look-ups under a login that is no member of staff's."""
    cast.plot.accesses.add(
        at=at,
        login=login,
        system=0,
        action=cast.rng.choice([VIEW, EXPORT], len(at)),
        record_kind=PERSON,
        number=0,
        person=cast.rng.integers(0, len(cast.scene.people), len(at)),
        terminal=200_000,
        remote=0,
        reason=0,
        mark=mark[0],
    )


def bulk_export(cast: Cast, count: int) -> None:
    """A return for the ministry: hundreds of records printed and exported in an afternoon."""
    staff = cast.staff(count, "case file", "intelligence", "supervisor", "contractor")
    start = cast.start(count, 10)
    mark = cast.mark(staff, NONE, start)
    case, at = cast.at_work(staff, start, start + 3 * DAY, cast.volume(count, 250, 1_500, 0.6))
    before = len(cast.plot.accesses)
    cast.look(staff[case], at, cast.rng.integers(0, len(cast.scene.people), len(case)), mark[case])
    rows = cast.plot.accesses.gathered()
    action = rows["action"].copy()
    action[before:] = EXPORT
    cast.plot.accesses.replace({**rows, "action": action})


def log_gap(cast: Cast, count: int) -> None:
    """A system loses its audit trail for some hours: what was done then is in no log."""
    rows = cast.plot.accesses.gathered()
    kept = np.ones(len(rows["at"]), bool)
    for _ in range(count):
        start = cast.start(1, 3)
        cast.mark(NOBODY, NONE, start)
        end = start[0] + int(cast.rng.integers(3, 30)) * HOUR
        system = cast.rng.choice([SYSTEM["rms"], SYSTEM["cad"], SYSTEM["casefile"]])
        lost = (rows["at"] >= start[0]) & (rows["at"] < end) & (rows["system"] == system)
        # What a case of the truth rests on stays, so that the truth stays true.
        kept &= ~(lost & (rows["mark"] == NONE))
    cast.plot.accesses.replace(taken(rows, np.flatnonzero(kept)))


def log_replay(cast: Cast, count: int) -> None:
    """Some hours of a system's trail are written twice, seconds apart, under new numbers."""
    for _ in range(count):
        rows = cast.plot.accesses.gathered()
        start = cast.start(1, 3)
        cast.mark(NOBODY, NONE, start)
        end = start[0] + int(cast.rng.integers(1, 8)) * HOUR
        system = cast.rng.choice([SYSTEM["rms"], SYSTEM["cad"], SYSTEM["casefile"]])
        again = (rows["at"] >= start[0]) & (rows["at"] < end) & (rows["system"] == system)
        copy = taken(rows, np.flatnonzero(again & (rows["mark"] == NONE)))
        if len(copy["at"]):
            late = copy["at"] + cast.rng.integers(1, 40, len(copy["at"]))
            cast.plot.accesses.add(**{**copy, "at": late})


def station_clock(cast: Cast, count: int) -> None:
    """The clock of a station's terminals is off by minutes for weeks, until somebody sets it."""
    rows = cast.plot.accesses.gathered()
    at = rows["at"].copy()
    staff = np.maximum(rows["staff"], 0)
    for _ in range(count):
        start = cast.start(1, 30)
        cast.mark(NOBODY, NONE, start)
        district = int(cast.rng.integers(0, cast.scene.force.districts))
        slip = int(cast.rng.choice([-1, 1]) * cast.rng.integers(3, 16)) * 60
        here = (rows["at"] >= start[0]) & (rows["at"] < start[0] + 25 * DAY)
        here &= (cast.scene.force.district[staff] == district) & (rows["mark"] == NONE)
        here &= (rows["system"] == SYSTEM["rms"]) & (rows["login"] == NONE)
        at[here] += slip
    cast.plot.accesses.replace({**rows, "at": at})


def migrated_reference(cast: Cast, count: int) -> None:
    """A migration gave a person a second reference: purposes name the old, look-ups the new."""
    met = cast.meetings(len(cast.scene.people), "officer_in_case", "statement", "dispatch")
    twins = cast.scene.people.twin[met["person"]] != NONE
    met = taken(met, np.flatnonzero(twins)[:count])
    staff = met["staff"]
    other = cast.scene.people.twin[met["person"]]
    start = met["start"].astype(np.int64)
    mark = cast.mark(staff, other, start)
    case, at = cast.at_work(staff, start, start + 40 * DAY, cast.volume(len(staff), 10, 80))
    cast.look(staff[case], at, other[case], mark[case])
