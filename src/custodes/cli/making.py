"""Commands that make a synthetic force: demo, synth."""

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from custodes.cli import alert_text
from custodes.cli.intake import summary
from custodes.cli.options import DEFAULT_HOME, HomeOption, clock
from custodes.cli.progress import TerminalProgress
from custodes.cli.serving import DEMO_MARK, PORT, EveryRole, check_port, serve_made_up
from custodes.cli.showing import err, out
from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic import make
from custodes.vocabulary.errors import UserError

BANNER = "Demonstration data. No real person."
TOP = 10


class Size(StrEnum):
    """How large a made-up force the demonstration makes."""

    SMALL = "small"
    FORCE = "force"


SIZES = {Size.SMALL: (300, 120), Size.FORCE: (3000, 180)}
"""Members of staff and days."""


class Layout(StrEnum):
    """How a synthetic force is written."""

    EXCHANGE = "exchange"
    EXPORTS = "exports"


class Plot(StrEnum):
    """Who offends in a synthetic force, and how."""

    HARD = "hard"
    CASES = "cases"
    REPLAYS = "replays"
    EASY = "easy"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("demo", epilog="Example: `custodes demo --no-serve`")(demo)
    app.command("synth", epilog="Example: `custodes synth made-up --staff 500 --layout exports`")(
        synth
    )


def demo(
    size: Annotated[Size, typer.Option("--size", help="How large a force.")] = Size.SMALL,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the pages when it is done.")
    ] = True,
    port: Annotated[int, typer.Option("--port", help="The port to serve on.")] = PORT,
    every_role: EveryRole = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """A made-up force: its exports made, taken in and ranked, and the top alerts with reasons."""
    if home.exists() and any(home.iterdir()):
        if not (home / DEMO_MARK).exists():
            raise UserError(
                f"{home} holds something that is not a demonstration: name another folder with "
                "--home, such as --home demo-home."
            )
        err().print(f"{home} holds an earlier demonstration; what it has is not taken again.")
    if serve:
        check_port(port)
    staff, days = SIZES[size]
    held = Home.create(home, force="Demonstration force")
    (home / DEMO_MARK).touch()
    with TemporaryDirectory(prefix="custodes-demo-") as folder, TerminalProgress() as progress:
        made = Path(folder)
        make(
            made,
            staff=staff,
            days=days,
            seed=1,
            layout="exports",
            plot="cases",
            progress=progress.made,
        )
        report = take_in(held, made / "force.toml", clock=clock, progress=progress)
        found = find(held, clock=clock, budget=TOP, progress=progress)
    err().print(summary(report))
    console = out()
    console.print(f"\n[bold]{BANNER}[/bold]")
    console.print(
        f"The {len(found.alerts)} pairs most worth reading of {found.record.figures['pairs']:,}, "
        f"as of {found.record.as_of[:10]}. Unexplained is not wrong, and no score is a verdict.\n"
    )
    console.print(alert_text.ranked(found.alerts))
    if found.alerts:
        name = found.alerts[0]["alert"]
        at = "" if home == DEFAULT_HOME else f" --home {home}"
        console.print(f"Read one whole: custodes alert {name}{at}", soft_wrap=True)
    if serve:
        serve_made_up(held, port=port, every_role=every_role)


def synth(
    to: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write to.")],
    staff: Annotated[int, typer.Option("--staff", help="Members of staff.")] = 300,
    days: Annotated[int, typer.Option("--days", help="Days, up to 31 March 2026.")] = 120,
    seed: Annotated[int, typer.Option("--seed", help="The same seed, the same bytes.")] = 1,
    layout: Annotated[
        Layout,
        typer.Option(help="The exchange folder, or exports of systems with their force.toml."),
    ] = Layout.EXCHANGE,
    plot: Annotated[
        Plot,
        typer.Option(
            help="Who offends: over all typologies and hard to find; the eight cases of the "
            "demonstration; published cases at their published size; or so loud that any count "
            "finds them."
        ),
    ] = Plot.HARD,
) -> None:
    """A synthetic force, with the truth about it in a folder beside that nothing else reads."""
    with TerminalProgress() as progress:
        written = make(
            to,
            staff=staff,
            days=days,
            seed=seed,
            layout=layout.value,
            plot=plot.value,
            progress=progress.made,
        )
    for name, rows in written.rows.items():
        typer.echo(f"{name}: {rows:,} rows")
    where = to / ("exchange" if layout is Layout.EXCHANGE else "force.toml")
    err().print(f"{BANNER} Take it in: custodes take-in {where}", soft_wrap=True)
