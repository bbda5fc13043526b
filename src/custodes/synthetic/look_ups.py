"""What staff look up in force systems, nearly all of it under some purpose."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.draws import chance, stream, weighted
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import PURPOSE, Scene
from custodes.synthetic.rows import NONE, Columns, Rows, taken
from custodes.synthetic.workforce import ROLES, SYSTEM

ACTIONS = ("search", "view", "view_contact", "view_image", "print", "export", "edit")
SEARCH, VIEW, VIEW_CONTACT, VIEW_IMAGE, PRINT, EXPORT, EDIT = range(len(ACTIONS))
RECORDS = ("person", "incident", "address", "vehicle", "phone", "custody", "intelligence")
PERSON, INCIDENT, ADDRESS, VEHICLE, PHONE, CUSTODY, INTELLIGENCE = range(len(RECORDS))
REASONS = ("", "enquiry", "op need", "per sgt", "crime enq", "update", "safeguarding")
SERVICE_LOGIN, AUDIT_LOGIN = 0, 1
"""What an access's `login` holds where it is no member of staff's: the indexing account, and the
counter-corruption unit's own audit account, which is excluded."""
_MIX = np.array([0.14, 0.62, 0.05, 0.03, 0.03, 0.01, 0.12])


@dataclass(frozen=True)
class Habit:
    """How a kind of purpose is worked: how many look-ups, in which systems, at what."""

    looks: float
    systems: dict[str, float]
    at_person: float = 0.45
    a_month: bool = False
    """The look-ups are those of a month, not of the whole purpose, which stands for long."""


HABITS: dict[str, Habit] = {
    "call_taking": Habit(8.5, {"cad": 0.75, "rms": 0.25}, 0.4),
    "log_entry": Habit(8.0, {"cad": 0.85, "rms": 0.15}, 0.25),
    "dispatch": Habit(2.6, {"rms": 0.6, "cad": 0.4}, 0.5),
    "crew": Habit(1.2, {"rms": 0.6, "cad": 0.4}, 0.5),
    "officer_in_case": Habit(6.5, {"rms": 0.8, "casefile": 0.2}, 0.45),
    "statement": Habit(1.5, {"rms": 1.0}, 1.0),
    "custody": Habit(12.0, {"custody": 0.85, "rms": 0.15}, 0.5),
    "task": Habit(2.4, {"rms": 0.8, "casefile": 0.2}, 0.45),
    "case_file": Habit(9.0, {"casefile": 0.7, "rms": 0.3}, 0.3),
    "court": Habit(2.0, {"casefile": 0.6, "rms": 0.4}, 0.3),
    "disclosure": Habit(3.0, {"casefile": 0.8, "rms": 0.2}, 0.3),
    "safeguarding": Habit(4.0, {"rms": 0.9, "intel": 0.1}, 1.0),
    "contact_plan": Habit(2.0, {"rms": 1.0}, 1.0),
    "missing": Habit(9.0, {"rms": 0.7, "cad": 0.2, "intel": 0.1}, 0.6),
    "neighbourhood_plan": Habit(5.0, {"rms": 0.9, "intel": 0.1}, 1.0, a_month=True),
    "supervision": Habit(2.4, {"rms": 0.8, "casefile": 0.2}, 0.25),
    "dip_sample": Habit(3.0, {"rms": 0.8, "casefile": 0.2}, 0.3),
    "intelligence": Habit(15.0, {"intel": 0.7, "rms": 0.3}, 0.7),
    "vetting": Habit(4.0, {"rms": 1.0}, 1.0),
    "briefing": Habit(5.0, {"rms": 1.0}, 1.0),
    "stop": Habit(2.0, {"rms": 1.0}, 1.0),
    "training": Habit(8.0, {"rms": 1.0}, 1.0),
    "other": Habit(2.0, {"rms": 1.0}, 1.0),
}


PACES = {
    "neighbourhood": "pace_neighbourhood",
    "investigation": "pace_investigation",
    "domestic abuse investigation": "pace_domestic_abuse",
    "intelligence": "pace_intelligence",
    "case file": "pace_case_file",
}
"""Roles that look more than the habit of a purpose says, and the parameter of how much more."""
AT_ONCE = 100_000
"""Purposes whose look-ups are made at the same time, which bounds the memory."""


def access_rows() -> Rows:
    """Empty rows of accesses; `login` is NONE where the member of staff used their own."""
    return Rows(
        at=np.int64,
        system=np.int8,
        staff=np.int32,
        login=np.int8,
        action=np.int8,
        record_kind=np.int8,
        number=np.int32,
        person=np.int32,
        incident=np.int32,
        terminal=np.int32,
        remote=np.int8,
        reason=np.int8,
        mark=np.int32,
    )


def look_ups(seed: int, scene: Scene) -> Rows:
    """Make the look-ups of every purpose, recorded or not, and the few that stray from one."""
    rng = stream(seed, "look-ups")
    rows = access_rows()
    purposes = scene.rows.gathered()
    paces = np.array([given(PACES[role.word]) if role.word in PACES else 1.0 for role in ROLES])
    uneven = given("uneven_interest")
    for word, habit in HABITS.items():
        every = np.flatnonzero(purposes["kind"] == PURPOSE[word])
        # Some of the same kind take a hundred times the work of others: a long tail, same mean.
        for mine in np.array_split(every, 1 + len(every) // AT_ONCE):
            staff = purposes["staff"][mine]
            role = np.where(staff == NONE, purposes["role"][mine], scene.force.role[staff])
            looks = habit.looks * np.where(role == NONE, 1.0, paces[role])
            looks *= rng.lognormal(-(uneven**2) / 2, uneven, len(mine))
            if habit.a_month:
                start = np.maximum(purposes["start"][mine], scene.days.start)
                looks *= (np.minimum(purposes["end"][mine], scene.days.end) - start) / (30 * DAY)
            many = rng.negative_binomial(1.6, 1.6 / (1.6 + np.maximum(looks, 0.01)))
            rows.add(**_under(rng, scene, taken(purposes, np.repeat(mine, many)), habit))
    return rows


def _under(rng: np.random.Generator, scene: Scene, why: Columns, habit: Habit) -> Columns:
    """One look-up for each row of purposes, while somebody it covers is at work."""
    size = len(why["kind"])
    days, people = scene.days, scene.people
    start = np.maximum(why["start"], days.start).astype(np.int64)
    end = np.where(why["end"] == NONE, days.end, np.minimum(why["end"], days.end)).astype(np.int64)
    end = np.maximum(end, start + 60)
    strays = chance(rng, given("look_after_end"), size)
    start = np.where(strays, end, start)
    late = rng.exponential(given("look_after_end_days"), size) * DAY
    end = np.where(strays, end + late.astype(np.int64) + 4 * DAY, end)
    staff = why["staff"].astype(np.int64)
    by_role = staff == NONE
    if by_role.any():
        at = start + (rng.random(size) * (end - start)).astype(np.int64)
        district = scene.events.district[why["incident"]]
        district = np.where(why["incident"] == NONE, people.district[why["person"]], district)
        group = why["role"].astype(np.int64) * scene.force.districts + district
        found_staff = scene.hours.present(rng, group, at)
        staff = np.where(by_role, found_staff, staff)
    at, found = scene.hours.moments(rng, np.maximum(staff, 0), start, end)
    found &= (staff != NONE) & (at < days.end) & (at >= days.start)
    columns = ordinary(rng, scene, staff, at, why["person"], why["incident"], habit)
    return taken(columns, np.flatnonzero(found))


def ordinary(
    rng: np.random.Generator,
    scene: Scene,
    staff: NDArray[np.int64],
    at: NDArray[np.int64],
    person: NDArray[np.int64],
    incident: NDArray[np.int64],
    habit: Habit,
) -> Columns:
    """Look-ups by staff at moments, about a person or an incident, as that habit has them."""
    size = len(at)
    words = list(habit.systems)
    system = np.array([SYSTEM[word] for word in words])[
        weighted(rng, np.array(list(habit.systems.values())), size)
    ]
    action = weighted(rng, _MIX, size)
    at_person = (person != NONE) | chance(rng, habit.at_person, size)
    who = np.where(person != NONE, person, scene.events.somebody(rng, np.maximum(incident, 0)))
    linked = at_person & chance(rng, given("look_at_linked"), size)
    partner = scene.people.partner[who]
    who = np.where(linked & (partner != NONE), partner, who)
    kind = np.where(at_person, PERSON, INCIDENT)
    small = rng.random(size)
    kind = np.where((kind == PERSON) & (small < 0.05), ADDRESS, kind)
    kind = np.where((kind == PERSON) & (small > 0.98), PHONE, kind)
    kind = np.where((kind == PERSON) & (system == SYSTEM["intel"]), INTELLIGENCE, kind)
    in_suite = (system == SYSTEM["custody"]) & (incident != NONE)
    kind = np.where(in_suite, CUSTODY, kind)
    action = np.where((kind != PERSON) & np.isin(action, [VIEW_CONTACT, VIEW_IMAGE]), VIEW, action)
    keeps = (kind == INCIDENT) | in_suite | chance(rng, 0.5, size)
    about = np.where(kind == INCIDENT, NONE, who)
    suspect = scene.events.suspect[np.maximum(incident, 0)]
    about = np.where(in_suite & (suspect != NONE), suspect, about)
    return _placed(
        rng, scene, staff, at, system, action, kind, about, np.where(keeps, incident, NONE)
    )


def _placed(
    rng: np.random.Generator,
    scene: Scene,
    staff: NDArray[np.int64],
    at: NDArray[np.int64],
    system: NDArray[np.int64],
    action: NDArray[np.int64],
    kind: NDArray[np.int64],
    person: NDArray[np.int64],
    incident: NDArray[np.int64],
) -> Columns:
    """The same look-ups with the terminal they were made at and the reason that was typed."""
    size = len(at)
    office = np.array([role.hours == "office" for role in ROLES])[scene.force.role[staff]]
    shared = chance(rng, given("shared_terminals"), size)
    # Terminals from a hundred thousand up are the shared ones of a station.
    terminal = np.where(shared, 100_000 + scene.force.district[staff] * 4 + at // HOUR % 4, staff)
    return {
        "at": at,
        "system": system,
        "staff": staff,
        "login": np.full(size, NONE),
        "action": action,
        "record_kind": kind,
        "number": rng.integers(0, 90_000, size),
        "person": person,
        "incident": incident,
        "terminal": terminal,
        "remote": (office & chance(rng, given("remote_use"), size)).astype(np.int64),
        "reason": weighted(rng, np.array([5, 1, 1, 0.4, 1, 1, 0.3]), size),
        "mark": np.full(size, NONE),
    }


def planted(
    rng: np.random.Generator,
    scene: Scene,
    staff: NDArray[np.int64] | int,
    at: NDArray[np.int64],
    person: NDArray[np.int64] | int,
    *,
    action: NDArray[np.int64] | int = VIEW,
    incident: NDArray[np.int64] | int = NONE,
    kind: int = PERSON,
    system: str = "rms",
    mark: NDArray[np.int64] | int = NONE,
) -> Columns:
    """Look-ups that a case of the truth asks for; one value stands for every look-up."""
    size = len(at)

    def whole(value: NDArray[np.int64] | int) -> NDArray[np.int64]:
        return np.broadcast_to(np.asarray(value, np.int64), (size,)).copy()

    columns = _placed(
        rng,
        scene,
        whole(staff),
        at.astype(np.int64),
        whole(SYSTEM[system]),
        whole(action),
        whole(kind),
        whole(person),
        whole(incident),
    )
    columns["mark"] = whole(mark)
    return columns
