"""Styles of offenders whose traces are mostly look-ups."""

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.look_ups import PERSON, VIEW_CONTACT
from custodes.synthetic.offenders.pursuits import Pursuit
from custodes.synthetic.parameters import given
from custodes.synthetic.rows import NONE


def going_back(it: Pursuit) -> None:
    """The matter is over, and the record is opened again now and then."""
    it.look(it.one.looks)
    if it.one.phones:
        it.talk(it.one.contacts, 0.1)


def around_the_person(it: Pursuit) -> None:
    """The person, and a partner, a former partner or whoever else is at home."""
    people = it.plot.scene.people
    around = [int(one) for one in people.household_members(it.person)[:3]]
    if people.partner[it.person] != NONE:
        around.append(int(people.partner[it.person]))
    share = given("looks_around") if around else 0.0
    for one in dict.fromkeys(around):
        it.look(max(round(it.one.looks * share / len(around)), 1), 0.1, person=one)
    it.look(max(round(it.one.looks * (1 - share)), 2))
    if it.one.phones:
        it.talk(it.one.contacts, 0.1)


def record_then_call(it: Pursuit) -> None:
    """A record is opened, and some minutes later the work phone rings the person."""
    at = it.look(it.one.looks)
    followed = at[it.plot.rng.random(len(at)) < given("look_then_call")]
    rung = followed + it.plot.rng.integers(2, 50, len(followed)) * 60
    it.talk_at(rung[rung < it.plot.scene.days.end],
               np.zeros(int((rung < it.plot.scene.days.end).sum()), bool), out=1.0)  # fmt: skip
    it.talk(max(it.one.contacts - len(rung), 2))


def within_the_role(it: Pursuit) -> None:
    """A desk that sees everybody's records sees this one oftener than its work asks for."""
    it.look(it.one.looks)


def picking_from_many(it: Pursuit) -> None:
    """One of many people whose records are opened once or twice, the picture or the number first.

    Each is a person of the truth in its own right; the acts towards each are one to three.
    """
    count = 1 + int(it.plot.rng.random() < 0.35) + int(it.plot.rng.random() < 0.1)
    at, covered = it.moments(count)
    detail = it.plot.rng.random() < given("trawl_details")
    it.look_at(at, covered, kind=PERSON, action=VIEW_CONTACT if detail else None)


def watching_oneself(it: Pursuit) -> None:
    """Once there is a complaint, the login that is complained of opens its own household too."""
    it.look(it.one.looks)
    scene = it.plot.scene
    home = np.flatnonzero(scene.people.household == scene.force.household[it.staff])
    since = it.plot.truth.case(it.mark).complaint
    since = since if it.onset < since < it.until else (it.onset + it.until) // 2
    at, found = scene.hours.moments(
        it.plot.rng, np.full(4, it.staff), np.full(4, since), np.full(4, since + 20 * DAY)
    )
    for when in np.sort(at[found & (at < scene.days.end)]):
        own = int(home[it.plot.rng.integers(0, len(home))])
        it.look_at(np.array([when]), np.zeros(1, bool), person=own)
    if it.one.phones:
        it.talk(it.one.contacts)
