"""The command that prints the reference from the declarations themselves."""

from pathlib import Path
from typing import Annotated

import typer

from custodes.cli.options import DONE
from custodes.vocabulary.errors import UserError

FOLDER = Path("docs/reference")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("reference", epilog="Example: `custodes reference docs/reference --check`")(
        reference
    )


def reference(
    folder: Annotated[Path, typer.Argument(help="Where the pages are written.")] = FOLDER,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say which pages are not current.")
    ] = False,
) -> None:
    """Print the reference: every table, source, purpose, indicator and command, from the code."""
    from custodes.cli import reference as printed

    if not check:
        typer.echo(f"{printed.write(folder)} pages in {folder}")
        return
    stale = printed.check(folder)
    if stale:
        raise UserError(
            f"{len(stale)} pages of {folder} are not current: {', '.join(stale[:5])}. "
            "Write them with `custodes reference`."
        )
    typer.echo("every page is current")
    raise typer.Exit(DONE)
