"""The command line: `custodes` and its commands, and how it ends."""

import os
import signal
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

from custodes import __version__
from custodes.cli import (
    admitting,
    finding,
    inspecting,
    intake,
    keeping,
    learning,
    making,
    measuring,
    planning,
    printing,
    proving,
    registers,
    reporting,
    serving,
    shadowing,
)
from custodes.vocabulary.errors import UserError

STOPPED = 130


class _Stopped(Exception):
    """Somebody pressed Ctrl-C."""


class _NobodyReads(Exception):
    """Whoever read our output has enough."""


class _Commands(TyperGroup):
    """The commands; what Typer would end without a word reaches `run`."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed, its output written to the end."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            raise _Stopped from None
        except BrokenPipeError:
            raise _NobodyReads from None
        except RuntimeError as error:
            # The engine tells of Ctrl-C in the middle of a query so.
            if str(error) == "Query interrupted":
                raise _Stopped from None
            raise


app = typer.Typer(
    cls=_Commands,
    name="custodes",
    help=(
        "Every policing contact has a purpose; find those without one.\n\n"
        "Take in a force's exports, explain every look-up and contact by its policing purposes, "
        "and rank the pairs that remain, with reasons, within what the unit can read. "
        "Begin with `custodes demo`."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

for part in (
    making,
    intake,
    finding,
    learning,
    measuring,
    registers,
    serving,
    reporting,
    admitting,
    planning,
    inspecting,
    proving,
    shadowing,
    keeping,
    printing,
):
    part.add_to(app)


@app.callback(invoke_without_command=True)
def _custodes(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    if version:
        typer.echo(f"custodes {__version__}")
        raise typer.Exit


def run() -> None:
    """Run the command that was typed.

    Leaves with 0 when done (also when whoever reads our output has enough), 1 on a user's mistake
    (one plain sentence), 2 on wrong usage, 3 when done but something was refused, 130 on Ctrl-C.
    A fault of ours is a sentence too; CUSTODES_TRACE=1 adds where. SIGTERM, by which a machine
    stops what it serves, ends a command as Ctrl-C does: with its last checkpoint made.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except UserError as error:
        typer.echo(f"custodes: {error}", err=True)
        sys.exit(1)
    except (KeyboardInterrupt, _Stopped):
        typer.echo("custodes: stopped; what was committed is kept.", err=True)
        sys.exit(STOPPED)
    except (BrokenPipeError, _NobodyReads):
        # There is nobody left to tell; what Python still holds back goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("CUSTODES_TRACE"):
            traceback.print_exc()
        typer.echo(
            f"custodes: a fault of the program ({type(fault).__name__}), not of yours. Nothing "
            "half done was kept. Run it again with CUSTODES_TRACE=1 and report what it prints, "
            "after taking out anything about people.",
            err=True,
        )
        sys.exit(1)
