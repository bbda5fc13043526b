"""Commands about what changes the ranking: learned, retro-hunt."""

import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from custodes.cli.finding import Budget, days_between, span
from custodes.cli.options import DEFAULT_HOME, Format, FormatOption, HomeOption, clock, open_home
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, show
from custodes.indicators import INDICATORS
from custodes.pipeline.find import DEFAULT_BUDGET
from custodes.pipeline.lessons import learned_from
from custodes.pipeline.limits import indicators_with, limits_from, verdicts_teach
from custodes.pipeline.retro_hunt import retro_hunt
from custodes.pipeline.verdicts import told_until
from custodes.purposes import PURPOSES
from custodes.ranking.learning import Learned
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError, closest, shown

WORTH_TELLING = 0.25
"""Bits by which a declared value has to move to be listed unasked: about a fifth more or less.
Structured judgement: what is declared is itself an estimate, given in steps of about a fifth, so
that a smaller move lies within what nobody knew. One verdict moves nearly every level, most by a
twentieth of a bit."""
LEAST = 0.0001
"""Shares and beliefs are learned to four places; one of nothing, or of all, counts like this."""


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("learned", epilog="Example: `custodes learned --format csv`")(learned_)
    app.command(
        "retro-hunt",
        epilog="Example: `custodes retro-hunt --from 2025-04-07 --to 2026-03-30 "
        "--new contact-on-many-days`",
    )(retro_hunt_)


def learned_(
    everything: Annotated[
        bool, typer.Option("--all", help="Every change, and not those alone that matter.")
    ] = False,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """What the unit's verdicts have taught so far: declared beside learned.

    Listed is what moved by a quarter of a bit or more: a share by a fifth, or, of a purpose, what
    it leaves unexplained.
    """
    held = open_home(home)
    told = learned_from(held, told_until(held, clock()))
    if not verdicts_teach(held.path / "settings.toml"):
        err().print("Runs do not heed this: from_verdicts is false in settings.toml.")
    found = list(changes(told))
    rows = [row for row, bits in found if everything or bits >= WORTH_TELLING]
    left_out = len(found) - len(rows)
    columns = {"what": "what", "level": "of", "declared": "declared", "learned": "learned"}
    show(
        rows,
        columns,
        form,
        f"Nothing moved by {WORTH_TELLING:g} bits or more."
        if left_out
        else "Nothing differs from what is declared: no verdict has been told that teaches "
        "anything.",
    )
    if left_out:
        err().print(
            f"Not listed are {left_out:,} changes of less than {WORTH_TELLING:g} bits; "
            "`custodes learned --all` lists them.",
            soft_wrap=True,
        )
    if found:
        err().print(f"Verdicts counted in: {told.verdicts}, the last on each pair.")


def changes(told: Learned) -> Iterator[tuple[dict[str, Any], float]]:
    """Each value that differs from what is declared, and by how many bits it moved. A row counts
    by what its purpose leaves unexplained, so it is that which moves with a belief."""
    for indicator in INDICATORS:
        learned = told.shares.get(indicator.id, ())
        for level, now in zip(indicator.levels, learned, strict=False):
            of = f"{level.at_least:g} {indicator.unit}"
            row = {"what": indicator.id, "level": of, "declared": level.m, "learned": now}
            yield row, _moved(level.m, now)
    for purpose in PURPOSES:
        if purpose.id in told.beliefs:
            declared, now = purpose.belief, told.beliefs[purpose.id]
            row = {"what": purpose.id, "level": "belief", "declared": declared, "learned": now}
            yield row, _moved(1 - declared, 1 - now)


def _moved(declared: float, now: float) -> float:
    return abs(math.log2(max(now, LEAST) / max(declared, LEAST)))


def retro_hunt_(
    first: Annotated[str, typer.Option("--from", help="The first date.")],
    last: Annotated[str, typer.Option("--to", help="The last date, or before it.")],
    every: Annotated[str, typer.Option("--every", help="Days between dates.")] = "28d",
    new: Annotated[
        list[str] | None,
        typer.Option("--new", help="An indicator that is new; may be given more than once."),
    ] = None,
    settings: Annotated[
        Path | None, typer.Option("--settings", help="A settings file with the changed limits.")
    ] = None,
    budget: Budget = DEFAULT_BUDGET,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """What a new or changed indicator would have raised in the past, and pushed out of the list.

    At each date both lists are made, with it and without, each knowing only what was known then.
    Nothing is kept.
    """
    held = open_home(home)
    if not new and settings is None:
        raise UserError("Nothing is new or changed: name --new INDICATOR or --settings FILE.")
    start, end = span(first, last)
    before, after = _sets(held, new or [], settings)
    with TerminalProgress() as progress:
        rows = list(
            retro_hunt(
                held,
                before=before,
                after=after,
                first=start,
                last=end,
                every=timedelta(days=days_between(every)),
                budget=budget,
                progress=progress,
            )
        )
    columns = {
        "as_of": "as of",
        "change": "change",
        "staff": "staff",
        "person": "person",
        "bits_before": "bits before",
        "bits_after": "bits after",
        "because": "loudest",
    }
    show(rows, columns, form, f"No list from {start} to {end} would have been another.")


def _sets(home: Home, new: list[str], settings: Path | None) -> tuple[list[Any], list[Any]]:
    """The indicators before, which lack what is new, and after, with the limits of `settings`."""
    known = [indicator.id for indicator in INDICATORS]
    for name in new:
        if name not in known:
            raise UserError(f"There is no indicator {shown(name)}{closest(name, known)}.")
    if settings is not None and not settings.exists():
        raise UserError(f"There is no file {settings}.")
    now = limits_from(home.path / "settings.toml")
    before = [one for one in indicators_with(now) if one.id not in new]
    after = indicators_with(limits_from(settings) if settings is not None else now)
    return before, after
