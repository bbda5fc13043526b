"""Innocents whose cases keep them close to one person for months."""

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.incidents import KIND
from custodes.synthetic.innocents.casting import Cast
from custodes.synthetic.look_ups import INCIDENT
from custodes.synthetic.public import DA, MARAC
from custodes.synthetic.rows import NONE, taken

DOMESTIC = "domestic abuse investigation"
SPARE = 60
"""Meetings drawn beyond what is wanted, of which some do not fit."""
CASE = ("officer_in_case", "statement", "dispatch")


def specialist_repeats(cast: Cast, count: int) -> None:
    """A domestic-abuse or MARAC specialist opens one woman's record for months, under a plan that
    ends before the work does."""
    flags = cast.scene.people.flags.gathered()
    risky = np.unique(flags["person"][np.isin(flags["flag"], (DA, MARAC))]).astype(np.int64)
    staff = cast.staff(count, DOMESTIC)
    person = risky[cast.rng.integers(0, len(risky), count)]
    start = cast.start(count, 120)
    end = start + cast.span(count, 120)
    mark = cast.mark(staff, person, start)
    planned = start + ((end - start) * cast.rng.uniform(0.5, 1.0, count)).astype(np.int64)
    cast.reason("safeguarding", staff, start, planned, person=person)
    case, at = cast.at_work(staff, start, end, cast.volume(count, 30, 250))
    cast.look(staff[case], at, person[case], mark[case])
    case, at = cast.at_work(staff, start, end, cast.volume(count, 12, 200))
    cast.talk(staff[case], person[case], at, mark[case], out=0.7, texts=0.4, written=0.8)


def victims_contact_plan(cast: Cast, count: int) -> None:
    """A contact plan under the victims' code: agreed days, agreed hours, long after the charge."""
    met = cast.meetings(count, *CASE)
    staff, person = met["staff"], met["person"]
    start = met["start"].astype(np.int64) + DAY
    end = start + cast.span(len(staff), 90)
    mark = cast.mark(staff, person, start)
    cast.reason("contact_plan", staff, start, end, person=person)
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 28, 400, 1.0))
    cast.talk(
        staff[case], person[case], at, mark[case], out=0.75, texts=0.55, written=0.75,
        incident=met["incident"][case],
    )  # fmt: skip
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 5, 40))
    cast.look(staff[case], at, person[case], mark[case], incident=met["incident"][case])


def family_liaison(cast: Cast, count: int) -> None:
    """A family or sexual-offences liaison officer: texts at all hours, on duty and off, for months.

    The deployment is often kept in a policy book: a third of them have no purpose in records.
    """
    met = cast.meetings(SPARE + count * 12, *CASE)
    grave = np.isin(
        cast.scene.events.kind[met["incident"]], (KIND["sexual offence"], KIND["violence"])
    )
    met = taken(met, np.flatnonzero(grave)[:count])
    staff, person = met["staff"], met["person"]
    start = met["start"].astype(np.int64) + DAY
    end = start + cast.span(len(staff), 70)
    mark = cast.mark(staff, person, start)
    entered = cast.rng.random(len(staff)) < 0.65
    cast.reason(
        "contact_plan", staff[entered], start[entered], end[entered], person=person[entered]
    )
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 45, 540, 1.0))
    cast.talk(staff[case], person[case], at, mark[case], out=0.6, texts=0.7, written=0.5)
    case, at = cast.any_time(start, end, cast.volume(len(staff), 16, 200, 1.0))
    cast.talk(staff[case], person[case], at, mark[case], out=0.5, texts=0.85, written=0.3)
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 8, 60))
    cast.look(staff[case], at, person[case], mark[case])


def victim_who_rings(cast: Cast, count: int) -> None:
    """She rings "her" officer, before and after the closing, and prefers texts."""
    met = cast.meetings(count, *CASE)
    staff, person = met["staff"], met["person"]
    start = met["start"].astype(np.int64) + DAY
    end = np.maximum(cast.scene.events.closed[met["incident"]], start)
    end = end + cast.span(len(staff), 30)
    mark = cast.mark(staff, person, start)
    rings = cast.volume(len(staff), 16, 540, 1.1)
    case, at = cast.any_time(start, end, rings)
    cast.talk(staff[case], person[case], at, mark[case], out=0.0, texts=0.75)
    answers = np.maximum(1, (rings * cast.rng.uniform(0.2, 0.8, len(staff))).astype(np.int64))
    case, at = cast.at_work(staff, start, end, answers)
    cast.talk(
        staff[case], person[case], at, mark[case], out=1.0, texts=0.8, written=0.4,
        incident=met["incident"][case],
    )  # fmt: skip
    # Who is rung about a case opens it.
    case, at = cast.at_work(staff, start, end, np.maximum(1, rings // 6))
    cast.look(staff[case], at, person[case], mark[case])


def court_officer(cast: Cast, count: int) -> None:
    """A case goes to court months after its closing; the listing is in another system."""
    met = cast.meetings(SPARE + count * 12, "officer_in_case")
    staff, incident = met["staff"], met["incident"]
    start = cast.scene.events.closed[incident] + cast.span(len(staff), 45)
    kept = np.flatnonzero(start < cast.scene.days.end - 5 * DAY)[:count]
    staff, incident, start = staff[kept], incident[kept], start[kept]
    person = cast.scene.events.main[incident]
    mark = cast.mark(staff, person, start)
    end = start + 25 * DAY
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 9, 60))
    half = len(at) // 2
    cast.look(staff[case[:half]], at[:half], person[case[:half]], mark[case[:half]])
    cast.look(
        staff[case[half:]], at[half:], NONE, mark[case[half:]], incident=incident[case[half:]],
        kind=INCIDENT, system="casefile",
    )  # fmt: skip
    case, at = cast.at_work(staff, start, end, cast.volume(len(staff), 6, 50))
    cast.talk(staff[case], person[case], at, mark[case], out=0.8, texts=0.5, written=0.4)


def reopened_case(cast: Cast, count: int) -> None:
    """New evidence has the old case read again days before anybody reopens it, if anybody does."""
    met = cast.meetings(SPARE + count * 12, "officer_in_case")
    staff, incident, person = met["staff"], met["incident"], met["person"]
    start = cast.scene.events.closed[incident] + cast.span(len(staff), 30)
    kept = np.flatnonzero(start < cast.scene.days.end - 5 * DAY)[:count]
    staff, incident, person, start = staff[kept], incident[kept], person[kept], start[kept]
    mark = cast.mark(staff, person, start)
    late = start + cast.rng.integers(5, 15, len(staff)) * DAY
    entered = cast.rng.random(len(staff)) < 0.6
    cast.reason("task", staff[entered], late[entered], late[entered] + 20 * DAY,
                incident=incident[entered])  # fmt: skip
    case, at = cast.at_work(staff, start, late + 15 * DAY, cast.volume(len(staff), 10, 80))
    cast.look(staff[case], at, person[case], mark[case], views=0.2)
    case, at = cast.at_work(staff, start, late + 15 * DAY, cast.volume(len(staff), 4, 40))
    cast.talk(staff[case], person[case], at, mark[case], out=0.8, texts=0.4, written=0.5)


def neighbourhood_without_tasks(cast: Cast, count: int) -> None:
    """A beat officer keeps an eye on a regular, visits and texts, and nobody writes a plan."""
    staff = cast.staff(count, "neighbourhood", "pcso")
    person = cast.strangers(staff, 1)
    start = cast.start(count, 90)
    end = start + cast.span(count, 120)
    mark = cast.mark(staff, person, start)
    case, at = cast.at_work(staff, start, end, cast.volume(count, 12, 120))
    cast.look(staff[case], at, person[case], mark[case])
    case, at = cast.at_work(staff, start, end, cast.volume(count, 7, 180, 1.0))
    cast.talk(staff[case], person[case], at, mark[case], out=0.55, texts=0.4, written=0.5)
    case, at = cast.at_work(staff, start, end, cast.volume(count, 3, 25))
    kept = np.unique(np.stack([staff[case], at]), axis=1, return_index=True)[1]
    cast.plot.presences.add(
        staff=staff[case[kept]],
        at=at[kept],
        seconds=cast.rng.integers(600, 3_600, len(kept)),
        person=person[case[kept]],
        metres=cast.rng.integers(5, 60, len(kept)),
        mark=mark[case[kept]],
    )


def missing_person_team(cast: Cast, count: int) -> None:
    """A missing-person team works through everybody around a child who runs away again."""
    staff = cast.staff(count, "missing persons")
    lost = np.flatnonzero(cast.scene.events.kind == KIND["missing person"])
    incident = lost[cast.rng.integers(0, len(lost), count)]
    start = np.maximum(cast.scene.events.opened[incident], cast.scene.days.start)
    mark = cast.mark(staff, cast.scene.events.main[incident], start)
    around = cast.strangers(staff, 24).reshape(count, 24)
    case, at = cast.at_work(staff, start, start + 40 * DAY, cast.volume(count, 40, 250))
    who = around[case, cast.rng.integers(0, 24, len(case))]
    child = cast.rng.random(len(case)) < 0.3
    who = np.where(child, cast.scene.events.main[incident][case], who)
    cast.look(staff[case], at, who, mark[case], views=0.35)
    case, at = cast.at_work(staff, start, start + 40 * DAY, cast.volume(count, 10, 120))
    who = around[case, cast.rng.integers(0, 6, len(case))]
    cast.talk(staff[case], who, at, mark[case], out=0.8, texts=0.4, written=0.5)


def analyst_untasked(cast: Cast, count: int) -> None:
    """An analyst works through a network that no request names; some of it comes up for weeks."""
    staff = cast.staff(count, "intelligence")
    start = cast.start(count)
    mark = cast.mark(staff, NONE, start)
    network = cast.strangers(staff, 90).reshape(count, 90)
    case, at = cast.at_work(staff, start, start + 30 * DAY, cast.volume(count, 150, 600, 0.5))
    # A few people in the middle of the network, many at its edge.
    place = (90 * cast.rng.random(len(case)) ** 2.5).astype(np.int64)
    cast.look(staff[case], at, network[case, place], mark[case], kind=6, system="intel")
