"""Commands that take exports in: take-in, source guess, source list."""

from pathlib import Path
from typing import Annotated, Any

import typer

from custodes.cli.options import DEFAULT_HOME, REFUSED, Format, FormatOption, HomeOption, clock
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, show
from custodes.pipeline.reports import FileReport, Report
from custodes.pipeline.take_in import take_in
from custodes.sources.guess import guess
from custodes.sources.registry import SOURCES
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError

COLUMNS = {
    "file": "file",
    "table": "table",
    "rows_in": "rows in",
    "taken": "= taken",
    "refused": "+ refused",
    "passed_over": "+ passed over",
    "duplicates": "(duplicates)",
    "times": "first and last time",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "take-in",
        epilog="Examples: `custodes take-in exchange/`; `custodes take-in --config force.toml`",
    )(take_in_)
    source = typer.Typer(help="Kinds of export that can be taken in.", no_args_is_help=True)
    source.command("guess", epilog="Example: `custodes source guess audit_march.csv`")(guess_)
    source.command("list", epilog="Example: `custodes source list`")(list_)
    app.add_typer(source, name="source")


def take_in_(
    folder: Annotated[
        Path | None, typer.Argument(help="An exchange folder, or a force.toml.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", help="The force.toml that names the feeds.")
    ] = None,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Take exports in. The same file twice adds nothing; refused rows are kept with the reason."""
    where = folder or config
    if where is None or (folder and config):
        raise typer.BadParameter("name a FOLDER or --config force.toml, one of the two")
    if not where.exists():
        raise UserError(f"There is no {where}: name an exchange folder or a force.toml.")
    held = Home.create(home)
    with TerminalProgress() as progress:
        report = take_in(held, where, clock=clock, progress=progress)
    show(
        [_row(file) for file in report.files],
        COLUMNS,
        form,
        f"Nothing to take in was found in {where}. An exchange folder has files such as "
        "accesses.csv; a force.toml names its feeds.",
    )
    _tell(report)
    if report.refused_anything:
        raise typer.Exit(REFUSED)


def guess_(
    file: Annotated[Path, typer.Argument(help="An export: delimited, JSON lines or Excel.")],
    rows: Annotated[int, typer.Option("--rows", help="How many rows to look at.")] = 1000,
) -> None:
    """Propose a mapping for an export, and show what it would refuse. Nothing is written."""
    if not file.is_file():
        raise UserError(f"There is no file {file}.")
    found = guess(file, rows=rows)
    typer.echo(found.toml)
    for refusal in found.would_refuse:
        lines = "; ".join(f"line {line}: {sentence}" for line, sentence in refusal.examples)
        said = f"would refuse {refusal.rows:,} of {found.rows:,} rows for {refusal.column}: {lines}"
        err().print(said, markup=False, soft_wrap=True)
    for note in found.notes:
        err().print(note, markup=False, soft_wrap=True)
    if found.missing:
        err().print(f"still to be named: {', '.join(found.missing)}", soft_wrap=True)
    if found.unmapped:
        err().print(f"columns not used: {', '.join(found.unmapped)}", soft_wrap=True)


def list_(form: FormatOption = Format.TABLE) -> None:
    """The kinds of export that can be taken in."""
    rows = [
        {
            "source": source.id,
            "title": source.title,
            "fills": ", ".join(table.name for table in source.fills) or "any table",
        }
        for source in SOURCES
    ]
    show(rows, {"source": "source", "title": "what it reads", "fills": "fills"}, form, "")


def summary(report: Report) -> str:
    """One line on a whole take-in."""
    files = report.files
    refused = sum(f.refused for f in files)
    whole = sum(1 for f in files if f.error)
    return (
        f"{len(files)} files: {sum(f.rows_in for f in files):,} rows in = "
        f"{sum(f.taken for f in files):,} taken + {refused:,} refused + "
        f"{sum(sum(f.passed_over.values()) for f in files):,} passed over"
        + (f"; {whole} file{'s' if whole > 1 else ''} refused whole" if whole else "")
        + "."
    )


def _row(file: FileReport) -> dict[str, Any]:
    return {
        "file": file.label,
        "feed": file.feed,
        "table": ", ".join(file.tables),
        "rows_in": file.rows_in,
        "taken": file.taken,
        "refused": file.refused,
        "passed_over": sum(file.passed_over.values()),
        "reasons_passed_over": file.passed_over,
        "duplicates": file.duplicates,
        "first": file.first,
        "last": file.last,
        "times": f"{file.first} to {file.last}" if file.first and file.last else None,
        "error": file.error,
        "note": file.note,
        "batch": file.batch,
        "extra_columns": list(file.extra_columns),
        "examples_refused": [vars(example) for example in file.examples],
    }


def _tell(report: Report) -> None:
    """What a table cannot hold: sentences on what was refused, is off, or was not read."""
    console = err()

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    for file in report.files:
        if file.error:
            say(file.error)
        if file.note:
            say(f"{file.label}: {file.note}")
        for example in file.examples:
            say(f"{file.label} line {example.line}: {example.reason}")
        if file.refused > len(file.examples):
            say(
                f"{file.label}: {file.refused:,} rows refused in all; the others are kept in "
                "the home with file, line and reason."
            )
        for reason, count in file.passed_over.items():
            say(f"{file.label}: {count:,} rows passed over: {reason}.")
        if file.extra_columns:
            say(f"{file.label}: columns not used: {', '.join(file.extra_columns)}.")
    for feed in report.off:
        say(
            f"{feed.feed} is off: {feed.why}. {feed.files} files were not read; what needs "
            f"{', '.join(feed.tables)} is off too."
        )
    if report.unnamed:
        say(f"Not read, for no feed names them: {', '.join(report.unnamed)}.")
    for feed_name in report.empty_feeds:
        say(f"{feed_name}: no file matches.")
    say(summary(report))
