"""Innocents whose own life is in the records: home, family, neighbours, friends."""

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.innocents.casting import Cast, Numbers
from custodes.synthetic.look_ups import ADDRESS
from custodes.synthetic.rows import NONE


def _grown(cast: Cast) -> Numbers:
    """Grown people whose mobile the force holds."""
    people = cast.scene.people
    age = cast.scene.days.last.year - people.born
    return np.flatnonzero((age >= 18) & people.mobile & (people.twin == NONE))


def own_address(cast: Cast, count: int) -> None:
    """A member of staff looks up the home address and who else lives there: another breach."""
    scene = cast.scene
    staff = cast.staff(count)
    order = np.argsort(scene.people.household, kind="stable")
    homes = scene.people.household[order]
    first = np.searchsorted(homes, scene.force.household[staff], "left")
    many = np.searchsorted(homes, scene.force.household[staff], "right") - first
    start = cast.start(count)
    mark = cast.mark(staff, order[first], start)
    case, at = cast.at_work(staff, start, start + cast.span(count, 60), cast.volume(count, 5, 40))
    nth = (cast.rng.random(len(case)) * many[case]).astype(np.int64)
    who = order[first[case] + nth]
    half = len(at) // 2
    cast.look(staff[case[:half]], at[:half], who[:half], mark[case[:half]], kind=ADDRESS)
    cast.look(staff[case[half:]], at[half:], who[half:], mark[case[half:]], views=0.2)


def neighbour(cast: Cast, count: int) -> None:
    """The people next door, at whom a member of staff looks each time there is noise: a breach."""
    scene = cast.scene
    staff = cast.staff(count)
    # Households are numbered along the streets.
    door = scene.force.household[staff] + cast.rng.choice([-2, -1, 1, 2], count)
    order = np.argsort(scene.people.household, kind="stable")
    homes = scene.people.household[order]
    place = np.searchsorted(homes, door.clip(0, int(homes[-1])), "left")
    person = order[np.minimum(place, len(order) - 1)]
    start = cast.start(count)
    mark = cast.mark(staff, person, start)
    case, at = cast.at_work(staff, start, start + cast.span(count, 80), cast.volume(count, 6, 60))
    cast.look(staff[case], at, person[case], mark[case])


def shared_surname(cast: Cast, count: int) -> None:
    """Searches for one of many of the same surname: the wrong ones are opened and closed."""
    staff = cast.staff(count)
    people = cast.strangers(staff, 12).reshape(count, 12)
    start = cast.start(count)
    mark = cast.mark(staff, NONE, start)
    case, at = cast.at_work(staff, start, start + DAY * 20, cast.volume(count, 30, 200))
    cast.look(staff[case], at, people[case, cast.rng.integers(0, 12, len(case))], mark[case])


def staff_victim(cast: Cast, count: int) -> None:
    """A member of staff is a victim, and reads the own case, its suspect and its log."""
    scene = cast.scene
    staff = cast.staff(count)
    incident = cast.rng.integers(0, len(scene.events), count)
    person = scene.events.main[incident]
    start = np.maximum(scene.events.opened[incident], scene.days.start)
    mark = cast.mark(staff, person, start)
    end = start + cast.span(count, 45)
    case, at = cast.at_work(staff, start, end, cast.volume(count, 10, 120))
    suspect = scene.events.suspect[incident][case]
    other = (suspect != NONE) & (cast.rng.random(len(case)) < 0.4)
    cast.look(staff[case], at, np.where(other, suspect, person[case]), mark[case], views=0.2)


def old_friendship(cast: Cast, count: int) -> None:
    """A friend of twenty years who once was a witness: calls and texts at all hours, no secret."""
    _private(cast, cast.staff(count, *MOBILE), median=25, looks=0.25)


def declared_relationship(cast: Cast, count: int) -> None:
    """A partner whose number the force holds, declared to vetting, rung every day on the work
    phone; the declaration is in a system that no feed brings."""
    _private(cast, cast.staff(count, *MOBILE), median=150, looks=0.05)


MOBILE = ("response", "neighbourhood", "pcso", "investigation", "supervisor",
          "domestic abuse investigation", "missing persons")  # fmt: skip


def _private(cast: Cast, staff: Numbers, *, median: float, looks: float) -> None:
    """Long contact with one person, begun by either, on duty and off; a few look, once or twice."""
    count = len(staff)
    pool = _grown(cast)
    person = pool[cast.rng.integers(0, len(pool), count)]
    start = cast.start(count, 90)
    end = start + cast.span(count, 120)
    mark = cast.mark(staff, person, start)
    case, at = cast.any_time(start, end, cast.volume(count, median, 1_200, 1.0))
    cast.talk(staff[case], person[case], at, mark[case], out=0.55, texts=0.7)
    curious = (cast.rng.random(count) < looks) * cast.rng.integers(1, 4, count)
    case, at = cast.at_work(staff, start, end, curious)
    cast.look(staff[case], at, person[case], mark[case])
