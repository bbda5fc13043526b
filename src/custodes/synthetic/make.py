"""Make a force and write it: its exports or its exchange folder, and the truth apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from custodes.synthetic.force import PLOTS, PlotKind, make_force
from custodes.synthetic.layouts.exchange import write_exchange
from custodes.synthetic.layouts.exports import write_exports
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.layouts.truth import Fault, write_truth
from custodes.synthetic.parameters import instead
from custodes.vocabulary.errors import UserError

LAST_DAY = date(2026, 3, 31)
MOST_STAFF, MOST_DAYS = 10_000, 1_000
LEAST_STAFF, LEAST_DAYS = 40, 35
"""Fewer staff hold no team of every role; fewer days may lie in one month."""


@dataclass(frozen=True)
class Made:
    """What was written: rows of each table or file, and cases of each kind in the truth."""

    where: Path
    rows: dict[str, int]
    planted: dict[str, int] = field(default_factory=dict)


def make(
    out: Path,
    *,
    staff: int = 120,
    days: int = 120,
    seed: int = 1,
    layout: Literal["exchange", "exports"] = "exchange",
    last: date = LAST_DAY,
    progress: Callable[[str, int, int], None] | None = None,
    plot: PlotKind = "hard",
    given: Mapping[str, float] | None = None,
) -> Made:
    """Make a force of `staff` members over the `days` days up to `last`, and write it to `out`.

    The same arguments give the same bytes. `layout` says whether `out/exchange` or `out/exports`
    (with `out/force.toml`) is written; `out/truth` is, beside either. `plot` says which offenders
    it holds: `hard` (at a prevalence, over the typologies, hidden), `cases` (the demonstration's
    fixed ones), `easy` (plain to see) or `replays` (published cases). `given` holds other values
    for declared parameters by name, for this force only. Raises UserError when the force would be
    too small to hold its cases, for a parameter that is not declared, or when `out` already holds
    a force.
    """
    if staff < LEAST_STAFF or days < LEAST_DAYS:
        raise UserError(
            f"A force of {staff} staff over {days} days is too small to hold its cases: "
            f"ask for at least {LEAST_STAFF} staff and {LEAST_DAYS} days."
        )
    if staff > MOST_STAFF or days > MOST_DAYS:
        raise UserError(
            f"A force of {staff} staff over {days} days is more than is made at once: "
            f"ask for at most {MOST_STAFF} staff and {MOST_DAYS} days."
        )
    if out.exists() and not out.is_dir():
        raise UserError(f"{out} is a file: name a folder.")
    if layout not in ("exchange", "exports"):
        raise UserError(f'"{layout}" is not a layout: write exchange or exports.')
    if plot not in PLOTS:
        raise UserError(f'"{plot}" is not a plot: ask for {", ".join(PLOTS)}.')
    if any((out / name).exists() for name in ("exchange", "exports", "truth", "force.toml")):
        raise UserError(f"{out} already holds a synthetic force: name another folder, or move it.")
    with instead(given):
        force = make_force(staff, days, seed, last, progress, plot=plot)
        tables = Tables(force)
        out.mkdir(parents=True, exist_ok=True)
        faults: list[Fault] = []
        if layout == "exchange":
            rows = write_exchange(out / "exchange", tables, progress)
        else:
            rows, faults = write_exports(out, tables, seed, progress)
        write_truth(out / "truth", tables, faults)
    if progress:
        progress("written", 1, 1)
    return Made(out, rows, force.truth.kinds())
