"""Those who look bad and are not: each kind a function, its name and its rate."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.draws import stream
from custodes.synthetic.look_ups import (
    ADDRESS,
    AUDIT_LOGIN,
    EXPORT,
    INCIDENT,
    INTELLIGENCE,
    PERSON,
    SERVICE_LOGIN,
    VIEW,
)
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Plot
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE


@dataclass(frozen=True)
class Innocent:
    """A kind of innocent: its name, which is also that of its rate, and how it is planted."""

    name: str
    plant: Callable[[Plot], None]
    a_hundred: float = 100.0
    """The rate is a number of cases for so many staff."""


def specialist_repeats(plot: Plot) -> None:
    """A domestic-abuse specialist opens one woman's record for months, under a plan."""
    met = plot.meeting("domestic abuse investigation", room=10)
    start = plot.scene.days.start
    end = plot.scene.days.end
    mark = plot.innocent(met.staff, met.person, "specialist_repeats", start)
    at = plot.on_duty(met.staff, start, end, 45)
    plot.look(met.staff, at, met.person, mark)
    plot.scene.rows.add(
        kind=PURPOSE["safeguarding"],
        staff=met.staff,
        person=met.person,
        start=start,
        end=(start + end) // 2 + plot.days(40) * DAY,
        made_by=plot.scene.force.supervisor[met.staff],
        made_at=start,
        recorded=1,
        mark=mark,
    )
    talks = plot.on_duty(met.staff, start, end, 16)
    plot.talk(met.staff, met.person, talks, mark, out=0.7, texts=0.4)
    plot.logged.add(staff=met.staff, person=met.person, at=talks // 60 * 60)


def neighbourhood_without_tasks(plot: Plot) -> None:
    """A beat officer keeps an eye on two regulars, and nobody writes a plan."""
    staff = plot.one_of("neighbourhood", "pcso")
    for person in plot.strangers(staff, 2):
        start = plot.scene.days.start + plot.days(20) * DAY
        mark = plot.innocent(staff, int(person), "neighbourhood_without_tasks", start)
        at = plot.on_duty(staff, start, plot.scene.days.end, 14)
        plot.look(staff, at, int(person), mark)
        talks = at[::5] + 20 * 60
        plot.talk(staff, int(person), talks, mark, out=0.6, texts=0.2)
        plot.logged.add(staff=staff, person=int(person), at=talks // 60 * 60)


def analyst_untasked(plot: Plot) -> None:
    """An analyst works through a network that no request names."""
    staff = plot.one_of("intelligence")
    start = plot.scene.days.start + int(plot.rng.integers(5, max(6, plot.days(60)))) * DAY
    mark = plot.innocent(staff, NONE, "analyst_untasked", start)
    people = plot.strangers(staff, 60)
    at = plot.on_duty(staff, start, start + plot.days(30) * DAY, 150)
    who = people[plot.rng.integers(0, len(people), len(at))]
    plot.look(staff, at, who, mark, kind=INTELLIGENCE, system="intel")


def dip_sampler(plot: Plot) -> None:
    """A sergeant samples closed cases of a month; the list was never entered."""
    staff = plot.one_of("supervisor")
    closed = plot.scene.events.closed
    day = int(plot.scene.days.end - plot.days(30) * DAY)
    pool = np.flatnonzero((closed < day) & (plot.scene.events.investigated))
    mark = plot.innocent(staff, NONE, "dip_sampler", day)
    for incident in plot.rng.choice(pool, min(40, len(pool)), replace=False):
        at = plot.on_duty(staff, day, day + plot.days(20) * DAY, 2)
        person = int(plot.scene.events.main[incident])
        plot.look(staff, at[:1], NONE, mark, incident=int(incident), kind=INCIDENT)
        plot.look(staff, at[1:], person, mark)


def training_class(plot: Plot) -> None:
    """A class opens the same record within the hour."""
    members = plot.scene.force.having("response", "pcso")
    pupils = plot.rng.choice(members, min(9, len(members)), replace=False)
    day = plot.rng.integers(1, plot.scene.days.count - 1)
    begins = int(plot.scene.days.at(np.array([day]), 14 * HOUR)[0])
    person = int(plot.strangers(int(pupils[0]), 1)[0])
    mark = plot.innocent(NONE, person, "training_class", begins)
    for pupil in pupils:
        at = begins + plot.rng.integers(0, 50 * 60, 3)
        plot.look(int(pupil), at, person, mark)
    plot.scene.rows.add(
        kind=PURPOSE["training"],
        unit=pupils[0],
        person=person,
        start=begins - HOUR,
        end=begins + 2 * HOUR,
        made_by=plot.scene.force.having("supervisor")[0],
        made_at=begins - DAY,
        recorded=1,
        mark=mark,
    )


def curiosity(plot: Plot) -> None:
    """Everybody looks at the incident that the town talks about."""
    staff = plot.one_of("response", "custody", "control room", "case file", "investigation")
    events = plot.scene.events
    incident = len(events) * 2 // 5
    begins = int(events.opened[incident])
    mark = plot.innocent(staff, int(events.main[incident]), "curiosity", begins)
    at = plot.on_duty(staff, begins, begins + 5 * DAY, 3)
    plot.look(staff, at[:2], NONE, mark, incident=incident, kind=INCIDENT)
    plot.look(staff, at[2:], int(events.main[incident]), mark)


def sickness_cover(plot: Plot) -> None:
    """A colleague takes over the cases of somebody who is away, and nothing is reassigned."""
    scene = plot.scene
    cover = plot.one_of("investigation", "domestic abuse investigation", "response")
    same = np.flatnonzero(
        (scene.force.role == scene.force.role[cover])
        & (scene.force.district == scene.force.district[cover])
    )
    away = int(same[plot.rng.integers(0, len(same))])
    start = int(scene.days.start + plot.rng.integers(10, scene.days.count - 9) * DAY)
    open_now = (scene.events.opened < start) & (scene.events.closed > start)
    cases = np.flatnonzero((scene.owner == away) & open_now)[:8]
    mark = plot.innocent(cover, NONE, "sickness_cover", start)
    for incident in cases:
        at = plot.on_duty(cover, start, start + 9 * DAY, 4)
        person = int(scene.events.main[incident])
        plot.look(cover, at[::2], NONE, mark, incident=int(incident), kind=INCIDENT)
        plot.look(cover, at[1::2], person, mark)
        plot.talk(cover, person, at[:1] + 600, mark, out=1.0, texts=0.2)


def reopened_case(plot: Plot) -> None:
    """New evidence has the old case read again days before anybody reopens it."""
    scene = plot.scene
    back = np.flatnonzero((scene.events.reopened != NONE) & (scene.owner != NONE))
    if not len(back):
        back = np.flatnonzero(scene.owner != NONE)
    incident = int(back[plot.rng.integers(0, len(back))])
    when = int(max(scene.events.reopened[incident], scene.days.start + 8 * DAY))
    staff, person = int(scene.owner[incident]), int(scene.events.main[incident])
    mark = plot.innocent(staff, person, "reopened_case", when - 6 * DAY)
    plot.look(staff, plot.on_duty(staff, when - 6 * DAY, when, 5), person, mark)


def victim_who_rings(plot: Plot) -> None:
    """She rings "her" officer, before and after the closing, and prefers texts."""
    met = plot.meeting("response", "investigation", "neighbourhood", room=10)
    start = plot.scene.events.opened[met.incident]
    end = min(met.closed + plot.days(30) * DAY, plot.scene.days.end)
    mark = plot.innocent(met.staff, met.person, "victim_who_rings", start)
    rings = np.append(
        plot.off_duty(met.staff, start, end, 10), plot.on_duty(met.staff, start, end, 22)
    )
    plot.talk(met.staff, met.person, np.sort(rings), mark, out=0.0, texts=0.75)
    answers = plot.on_duty(met.staff, start, end, 16)
    plot.talk(met.staff, met.person, answers, mark, out=1.0, texts=0.8)
    written = np.unique(answers[::2] // 60 * 60)
    plot.logged.add(staff=met.staff, person=met.person, at=written, incident=met.incident)


def own_address(plot: Plot) -> None:
    """A member of staff looks up the home address and who else lives there: another breach."""
    scene = plot.scene
    staff = plot.one_of("response", "pcso", "case file", "custody", "control room")
    family = np.flatnonzero(scene.people.household == scene.force.household[staff])
    start = scene.days.start + int(plot.rng.integers(0, plot.days(60))) * DAY
    mark = plot.innocent(staff, int(family[0]), "own_address", start)
    at = plot.on_duty(staff, start, scene.days.end, 6)
    who = family[plot.rng.integers(0, len(family), len(at))]
    plot.look(staff, at[::2], who[::2], mark, kind=ADDRESS)
    plot.look(staff, at[1::2], who[1::2], mark, kind=PERSON)


def swapped_shifts(plot: Plot) -> None:
    """Two weeks of swapped shifts that nobody entered: the roster says rest."""
    staff = plot.one_of("response", "custody", "control room", "neighbourhood")
    start = plot.scene.days.start + int(plot.rng.integers(3, max(4, plot.days(90)))) * DAY
    plot.innocent(staff, NONE, "swapped_shifts", start)
    plot.unroster(staff, start, start + 14 * DAY)


def shared_terminal(plot: Plot) -> None:
    """A colleague stays logged in at the front desk, and others work under that login."""
    scene = plot.scene
    staff = plot.one_of("response", "custody", "pcso")
    start = int(scene.days.start + plot.rng.integers(2, scene.days.count - 3) * DAY)
    mark = plot.innocent(staff, NONE, "shared_terminal", start)
    at = start + np.sort(plot.rng.integers(0, 2 * DAY, 30))
    recent = np.flatnonzero(scene.events.opened < start)[-30:]
    about = recent[plot.rng.integers(0, len(recent), len(at))]
    before = len(plot.accesses)
    plot.look(staff, at, scene.events.main[about], mark)
    whole = plot.accesses.gathered()
    whole["terminal"] = whole["terminal"].copy()
    whole["terminal"][before:] = 100_000 + scene.force.district[staff] * 4
    plot.accesses.replace(whole)


def service_account(plot: Plot) -> None:
    """An indexing account reads in bulk at night; no member of staff holds it."""
    days = plot.scene.days
    mark = plot.innocent(NONE, NONE, "service_account", days.start)
    nights = np.repeat(np.arange(days.count), 25)
    at = days.at(nights, 2 * HOUR + plot.rng.integers(0, HOUR, len(nights)))
    _by_machine(plot, at, SERVICE_LOGIN, mark)


def audit_account(plot: Plot) -> None:
    """The unit's own audit account checks records; its login is excluded, so none of it is kept."""
    days = plot.scene.days
    mark = plot.innocent(NONE, NONE, "audit_account", days.start)
    mornings = np.repeat(np.arange(0, days.count, 7), 6)
    at = days.at(mornings, 9 * HOUR + plot.rng.integers(0, HOUR, len(mornings)))
    _by_machine(plot, at, AUDIT_LOGIN, mark)


def _by_machine(
    plot: Plot, at: np.ndarray[tuple[int], np.dtype[np.int64]], login: int, mark: int
) -> None:
    """Look-ups under a login that is no member of staff's."""
    plot.accesses.add(
        at=at,
        login=login,
        system=0,
        action=plot.rng.choice([VIEW, EXPORT], len(at)),
        record_kind=PERSON,
        number=0,
        person=plot.rng.integers(0, len(plot.scene.people), len(at)),
        terminal=200_000,
        remote=0,
        reason=0,
        mark=mark,
    )


INNOCENTS: tuple[Innocent, ...] = (
    Innocent("specialist_repeats", specialist_repeats),
    Innocent("neighbourhood_without_tasks", neighbourhood_without_tasks),
    Innocent("analyst_untasked", analyst_untasked),
    Innocent("dip_sampler", dip_sampler),
    Innocent("training_class", training_class),
    Innocent("curiosity", curiosity),
    Innocent("sickness_cover", sickness_cover),
    Innocent("reopened_case", reopened_case),
    Innocent("victim_who_rings", victim_who_rings),
    Innocent("own_address", own_address),
    Innocent("swapped_shifts", swapped_shifts),
    Innocent("shared_terminal", shared_terminal),
    Innocent("service_account", service_account, a_hundred=1_000.0),
    Innocent("audit_account", audit_account, a_hundred=1_000.0),
)


def plant_innocents(seed: int, plot: Plot, staff: int) -> None:
    """Plant every kind at its rate, at least once."""
    for innocent in INNOCENTS:
        plot.rng = stream(seed, innocent.name)
        many = max(1, round(given(innocent.name) * staff / innocent.a_hundred))
        for _ in range(many):
            innocent.plant(plot)
