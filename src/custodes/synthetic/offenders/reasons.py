"""The real reasons that a member of staff has to do with a person, and when they stand."""

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, Moments
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Meeting, Plot
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE

Spans = tuple[Moments, Moments]
GIVEN = ("task", "contact_plan", "statement")
"""Kinds of purpose that a supervisor may really give later in a case."""


def reasons(plot: Plot, staff: int, person: int) -> Spans:
    """When each real purpose of the pair starts and ends, recorded or not.

    A purpose is the pair's where it names the member of staff and the person, or an incident that
    is about the person. Those that a role as a whole has are left out.
    """
    rows = plot.purposes_of(staff)
    subject = np.where(
        rows["incident"] == NONE, NONE, plot.scene.events.main[np.maximum(rows["incident"], 0)]
    )
    mine = np.flatnonzero((subject == person) | (rows["person"] == person))
    end = np.where(rows["end"] == NONE, plot.scene.days.end, rows["end"])
    given_since = plot.given.get((staff, person), [])
    return (
        np.append(rows["start"][mine], np.array([s for s, _ in given_since], np.int64)),
        np.append(end[mine], np.array([e for _, e in given_since], np.int64)),
    )


def within(spans: Spans, at: Moments) -> NDArray[np.bool_]:
    """Whether each moment lies in any of the spans."""
    if not len(spans[0]):
        return np.zeros(len(at), bool)
    after = at[:, None] >= spans[0][None, :]
    before = at[:, None] < spans[1][None, :]
    inside: NDArray[np.bool_] = np.any(np.logical_and(after, before), axis=1)
    return inside


def give_reason(plot: Plot, met: Meeting, first: int, last: int) -> None:
    """Have a supervisor give the pair a real purpose for some days between two moments."""
    rng, scene = plot.rng, plot.scene
    length = int(rng.uniform(given("given_reason_least"), given("given_reason_most")) * DAY)
    length = min(length, max((last - first) // 2, DAY))
    start = int(first + rng.random() * max(last - first - length, 1))
    sergeant = int(scene.force.supervisor[met.staff])
    word = GIVEN[int(rng.integers(0, len(GIVEN)))] if met.incident != NONE else "task"
    scene.rows.add(
        kind=PURPOSE[word],
        staff=met.staff,
        person=met.person if word == "contact_plan" or met.incident == NONE else NONE,
        incident=NONE if word == "contact_plan" else met.incident,
        start=start,
        end=start + length,
        made_by=sergeant if sergeant != NONE else met.staff,
        made_at=start,
    )
    plot.given.setdefault((met.staff, met.person), []).append((start, start + length))
