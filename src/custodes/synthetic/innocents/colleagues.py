"""Innocents whose work was another's, at another hour or under another's login."""

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.duties import DUTY, REST
from custodes.synthetic.innocents.casting import Cast, Numbers
from custodes.synthetic.look_ups import INCIDENT
from custodes.synthetic.rows import NONE
from custodes.synthetic.workforce import ROLES

SHARED = 100_000
"""Terminals from here up are a station's shared ones, four a district."""


def _cases_of(cast: Cast, owner: Numbers, at: Numbers, each: int) -> Numbers:
    """For each owner up to `each` cases that were open then; NONE where there are fewer."""
    events = cast.scene.events
    found = np.full((len(owner), each), NONE)
    order = np.argsort(cast.scene.owner, kind="stable")
    sorted_owner = cast.scene.owner[order]
    for number, (one, when) in enumerate(zip(owner, at, strict=True)):
        mine = order[slice(*np.searchsorted(sorted_owner, [one, one + 1]))]
        open_then = mine[(events.opened[mine] < when) & (events.closed[mine] > when - 5 * DAY)]
        found[number, : len(open_then[:each])] = open_then[:each]
    return found


def _work_cases(
    cast: Cast, staff: Numbers, cases: Numbers, start: Numbers, end: Numbers, mark: Numbers,
    looks: float, most: float,
) -> None:  # fmt: skip
    """Look-ups at the cases given and contacts with their people."""
    which, slot = np.nonzero(cases != NONE)
    if not len(which):
        return
    incident = cases[which, slot]
    person = cast.scene.events.main[incident]
    who, first, last, marks = staff[which], start[which], end[which], mark[which]
    case, at = cast.at_work(who, first, last, cast.volume(len(which), looks, most))
    half = len(at) // 2
    cast.look(who[case[:half]], at[:half], person[case[:half]], marks[case[:half]])
    cast.look(
        who[case[half:]], at[half:], NONE, marks[case[half:]], incident=incident[case[half:]],
        kind=INCIDENT,
    )  # fmt: skip
    case, at = cast.at_work(who, first, last, cast.volume(len(which), 3, most))
    cast.talk(
        who[case], person[case], at, marks[case], out=0.8, texts=0.4, written=0.6,
        incident=incident[case],
    )  # fmt: skip


def sickness_cover(cast: Cast, count: int) -> None:
    """A colleague takes over the cases of somebody who is away, and nothing is reassigned."""
    scene = cast.scene
    cover = cast.staff(count, "investigation", "domestic abuse investigation", "response")
    group = scene.force.role * scene.force.districts + scene.force.district
    away = cover.copy()
    for number, one in enumerate(cover):
        same = np.flatnonzero(group == group[one])
        away[number] = same[cast.rng.integers(0, len(same))]
    start = cast.start(count, 20)
    mark = cast.mark(cover, NONE, start)
    cases = _cases_of(cast, away, start, 8)
    _work_cases(cast, cover, cases, start, start + cast.span(count, 12), mark, 5, 40)


def swapped_shifts(cast: Cast, count: int) -> None:
    """Two weeks of swapped shifts that nobody entered: the roster says rest."""
    staff = cast.staff(count, "response", "custody", "control room", "neighbourhood", "pcso")
    start = cast.start(count, 20)
    cast.mark(staff, NONE, start)
    _unroster(cast, staff, start, start + 14 * DAY)


def _unroster(cast: Cast, staff: Numbers, start: Numbers, end: Numbers) -> None:
    """Make the roster show rest in these spans where the staff were really at work."""
    roster = cast.scene.hours.recorded.gathered()
    status = roster["status"].copy()
    order = np.argsort(roster["staff"], kind="stable")
    people = roster["staff"][order]
    for one, first, last in zip(staff, start, end, strict=True):
        mine = order[slice(*np.searchsorted(people, [one, one + 1]))]
        inside = (roster["start"][mine] >= first) & (roster["start"][mine] < last)
        status[mine[inside & (roster["status"][mine] == DUTY)]] = REST
    cast.scene.hours.recorded.replace({**roster, "status": status})


def mutual_aid(cast: Cast, count: int) -> None:
    """Lent to another district for weeks: other people, other hours; the roster says rest."""
    staff = cast.staff(count, "response", "neighbourhood", "investigation", "custody")
    start = cast.start(count, 25)
    end = start + cast.span(count, 12)
    mark = cast.mark(staff, NONE, start)
    events = cast.scene.events
    when = np.searchsorted(events.opened, start)
    cases = np.minimum(when[:, None] + cast.rng.integers(0, 60, (count, 12)), len(events) - 1)
    _work_cases(cast, staff, cases, start, end, mark, 3, 20)
    _unroster(cast, staff, start, end)


def secondment(cast: Cast, count: int) -> None:
    """A new role from one week to the next, while the register still says the old one."""
    staff = cast.staff(count, "response", "neighbourhood", "custody", "case file")
    start = cast.start(count, 60)
    mark = cast.mark(staff, NONE, start)
    size = 60
    people = cast.strangers(staff, size).reshape(count, size)
    case, at = cast.at_work(staff, start, start + 75 * DAY, cast.volume(count, 220, 900, 0.6))
    who = people[case, (size * cast.rng.random(len(case)) ** 1.6).astype(np.int64)]
    cast.look(staff[case], at, who, mark[case])
    case, at = cast.at_work(staff, start, start + 75 * DAY, cast.volume(count, 25, 250))
    who = people[case, (size * cast.rng.random(len(case)) ** 2.5).astype(np.int64)]
    cast.talk(staff[case], who, at, mark[case], out=0.7, texts=0.4, written=0.4)


def early_log_in(cast: Cast, count: int) -> None:
    """In an hour before the shift, out an hour after it, unrecorded, at their own cases."""
    _outside_hours(cast, cast.staff(count, *_owners()), remote=False, median=25)


def remote_catch_up(cast: Cast, count: int) -> None:
    """The paperwork of open cases, and calls to their people, from home on rest days."""
    _outside_hours(cast, cast.staff(count, *_owners(), "supervisor"), remote=True, median=30)


def _owners() -> tuple[str, ...]:
    return ("investigation", "domestic abuse investigation", "response", "neighbourhood")


def _outside_hours(cast: Cast, staff: Numbers, *, remote: bool, median: float) -> None:
    """Look-ups at and contacts about the staff's own cases, outside their recorded hours."""
    count = len(staff)
    start = cast.start(count, 60)
    end = start + cast.span(count, 60)
    mark = cast.mark(staff, NONE, start)
    cases = _cases_of(cast, staff, start + 10 * DAY, 6)
    held = (cases != NONE).sum(axis=1)
    kept = np.flatnonzero(held)
    staff, start, end, mark, cases, held = (a[kept] for a in (staff, start, end, mark, cases, held))
    if not len(staff):
        return
    many = cast.volume(len(staff), median, 300)
    if remote:
        case, at = cast.any_time(start, end, many, 7, 22)
    else:
        case, shift = cast.at_work(staff, start, end, many)
        hours = cast.scene.hours
        place = np.searchsorted(hours.staff * (1 << 34) + hours.start,
                                staff[case] * (1 << 34) + shift, "right") - 1  # fmt: skip
        early = cast.rng.random(len(case)) < 0.6
        edge = np.where(early, hours.start[place] - HOUR, hours.end[place])
        at = edge + cast.rng.integers(60, HOUR - 60, len(case))
    incident = cases[case, cast.rng.integers(0, 6, len(case)) % held[case]]
    person = cast.scene.events.main[incident]
    rung = cast.rng.random(len(case)) < 0.3
    cast.look(staff[case[~rung]], at[~rung], person[~rung], mark[case[~rung]])
    cast.talk(
        staff[case[rung]], person[rung], at[rung], mark[case[rung]], out=0.85, texts=0.6,
        written=0.5, incident=incident[rung],
    )  # fmt: skip


def shared_terminal(cast: Cast, count: int) -> None:
    """A colleague stays logged in at the front desk, and others work under that login."""
    scene = cast.scene
    staff = cast.staff(count, "response", "custody", "pcso", "neighbourhood")
    start = cast.start(count, 10)
    mark = cast.mark(staff, NONE, start)
    many = cast.volume(count, 30, 200)
    case = np.repeat(np.arange(count), many)
    at = start[case] + (cast.rng.random(len(case)) * 2 * DAY).astype(np.int64)
    last = np.searchsorted(scene.events.opened, at)
    about = np.maximum(last - 1 - cast.rng.integers(0, 40, len(case)), 0)
    with_terminal(cast, staff[case], at, scene.events.main[about], mark[case])


def with_terminal(cast: Cast, staff: Numbers, at: Numbers, person: Numbers, mark: Numbers) -> None:
    """Plant look-ups made at the shared terminals of the staff's stations."""
    before = len(cast.plot.accesses)
    cast.look(staff, at, person, mark)
    rows = cast.plot.accesses.gathered()
    terminal = rows["terminal"].copy()
    terminal[before:] = SHARED + cast.scene.force.district[staff] * 4 + at // HOUR % 4
    cast.plot.accesses.replace({**rows, "terminal": terminal})


def leaver(cast: Cast, count: int) -> None:
    """Clears the desk in the last weeks: old cases are opened once more, and people are told."""
    force, days = cast.scene.force, cast.scene.days
    going = np.flatnonzero((force.until != NONE) & (force.until > days.start + 10 * DAY))
    going = going[~np.isin(going, list(cast.plot.guilty))][:count]
    if not len(going):
        # A small force may lose nobody: somebody moves desks instead.
        going = cast.staff(1)
    until = np.where(force.until[going] != NONE, force.until[going], days.end)
    start = until - 20 * DAY
    mark = cast.mark(going, NONE, start)
    person = cast.strangers(going, 40).reshape(len(going), 40)
    case, at = cast.at_work(going, start, until, cast.volume(len(going), 60, 300, 0.6))
    cast.look(going[case], at, person[case, cast.rng.integers(0, 40, len(case))], mark[case])
    case, at = cast.at_work(going, start, until, cast.volume(len(going), 10, 60))
    who = person[case, cast.rng.integers(0, 8, len(case))]
    carries = np.array([role.mobile for role in ROLES])[force.role[going[case]]]
    cast.talk(going[case[carries]], who[carries], at[carries], mark[case[carries]], out=0.9,
              texts=0.5, written=0.3)  # fmt: skip
