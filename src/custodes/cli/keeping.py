"""Commands that keep a home well: check, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from custodes.cli.options import DEFAULT_HOME, Format, FormatOption, HomeOption, open_home
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err, show
from custodes.pipeline.diagnose import diagnose
from custodes.store.backup import backup, restore
from custodes.store.home import Home


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check", epilog="Example: `custodes check`")(check)
    app.command("backup", epilog="Example: `custodes backup /media/safe/2026-03-31.custodes`")(
        backup_
    )
    app.command(
        "restore",
        epilog="Example: `custodes restore 2026-03-31.custodes --home restored-home`",
    )(restore_)


def check(form: FormatOption = Format.TABLE, home: HomeOption = DEFAULT_HOME) -> None:
    """Diagnose a home: is everything there, whole, and as it was written."""
    held = open_home(home)
    with TerminalProgress() as progress:
        checks = list(diagnose(held, progress))
    rows = [
        {"check": c.name, "result": "well" if c.well else "NOT WELL", "text": c.text}
        for c in checks
    ]
    show(rows, {"check": "check", "result": "result", "text": "what was seen"}, form, "")
    if not all(c.well for c in checks):
        raise typer.Exit(1)


def backup_(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Keep the whole home as one file."""
    held = open_home(home)
    with TerminalProgress() as progress:
        progress.stage("Backup", None)
        count = backup(held, file)
    err().print(
        f"{file}: {count:,} files. It holds everything about everybody in the home: keep it as "
        "safe as the home itself.",
        soft_wrap=True,
    )


def restore_(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Bring a backup back into a new folder, checking every hash."""
    with TerminalProgress() as progress:
        progress.stage("Restore", None)
        count = restore(file, home)
    Home.open(home)
    err().print(f"{home}: {count:,} files restored, every hash right.", soft_wrap=True)
