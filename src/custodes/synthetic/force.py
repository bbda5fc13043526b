"""A whole made-up force in memory, before any layout writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from custodes.synthetic.days import Days
from custodes.synthetic.draws import stream
from custodes.synthetic.duties import duties
from custodes.synthetic.faults import clocks, spoil_purposes
from custodes.synthetic.incidents import incidents
from custodes.synthetic.innocents import plant_innocents
from custodes.synthetic.look_ups import look_ups
from custodes.synthetic.offenders import as_planted, plant_cases, plant_easy, plant_hard
from custodes.synthetic.patrol import patrol
from custodes.synthetic.phone import phone
from custodes.synthetic.plot import Plot
from custodes.synthetic.public import public
from custodes.synthetic.purposes import Scene, purposes
from custodes.synthetic.replays import plant_replays
from custodes.synthetic.rows import Columns, in_order, taken
from custodes.synthetic.truth import Truth
from custodes.synthetic.workforce import workforce

Progress = Callable[[str, int, int], None]


@dataclass
class Force:
    """The scene, the rows of every table in order of time, and the truth."""

    scene: Scene
    accesses: Columns
    contacts: Columns
    logged: Columns
    recordings: Columns
    presences: Columns
    purposes: Columns
    truth: Truth


STAGES = ("people", "work", "look-ups", "contacts", "plots", "order")


PlotKind = Literal["hard", "cases", "easy", "replays"]
PLOTS: tuple[PlotKind, ...] = ("hard", "cases", "easy", "replays")
"""Offenders at a prevalence and hidden; the demonstration's; plain to see; published cases."""


def make_force(
    staff: int,
    days: int,
    seed: int,
    last: date,
    progress: Progress | None = None,
    *,
    plot: PlotKind = "hard",
) -> Force:
    """Make a force of `staff` members over `days` days that end with `last`.

    `plot` says which offenders it holds. Parameters stand as they do around the call.
    """

    def stage(number: int) -> None:
        if progress:
            progress(STAGES[number], number, len(STAGES))

    span = Days(last, days)
    stage(0)
    people = public(seed, staff, span, max(1, staff // 100))
    force = workforce(seed, staff, span, int(people.household.max()) + 1)
    stage(1)
    hours = duties(seed, force, span)
    events = incidents(seed, staff, span, people)
    scene = purposes(seed, force, people, events, hours, span)
    stage(2)
    accesses = look_ups(seed, scene)
    stage(3)
    contacts, logged = phone(seed, scene)
    recordings, presences = patrol(seed, scene)
    stage(4)
    plotted = Plot(stream(seed, "plot"), scene, accesses, contacts, logged, presences, Truth())
    _plant(plot, seed, plotted, staff)
    as_planted(plotted)
    plant_innocents(seed, plotted, staff)
    plotted.without_unfilmed(recordings)
    spoil_purposes(seed, scene)
    stage(5)
    seen = accesses.emptied()
    clocks(seen)
    return Force(
        scene=scene,
        accesses=_in_time(seen, "at", scene, "staff", "person"),
        contacts=_in_time(contacts.emptied(), "at", scene, "staff", "other"),
        logged=_once(_in_time(logged.emptied(), "at", scene, "staff", "person")),
        recordings=_in_time(recordings.emptied(), "start", scene, "staff"),
        presences=_in_time(presences.emptied(), "at", scene, "staff"),
        purposes=_recorded(scene),
        truth=plotted.truth,
    )


def _plant(plot: PlotKind, seed: int, plotted: Plot, staff: int) -> None:
    """Plant the offenders that a kind of plot asks for."""
    if plot == "hard":
        plant_hard(seed, plotted, staff)
    elif plot == "cases":
        plant_cases(seed, plotted, staff)
    elif plot == "easy":
        plant_easy(seed, plotted, staff)
    else:
        plant_replays(seed, plotted)


def _in_time(columns: Columns, when: str, scene: Scene, *then: str) -> Columns:
    """Rows inside the days, in the order of time; the columns given are used up."""
    return in_order(columns, scene.days.start, scene.days.end, when, *then)


def _once(columns: Columns) -> Columns:
    """One row for each member of staff, person and moment."""
    keys = np.stack([columns["staff"].astype(np.int64), columns["person"], columns["at"]])
    _, first = np.unique(keys, axis=1, return_index=True)
    return taken(columns, np.sort(first))


def _recorded(scene: Scene) -> Columns:
    """The purposes that somebody wrote down, in the order in which they were made."""
    rows = scene.rows.gathered()
    kept = taken(rows, np.flatnonzero((rows["recorded"] == 1) & (rows["made_at"] < scene.days.end)))
    return taken(kept, np.lexsort((kept["start"], kept["kind"], kept["made_at"])))
