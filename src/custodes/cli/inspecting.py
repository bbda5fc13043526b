"""The inspectorate's command: letters and the counts of the overview from a round's findings."""

from pathlib import Path
from typing import Annotated

import typer

from custodes.cli.options import DONE, REFUSED
from custodes.cli.progress import TerminalProgress
from custodes.cli.showing import err
from custodes.vocabulary.errors import UserError, shown


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    inspect = typer.Typer(help="Letters to forces, from what was found.", no_args_is_help=True)
    inspect.command(
        "letters",
        epilog="Example: `custodes inspect letters --round 2017 --force 'North Yorkshire' "
        "--out letters`",
    )(letters_)
    app.add_typer(inspect, name="inspect")


def letters_(
    round_: Annotated[
        str,
        typer.Option(
            "--round",
            metavar="FILE|2017",
            help="The round: a CSV file, 2017 (the public record) or made-up (all 43, made up).",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
    force: Annotated[
        list[str] | None,
        typer.Option("--force", help="The letter to this force alone; may be given more than once"),
    ] = None,
) -> None:
    """Compose letters from findings: Word, PDF and JSON for each force, and overview.json.

    A round is a CSV file with the columns force, element, status and, where there is something to
    say, qualifier, seen_earlier, text and references. A file of the same name that ends in .toml
    says the dates and the words of the round. A row that is refused is told with its line, what
    was good is written, and the command ends with 3.
    """
    from custodes.web.assessment.round_file import force_named
    from custodes.web.letters.folder import held, letters_of, written

    found = held(round_)
    forces = None
    if force:
        forces = {force_named(name) for name in force}
        able = letters_of(found)
        for name in sorted(forces - able.keys()):
            named = found.read.lacking.get(name)
            missing = ", ".join(element.value for element in named) if named else "any element"
            raise UserError(
                f"There is no letter to {name} in the round {shown(round_)}: no finding on "
                f"{missing}. Add the rows that are missing, or name another force."
            )
    with TerminalProgress() as progress:
        progress.stage("letters", len(letters_of(found) if forces is None else forces))
        paths = written(found, out, forces=forces, told=progress.advance)
    for sentence in found.read.refused:
        err().print(sentence, soft_wrap=True, markup=False)
    unwritten = {} if found.from_record else found.read.lacking
    for name, lacking in unwritten.items():
        err().print(
            f"{name}: no letter, and in no count: there is no finding on "
            f"{', '.join(element.value for element in lacking)}.",
            soft_wrap=True,
            markup=False,
        )
    if found.from_record and not forces:
        rest = len(found.read.findings)
        err().print(
            f"Of the round of 2017 the findings on {rest} forces are on the public record; the "
            "other letters cannot be made from it.",
            soft_wrap=True,
        )
    typer.echo(f"{sum(path.suffix == '.pdf' for path in paths)} letters and overview.json in {out}")
    raise typer.Exit(REFUSED if found.read.refused or unwritten else DONE)
