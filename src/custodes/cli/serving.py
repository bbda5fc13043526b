"""Commands that serve the pages and look after the audit: serve, audit."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from custodes.cli.options import DEFAULT_HOME, HomeOption, clock, open_home
from custodes.cli.showing import err
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError

if TYPE_CHECKING:
    from custodes.web.site.config import Config

HOST, PORT = "127.0.0.1", 8000
NOT_WELL = 1
COMMAND = "command"
"""Who the audit says acted, where no account did."""
DEMO_MARK = "demonstration"
"""A file in a home that holds nothing but made-up people."""


Witnessed = Annotated[
    list[Path] | None,
    typer.Option("--witness", help="What a witness holds: a .note file, or its folder."),
]
EveryRole = Annotated[
    bool,
    typer.Option(
        "--every-role", help="In a demonstration: a log-in for every role, and not three alone."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("serve", epilog="Example: `custodes serve --home custodes-home`")(serve_)
    audit = typer.Typer(help="The record of who did and saw what.", no_args_is_help=True)
    audit.command(
        "verify", epilog="Example: `custodes audit verify march.jsonl --witness /media/witness`"
    )(verify_)
    audit.command("export", epilog="Example: `custodes audit export march.jsonl`")(export_)
    audit.command("checkpoint", epilog="Example: `custodes audit checkpoint`")(checkpoint_)
    audit.command("key", epilog="Example: `custodes audit key`")(key_)
    audit.command(
        "hand-over", epilog="Example: `custodes audit hand-over /media/witness --since 3000`"
    )(hand_over_)
    audit.command(
        "witness",
        epilog="Example: `custodes audit witness /media/dropped --keep /srv/kept --key KEY`",
    )(witness_)
    app.add_typer(audit, name="audit")


def serve_(
    port: Annotated[int, typer.Option("--port", help="The port to serve on.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="The address to serve on; this machine alone at first.")
    ] = HOST,
    demonstration: Annotated[
        bool,
        typer.Option(
            "--demonstration", help="Made-up data, no second factor, for this machine alone."
        ),
    ] = False,
    every_role: EveryRole = False,
    role: Annotated[
        str | None,
        typer.Option(
            "--role",
            envvar="CUSTODES_ROLE",
            help="Which part to serve: case, or intake, where reports are taken in.",
            show_default="case",
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Serve the pages of a home until stopped with Ctrl-C."""
    from custodes.web.site.config import Part
    from custodes.web.site.serving import check_free, ready, serve

    held = open_home(home)
    if demonstration and host != HOST:
        raise UserError("A demonstration is served to this machine alone: leave out --host.")
    if role is not None and role not in list(Part):
        raise UserError(f'"{role}" is no part of Custodes: say case or intake.')
    part = Part(role) if role else Part.CASE
    check_free(host, port)
    config = ready(held.path, demonstration=demonstration or None, part=part)
    if part is Part.INTAKE:
        from custodes.web.intake.unit import unit_keys

        unit_keys()
    elif config.demonstration:
        _fill(held, every_role)
    serve(config, host=host, port=port, clock=clock, told=_tell_address)


def check_port(port: int) -> None:
    """Raise UserError where a port of this machine is taken."""
    from custodes.web.site.serving import check_free

    check_free(HOST, port)


def serve_made_up(home: Home, *, port: int = PORT, every_role: bool = False) -> None:
    """Serve a demonstration to this machine alone: the log-ins printed, then the address."""
    from custodes.web.site.serving import ready, serve

    check_port(port)
    config = ready(home.path, demonstration=True)
    _fill(home, every_role)
    serve(config, host=HOST, port=port, clock=clock, told=_tell_address)


def _fill(home: Home, every_role: bool) -> None:
    """Make the log-ins of a demonstration and print them; what is made up goes into the home of
    one alone."""
    from custodes.web.accounts.demonstration import make_log_ins
    from custodes.web.site.demonstration import fill

    log_ins = make_log_ins(at=clock(), every_role=every_role)
    if (home.path / DEMO_MARK).exists():
        with err().status("Filling the pages"):
            fill(home=home.path, at=clock())
    for one in log_ins:
        typer.echo(f"{one.title}: {one.email}  {one.password}")
    if every_role:
        from custodes.web.reports.demonstration import passphrase

        typer.echo(f"Vault passphrase of the intake officer and the supervisor: {passphrase()}")


def _tell_address(address: str) -> None:
    from custodes.web.design.assets import missing

    if sentence := missing():
        err().print(sentence, soft_wrap=True)
    err().print(f"Served at {address} until you press Ctrl-C.", soft_wrap=True)


def verify_(
    file: Annotated[
        Path | None, typer.Argument(help="An export to check; without one, the home's own audit.")
    ] = None,
    witness: Witnessed = None,
    key: Annotated[
        str | None, typer.Option("--key", help="The log's public key, as got from the unit.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Export the home's audit here, and check that.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Check the audit against what witnesses hold; ends with 1 where it does not fit.

    A check of an export needs no home, and runs without Custodes too: `custodes/web/verifier.py` is
    one file.
    """
    from custodes.web import verifier

    if file and export:
        raise UserError("Name an export to check, or with --export one to write; not both.")
    with TemporaryDirectory(prefix="custodes-audit-") as folder:
        if not file:
            file = export or Path(folder) / "audit.jsonl"
            export_(file, home)
        try:
            notes = [note for path in witness or () for note in verifier.notes_at(path)]
            with file.open(encoding="utf-8") as lines:
                report = verifier.verify(lines, notes, key)
        except OSError as error:
            reason = error.strerror or error
            raise UserError(f"{error.filename} cannot be read: {reason}.") from None
        except UnicodeDecodeError:
            raise UserError(f"{file} is not an export of the audit: it is no text.") from None
    typer.echo(verifier.told(report))
    raise typer.Exit(0 if report.well else NOT_WELL)


def export_(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Write the audit to one file that anybody can check. The export is recorded in it."""
    config = _ready(home)
    from custodes.web.audit.actions import By
    from custodes.web.audit.exports import export
    from custodes.web.site.keys import audit_signer

    count = export(file, key=audit_signer(config).key, by=By(COMMAND), at=clock())
    err().print(
        f"{file}: {count:,} events. It holds ids and no content; who looked at what is in it.",
        soft_wrap=True,
    )


def checkpoint_(home: HomeOption = DEFAULT_HOME) -> None:
    """Sign the audit as it stands now and hand that to the witnesses."""
    config = _ready(home)
    from custodes.web.audit.checkpoints import checkpoint
    from custodes.web.site.keys import audit_signer

    made = checkpoint(audit_signer(config), config.witnesses, clock=clock)
    if made is None:
        err().print("Nothing was recorded since the last checkpoint.")
    else:
        typer.echo(made.note, nl=False)


def key_(home: HomeOption = DEFAULT_HOME) -> None:
    """Print the public key of the audit, to be given to each witness once, face to face."""
    from custodes.web.site.keys import audit_signer

    typer.echo(str(audit_signer(_ready(home)).key))


def hand_over_(
    folder: Annotated[Path, typer.Argument(help="The folder to drop into.")],
    since: Annotated[
        int, typer.Option("--since", help="The size that the witness holds; 0 for none.")
    ] = 0,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Give a witness the newest checkpoint again, tied to the one that it holds."""
    _ready(home)
    from custodes.web.audit.checkpoints import drop
    from custodes.web.audit.models import Checkpoint

    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None or not 0 <= since < newest.size:
        size = newest.size if newest else 0
        raise UserError(f"--since {since} is not below the newest checkpoint, {size}.")
    try:
        typer.echo(str(drop(folder, newest, since)))
    except OSError as error:
        raise UserError(f"{folder} cannot be written to: {error.strerror or error}.") from None


def witness_(
    folder: Annotated[Path, typer.Argument(help="The folder into which the log drops.")],
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            help="Where the witness keeps what it accepts, out of the unit's reach.",
            show_default="FOLDER/kept",
        ),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", help="The log's public key; needed the first time.")
    ] = None,
) -> None:
    """Act as a witness: accept what follows the last checkpoint, refuse what does not.

    It needs no home, and is run on a machine that the unit does not own. Ends with 1 on a refusal.
    """
    from custodes.web.audit.witness import witness

    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}: name the one into which the log drops.")
    seen = witness(folder, keep or folder / "kept", key)
    for one in seen:
        said = f"REFUSED: {one.refused}" if one.refused else f"accepted, {one.size} events"
        typer.echo(f"{one.file}: {said}")
    if not seen:
        err().print("Nothing was dropped.")
    if any(one.refused for one in seen):
        err().print("Keep both, tell the inspectorate, and accept nothing more until it is clear.")
        raise typer.Exit(NOT_WELL)


def _ready(home: Path) -> "Config":
    """The configuration of a home made ready; Django is imported from here on."""
    from custodes.web.site.serving import ready

    return ready(open_home(home).path)
