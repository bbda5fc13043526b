"""Options that many commands share, and the clock that the command line brings."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from custodes.store.home import Home

DONE, REFUSED = 0, 3


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


HomeOption = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="CUSTODES_HOME",
        help="The folder that holds everything.",
        show_default="./custodes-home",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How the list is printed.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="Know only what was known by the end of this date (or at this ISO time).",
        show_default="the day of the last event taken in",
    ),
]
DEFAULT_HOME = Path("custodes-home")


def clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251  the command line is where the time comes from


def open_home(path: Path) -> Home:
    """The home at a path; UserError says what to run where there is none."""
    return Home.open(path)
