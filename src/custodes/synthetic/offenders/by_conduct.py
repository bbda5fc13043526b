"""Styles of offenders who also misuse what they do at work: visits, checks, cases, tasks."""

from custodes.synthetic.days import DAY
from custodes.synthetic.look_ups import VEHICLE, VIEW
from custodes.synthetic.offenders.pursuits import Pursuit
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE

_NO_ACTION, _NO_SUPPORT = 2, 3
"""The outcomes of an incident that end it early."""


def no_result(it: Pursuit) -> None:
    """A vehicle is checked and no stop is recorded; then its keeper is in contact."""
    at, covered = it.moments(1, 0.0, 0.05, away=0.0)
    it.look_at(at, covered, kind=VEHICLE, action=VIEW)
    if it.one.opens:
        it.look(it.one.looks)
    it.talk(it.one.contacts, 0.05)


def repeated_visits(it: Pursuit) -> None:
    """Time near the person's home, on duty and off, with no task that another made."""
    count = int(it.plot.rng.integers(2, 1 + int(given("visits_most"))))
    at, _ = it.moments(count)
    it.go_near(at)
    tasked = at[it.plot.rng.random(len(at)) < given("visits_self_tasked")]
    if len(tasked):
        it.plot.scene.rows.add(
            kind=PURPOSE["task"],
            staff=it.staff,
            person=it.person,
            start=tasked - 1_800,
            end=tasked + DAY,
            made_by=it.staff,
            made_at=tasked - 1_800,
            recorded=1,
            mark=it.mark,
        )
    if it.one.phones:
        it.talk(it.one.contacts)
    if it.one.opens:
        it.look(it.one.looks)


def steering_the_case(it: Pursuit) -> None:
    """The case is brought to a quick, low-level end by the one who is in contact."""
    events, incident = it.plot.scene.events, it.met.incident
    ends = it.onset + int(it.plot.rng.integers(2, 12)) * DAY
    if incident != NONE and events.closed[incident] > ends > events.opened[incident]:
        early = events.reopened[incident] == NONE
        events.closed[incident] = ends if early else events.closed[incident]
        events.outcome[incident] = int(it.plot.rng.choice([_NO_ACTION, _NO_SUPPORT]))
    it.talk(it.one.contacts)
    if it.one.opens:
        it.look(it.one.looks)


def covering_tracks(it: Pursuit) -> None:
    """Tasks are written after the look-ups that they are to cover."""
    at, covered = it.moments(it.one.looks)
    it.look_at(at, covered)
    it.cover(at[~covered])
    if it.one.phones:
        it.talk(it.one.contacts)
