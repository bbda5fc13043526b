"""What the truth says of each offender, read off the rows that were planted."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import HOUR, Moments
from custodes.synthetic.offenders.encounters import is_vulnerable
from custodes.synthetic.offenders.reasons import reasons, within
from custodes.synthetic.plot import Plot
from custodes.synthetic.public import FEMALE
from custodes.synthetic.rows import NONE, Rows

GRACE = HOUR
"""How long after a shift an act still belongs to it."""


def as_planted(plot: Plot) -> None:
    """Mark the acts that a real purpose covers, and settle what only the acts can tell.

    An act that a real purpose of the pair covers gets its case's covered mark. Of each case it is
    settled whether any act was off duty, and, where no character was drawn for it, where its
    traces are, how it was hidden, who the person is and whether records held a vulnerability.
    """
    looks, looked = _offending(plot, plot.accesses)
    calls, called = _offending(plot, plot.contacts)
    visits, visited = _offending(plot, plot.presences)
    for rows, table, at in ((plot.accesses, looks, looked), (plot.contacts, calls, called)):
        _cover(plot, rows, table, at)
    every, when = np.concatenate([looks[0], calls[0], visits[0]]), np.concatenate(
        [looked, called, visited]
    )  # fmt: skip
    why = plot.scene.rows.gathered()
    own = set(why["mark"][(why["made_by"] == why["staff"]) & (why["mark"] != NONE)].tolist())
    for mark in np.unique(every):
        case = plot.truth.case(int(mark))
        settled = replace(case, off_duty=_ever_off_duty(plot, case.staff, when[every == mark]))
        if not case.victim and case.person != NONE:
            looks_there, calls_there = (looks[0] == mark).any(), (calls[0] == mark).any()
            feeds = "both" if looks_there and calls_there else "look_ups"
            settled = replace(
                settled,
                evasion="self_made_tasks" if int(mark) in own else "none",
                feeds="phone_only" if calls_there and not looks_there else feeds,
                vulnerable=is_vulnerable(plot, case.person, case.onset),
                victim="woman" if plot.scene.people.sex[case.person] == FEMALE else "man",
            )
        plot.truth.put(int(mark), settled)


def _offending(
    plot: Plot, table: Rows
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], Moments]:
    """The marks and places of offenders' rows in a table, and their moments."""
    rows = table.gathered()
    places = np.flatnonzero(rows["mark"] != NONE)
    marks = rows["mark"][places].astype(np.int64)
    offends = np.array([plot.truth.case(int(mark)).offends for mark in marks], bool)
    return (marks[offends], places[offends]), rows["at"][places[offends]]


def _cover(
    plot: Plot, table: Rows, planted: tuple[NDArray[np.int64], NDArray[np.int64]], at: Moments
) -> None:
    rows = table.gathered()
    rows["mark"] = rows["mark"].copy()
    marks, places = planted
    for mark in np.unique(marks):
        case = plot.truth.case(int(mark))
        mine = marks == mark
        inside = within(reasons(plot, case.staff, case.person), at[mine])
        if case.person != NONE and inside.any():
            rows["mark"][places[mine][inside]] = plot.truth.covered(int(mark))
    table.replace(rows)


def _ever_off_duty(plot: Plot, staff: int, at: Moments) -> bool:
    """Whether any moment is outside the real shifts, an hour after them let be."""
    begins, ends = plot.scene.hours.spans_of(staff)
    return bool((~within((begins - GRACE, ends + GRACE), at)).any())
