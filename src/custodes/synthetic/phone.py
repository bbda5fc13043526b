"""Work phones and mailboxes: contacts with people of cases, colleagues, agencies and home."""

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.draws import chance, stream, weighted
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import PURPOSE, Scene
from custodes.synthetic.rows import NONE, Columns, Rows

OUT, IN = 0, 1
CALL, TEXT, EMAIL = range(3)
TO_PERSON, TO_PERSON_MAIL, TO_STAFF, TO_STAFF_MAIL, PRIVATE, AGENCY, EXCLUDED, EXCLUDED_MAIL = (
    range(8)
)
SHARES = {
    "officer_in_case": 1.0,
    "contact_plan": 2.4,
    "safeguarding": 0.7,
    "neighbourhood_plan": 0.5,
    "statement": 0.3,
    "dispatch": 0.12,
    "court": 0.3,
    "task": 0.2,
}
"""For each kind of purpose, how many times the updates of a case there are contacts."""
_CHANNELS = np.array([0.45, 0.3, 0.25])


def contact_rows() -> Rows:
    """Empty rows of contacts. `other` is a number of what `other_kind` says."""
    return Rows(
        at=np.int64,
        staff=np.int32,
        other_kind=np.int8,
        other=np.int64,
        direction=np.int8,
        channel=np.int8,
        seconds=np.int32,
        mark=np.int32,
    )


def logged_rows() -> Rows:
    """Empty rows of contacts that staff wrote in a record."""
    return Rows(staff=np.int32, person=np.int32, at=np.int64, incident=np.int32)


def between(
    rng: np.random.Generator,
    scene: Scene,
    staff: NDArray[np.int64],
    person: NDArray[np.int64],
    at: NDArray[np.int64],
    channel: NDArray[np.int64],
    direction: NDArray[np.int64],
    mark: NDArray[np.int64] | int = NONE,
) -> Columns:
    """Contacts of staff with people: mail where they have it, else the phone; none without one."""
    mail = (channel == EMAIL) & scene.people.mail[person]
    channel = np.where(mail, EMAIL, np.where(channel == EMAIL, TEXT, channel))
    size = len(at)
    reached = mail | (scene.people.mobile[person] & scene.force.with_mobile()[staff])
    length = (rng.lognormal(4.7, 0.9, size)).astype(np.int64)
    columns = {
        "at": at,
        "staff": staff,
        "other_kind": np.where(mail, TO_PERSON_MAIL, TO_PERSON),
        "other": person,
        "direction": direction,
        "channel": channel,
        "seconds": np.where(channel == CALL, length, NONE),
        "mark": np.broadcast_to(np.asarray(mark), (size,)),
    }
    return {name: values[reached] for name, values in columns.items()}


def phone(seed: int, scene: Scene) -> tuple[Rows, Rows]:
    """Make the ordinary contacts, and which of them were written in a record."""
    rng = stream(seed, "phone")
    rows, logged = contact_rows(), logged_rows()
    _updates(rng, scene, rows, logged)
    _everyday(rng, scene, rows)
    return rows, logged


def _updates(rng: np.random.Generator, scene: Scene, rows: Rows, logged: Rows) -> None:
    """Officers keep the people of their cases up to date, and are rung back."""
    why = scene.rows.gathered()
    events = scene.events
    uneven = given("uneven_contact")
    for word, share in SHARES.items():
        mine = np.flatnonzero((why["kind"] == PURPOSE[word]) & (why["staff"] != NONE))
        # A few people want to hear every day, or ring every day; most hear once or twice.
        mean = share * given("victim_updates")
        wanted = mean * rng.lognormal(-(uneven**2) / 2, uneven, len(mine))
        many = rng.negative_binomial(1.2, 1.2 / (1.2 + np.maximum(wanted, 0.001)))
        each = np.repeat(mine, many)
        staff = why["staff"][each].astype(np.int64)
        incident = why["incident"][each].astype(np.int64)
        person = np.where(
            incident == NONE, why["person"][each], events.main[np.maximum(incident, 0)]
        ).astype(np.int64)
        start = np.maximum(why["start"][each], scene.days.start).astype(np.int64)
        end = np.minimum(why["end"][each], scene.days.end).astype(np.int64)
        strays = chance(rng, given("contact_after_end"), len(each))
        late = rng.exponential(given("contact_after_end_days"), len(each)) * DAY
        start = np.where(strays, end, start)
        end = np.where(strays, end + late.astype(np.int64) + 3 * DAY, end)
        at, found = scene.hours.moments(rng, staff, start, np.maximum(end, start + 1))
        found &= at < scene.days.end
        staff, person, at, incident = staff[found], person[found], at[found], incident[found]
        size = len(at)
        came_in = chance(rng, given("people_ring_first"), size)
        # Who rings back rings when it suits them, not when the officer is at work.
        at = np.where(came_in, np.minimum(at + rng.integers(0, 14, size) * HOUR,
                                          scene.days.end - 60), at)  # fmt: skip
        # And some staff answer from home, before a shift or after it.
        from_home = ~came_in & chance(rng, given("contact_from_home"), size)
        waking = rng.integers(8 * HOUR, 22 * HOUR, size)
        day = (at - scene.days.start) // DAY
        at = np.where(from_home, scene.days.at(day.clip(0, scene.days.count - 1), waking), at)
        rows.add(
            **between(
                rng, scene, staff, person, at, weighted(rng, _CHANNELS, size),
                came_in.astype(np.int64),
            )
        )  # fmt: skip
        written = chance(rng, given("contacts_logged"), size)
        when = at[written] // 60 * 60
        logged.add(staff=staff[written], person=person[written], at=when,
                   incident=incident[written])  # fmt: skip


def _everyday(rng: np.random.Generator, scene: Scene, rows: Rows) -> None:
    """Colleagues, agencies, home, and the lines that are never to be analysed."""
    force, days = scene.force, scene.days
    carries = np.flatnonzero(force.with_mobile())
    for kind, rate, reach in (
        (PRIVATE, "private_calls_a_day", 4),
        (TO_STAFF, "internal_contacts_a_day", len(force)),
        (AGENCY, "agency_contacts_a_day", 40),
        (EXCLUDED, "excluded_contacts_a_day", 3),
        (EXCLUDED_MAIL, "excluded_contacts_a_day", 3),
        (TO_STAFF_MAIL, "internal_contacts_a_day", len(force)),
    ):
        mail = kind in (EXCLUDED_MAIL, TO_STAFF_MAIL)
        who = np.arange(len(force)) if mail else carries
        size = int(len(who) * days.count * given(rate))
        staff = who[rng.integers(0, len(who), size)]
        start = days.start + rng.integers(0, days.count, size) * DAY
        at, found = scene.hours.moments(rng, staff, start, start + 2 * DAY)
        if kind == PRIVATE:
            off = chance(rng, 0.25, size)
            waking = rng.integers(9 * HOUR, 23 * HOUR, size)
            at = np.where(off, days.at((start - days.start) // DAY, waking), at)
            found |= off
        found &= (at >= days.start) & (at < days.end)
        staff, at = staff[found], at[found]
        size = len(at)
        other = rng.integers(0, reach, size)
        if kind == PRIVATE:
            other = staff * 4 + other
        channel = np.full(size, EMAIL) if mail else weighted(rng, np.array([0.6, 0.4]), size)
        rows.add(
            at=at,
            staff=staff,
            other_kind=kind,
            other=other,
            direction=chance(rng, 0.4, size),
            channel=channel,
            seconds=np.where(channel == CALL, rng.lognormal(4.3, 1, size).astype(np.int64), NONE),
        )
