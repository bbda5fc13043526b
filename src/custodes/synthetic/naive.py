"""A plain join of look-ups with recorded purposes: the yardstick of how well a force explains."""

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.force import Force
from custodes.synthetic.rows import NONE, Columns
from custodes.synthetic.workforce import ROLES, Workforce

Numbers = NDArray[np.int64]
_WIDE = np.int64(1 << 34)


def explained(force: Force, looks: Columns) -> NDArray[np.bool_]:
    """Whether each look-up falls in the time of any recorded purpose of its staff (by name, role
    or unit) with its incident, or with its person by name or through an involvement.

    `looks` has the columns at, staff, person and incident. Nothing is graded, and a purpose that
    was entered late counts as if it had always been there.
    """
    who, what, start, end = _reasons(force)
    events = len(force.scene.events)
    things = events + len(force.scene.people)
    keys = who * things + what
    known, number = np.unique(keys, return_inverse=True)
    order = np.lexsort((start, number))
    number = number[order]
    starts = number * _WIDE + start[order]
    # The latest end of all that began before: within a key it only rises, and keys rise too.
    ends = np.maximum.accumulate(number * _WIDE + end[order])
    done = np.zeros(len(looks["at"]), bool)
    staff = looks["staff"].astype(np.int64)
    for holder in (staff, *_groups(force.scene.force, staff)):
        for thing, base in ((looks["incident"], 0), (looks["person"], events)):
            left = np.flatnonzero(~done & (thing != NONE))
            key = holder[left] * things + base + thing[left]
            place = np.searchsorted(known, key)
            held = known[np.minimum(place, len(known) - 1)] == key
            moment = place * _WIDE + looks["at"][left]
            last = np.searchsorted(starts, moment, "right") - 1
            reached = ends[np.maximum(last, 0)] >= moment
            done[left] = held & (last >= 0) & reached
    return done


def _groups(workforce: Workforce, staff: Numbers) -> tuple[Numbers, Numbers]:
    """The role and the unit of staff, numbered on from the staff themselves."""
    unit = _units(workforce)[staff]
    return len(workforce) + workforce.role[staff], len(workforce) + len(ROLES) + unit


def _units(workforce: Workforce) -> Numbers:
    names = np.array([workforce.unit(one) for one in range(len(workforce))])
    numbers: Numbers = np.unique(names, return_inverse=True)[1].astype(np.int64)
    return numbers


def _reasons(force: Force) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Recorded purposes as holder, thing, start and end; an incident stands for its people too."""
    rows, scene = force.purposes, force.scene
    workforce = scene.force
    staff, role, unit = (rows[name].astype(np.int64) for name in ("staff", "role", "unit"))
    who = np.where(staff != NONE, staff, len(workforce) + role)
    units = _units(workforce)
    who = np.where(unit != NONE, len(workforce) + len(ROLES) + units[np.maximum(unit, 0)], who)
    start = rows["start"].astype(np.int64)
    end = np.where(rows["end"] == NONE, scene.days.end, rows["end"]).astype(np.int64)
    about = np.flatnonzero(rows["incident"] != NONE)
    incident = rows["incident"][about].astype(np.int64)
    people = scene.events.involvements.gathered()
    order = np.argsort(people["incident"], kind="stable")
    first = np.searchsorted(people["incident"][order], incident, "left")
    many = np.searchsorted(people["incident"][order], incident, "right") - first
    each = np.repeat(np.arange(len(about)), many)
    nth = np.arange(len(each)) - np.repeat(np.cumsum(many) - many, many)
    involved = people["person"][order][first[each] + nth].astype(np.int64)
    named = np.flatnonzero(rows["person"] != NONE)
    chosen = np.concatenate([about, about[each], named])
    what = np.concatenate(
        [
            incident,
            len(scene.events) + involved,
            len(scene.events) + rows["person"][named].astype(np.int64),
        ]
    )
    return who[chosen], what, start[chosen], end[chosen]
