"""How an offender and a person met: a genuine duty near a day, or no duty at all."""

from dataclasses import dataclass

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.incidents import KIND
from custodes.synthetic.offenders.reasons import reasons
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import LIKELY, Meeting, Plot
from custodes.synthetic.public import REPEAT
from custodes.synthetic.rows import NONE
from custodes.synthetic.workforce import ROLE

DUTIES = ("dispatch", "crew", "officer_in_case", "statement")
"""Purposes in which staff meet people face to face."""
DESK = ("call_taking", "log_entry", "case_file", "intelligence", "supervision")
"""Purposes of those who know people by their records only."""
FIELD = (
    "response",
    "neighbourhood",
    "pcso",
    "investigation",
    "domestic abuse investigation",
    "missing persons",
    "supervisor",
)
INSIDE = ("control room", "case file", "intelligence", "supervisor")


@dataclass(frozen=True)
class Wanted:
    """What a meeting must be: near when, in which duties and roles, with whom."""

    when: int
    sex: int
    words: tuple[str, ...] = DUTIES
    roles: tuple[str, ...] = FIELD
    phones: bool = True
    victim: str = "woman"
    of: int = NONE
    but: tuple[int, ...] = ()


def meet(plot: Plot, wanted: Wanted) -> Meeting | None:
    """A genuine meeting at most some weeks before the day wanted, likelier with the vulnerable.

    None where nobody in the force fits, however long before.
    """
    scene, rows = plot.scene, plot.met(wanted.words)
    person, staff, incident = rows["person"], rows["staff"], rows["incident"]
    fits = rows["grown"] & (scene.people.sex[person] == wanted.sex) & (rows["age"] < 75)
    fits &= ~np.isin(person, wanted.but) & (rows["start"] < wanted.when)
    if wanted.phones:
        fits &= scene.people.mobile[person] & scene.force.with_mobile()[staff]
    if wanted.of == NONE:
        fits &= ~np.isin(staff, list(plot.guilty))
        fits &= np.isin(scene.force.role[staff], [ROLE[word] for word in wanted.roles])
    else:
        fits &= staff == wanted.of
    fresh = fits if wanted.of != NONE else fits & ~np.isin(staff, list(plot.used))
    # A member of staff who is a victim: one whose household's people the force has met.
    if wanted.victim == "staff":
        at_home = np.isin(scene.people.household[person], scene.force.household)
        own = scene.people.household[person] == scene.force.household[staff]
        fresh = fresh & at_home & ~own
    age = (wanted.when - rows["start"]) / DAY
    closes = (scene.events.closed[incident] - wanted.when) / DAY
    recent, soon = age < given("meeting_days"), closes < given("case_open_days")
    likely = np.isin(scene.events.kind[incident], [KIND[word] for word in LIKELY])
    for near in (fresh & recent & soon, fresh & recent, fresh, fits & recent, fits):
        found = np.flatnonzero(near)
        if len(found):
            weight = np.where(likely[found], given("likely_kinds_weight"), 1.0)
            drawn = plot.rng.random() * weight.sum()
            place = int(np.searchsorted(np.cumsum(weight), drawn, "right"))
            one = int(found[min(place, len(found) - 1)])
            plot.used.add(int(staff[one]))
            return Meeting(
                staff=int(staff[one]),
                person=int(person[one]),
                incident=int(incident[one]),
                closed=int(scene.events.closed[incident[one]]),
                began=int(rows["start"][one]),
            )
    return None


def stranger(plot: Plot, wanted: Wanted) -> Meeting:
    """Somebody of the district whom no duty brought to the member of staff."""
    staff = wanted.of if wanted.of != NONE else plot.one_of(*wanted.roles)
    people = plot.scene.people
    near = plot.strangers(staff, 60, sex=wanted.sex)
    age = plot.scene.days.last.year - people.born[near]
    good = near[(age >= 18) & (age < 75) & ~np.isin(near, wanted.but)]
    if wanted.phones and people.mobile[good].any():
        good = good[people.mobile[good]]
    person = int(near[0])
    for one in plot.rng.permutation(good):
        person = int(one)
        if not len(reasons(plot, staff, person)[0]):
            break
    return Meeting(staff, person, NONE, wanted.when, genuine=False, began=wanted.when)


def is_vulnerable(plot: Plot, person: int, when: int) -> bool:
    """Whether the force's records held a flag, other than of calling often, at a moment."""
    flags = plot.scene.people.flags.gathered()
    mine = (flags["person"] == person) & (flags["flag"] != REPEAT) & (flags["start"] <= when)
    mine &= (flags["end"] == NONE) | (flags["end"] > when)
    return bool(mine.any())
