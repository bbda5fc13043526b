"""The command on what is held and what is monitored: coverage."""

from typing import Annotated, Any

import typer

from custodes.cli.options import DEFAULT_HOME, Format, FormatOption, HomeOption, clock, open_home
from custodes.cli.showing import err, print_json, show
from custodes.pipeline.coverage import coverage
from custodes.pipeline.find import moment_of
from custodes.vocabulary.times import as_of_from


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("coverage", epilog="Example: `custodes coverage --format json`")(coverage_)


def coverage_(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="As of this date.", show_default="the last event taken in"),
    ] = None,
    form: FormatOption = Format.TABLE,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Systems and device classes held and monitored, last events, silent feeds, registers."""
    held = open_home(home)
    moment = as_of_from(as_of) if as_of else moment_of(held, clock)
    covered = coverage(held, moment)
    rows: list[dict[str, Any]] = [{**vars(one), "share": one.share} for one in covered]
    columns = {
        "what": "what",
        "name": "name",
        "held": "held",
        "monitored": "monitored",
        "share": "share",
        "last_event": "last event",
    }
    if form is Format.JSON:
        print_json({"coverage": rows})
        return
    show(rows, columns, form, "Nothing is held yet: `custodes take-in FOLDER`.")
    if rows:
        err().print("Personal phones are invisible here.", soft_wrap=True)
