"""The command that measures every purpose on a force's own look-ups: purposes."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from custodes.cli import pages as md
from custodes.cli.options import (
    DEFAULT_HOME,
    AsOf,
    Format,
    FormatOption,
    HomeOption,
    clock,
    open_home,
)
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, show
from custodes.pipeline.find import moment_of
from custodes.pipeline.purposes_measured import Figures, purposes_measured
from custodes.purposes import PURPOSES
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import as_of_from, iso

COLUMNS = {
    "purpose": "purpose",
    "first": "first look-ups",
    "repeat": "repeat look-ups",
    "alone": "by it alone",
    "by_chance": "shuffled",
    "beyond_chance": "beyond chance",
    "belief": "belief",
    "links": "pairs",
}
SHARES = ("first", "repeat", "alone", "by_chance")
HOW = (
    "A look-up is counted where it is wholly explained and the purpose was active: the first of "
    "each pair in the ninety days, the later ones, and those that no other purpose was active for. "
    "Shuffled: the same look-ups, each given to a colleague of the same role in the same week; "
    "what explains those explains by chance. Beyond chance: the share of what it explains that "
    "chance would not (1 less shuffled over explained); far below its belief, the records of this "
    "purpose link too many people."
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("purposes", epilog="Example: `custodes purposes --pages purposes-of-ours`")(
        purposes
    )


def purposes(
    as_of: AsOf = None,
    pages: Annotated[
        Path | None,
        typer.Option("--pages", help="Write one page a purpose here, with its declaration."),
    ] = None,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """What each purpose explains of this force's look-ups, and how much of that by chance."""
    held = open_home(home)
    moment = as_of_from(as_of) if as_of else moment_of(held, clock)
    with TerminalProgress() as progress:
        measured = purposes_measured(held, as_of=moment, progress=progress)
    beliefs = {purpose.id: purpose.belief for purpose in PURPOSES}
    if pages is not None:
        _write(pages, measured, f"As of {iso(moment)}, in the ninety days before.")
        err().print(f"{len(measured) + 1} pages in {pages}", soft_wrap=True, markup=False)
    elif form is Format.JSON:
        told = [{"belief": beliefs[f.purpose], **asdict(f)} for f in measured]
        for row, figures in zip(told, measured, strict=True):
            row["beyond_chance"] = figures.beyond_chance
        show(told, COLUMNS, form, "")
    else:
        said = _percent if form is Format.TABLE else _number
        show([_row(f, beliefs[f.purpose], said) for f in measured], COLUMNS, form, "")
    if form is Format.TABLE and pages is None:
        err().print(HOW, soft_wrap=True)


def _row(figures: Figures, belief: float, said: Callable[[float | None], Any]) -> dict[str, Any]:
    return {
        "purpose": figures.purpose,
        **{name: said(getattr(figures, name).share) for name in SHARES},
        "beyond_chance": said(figures.beyond_chance),
        "belief": said(belief),
        "links": figures.links,
    }


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f} %"


def _number(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _write(folder: Path, measured: list[Figures], when: str) -> None:
    from custodes.cli.reference import purpose_page

    by_id = {figures.purpose: figures for figures in measured}
    told = {p.id: _row(by_id[p.id], p.belief, _percent) for p in PURPOSES}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for purpose in PURPOSES:
            row = told[purpose.id]
            shares = [(heading, str(row[key])) for key, heading in COLUMNS.items()][1:]
            grid = md.grid(("what", "share"), shares)
            page = purpose_page(purpose, None, "## On our own look-ups", when, grid, HOW)
            (folder / f"{purpose.id}.md").write_text(page, encoding="utf-8")
        rows = [
            [f"[{p.title}]({p.id}.md)"]
            + [str(told[p.id][key]) for key in COLUMNS if key != "purpose"]
            for p in PURPOSES
        ]
        index = md.page(
            "Purposes on our own look-ups", when, HOW, md.grid([*COLUMNS.values()], rows)
        )
        (folder / "index.md").write_text(index, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{folder} cannot be written: {error.strerror or error}. Name another folder."
        ) from None
