"""Commands of the intake of reports: set it up, carry envelopes over, check receipts, keep keys."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from custodes.cli.options import DEFAULT_HOME, HomeOption, clock, open_home
from custodes.cli.showing import err
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError

if TYPE_CHECKING:
    from custodes.web.audit.notes import Key
    from custodes.web.intake.vault import Store
    from custodes.web.sealing.keyring import Keyring, Unlocked
    from custodes.web.sealing.recovery import Share
    from custodes.web.site.config import Config

T = TypeVar("T")

FolderArgument = Annotated[Path, typer.Argument(help="The folder, or the stick, that is carried.")]
ReaderOption = Annotated[
    str, typer.Option("--reader", help="Whose passphrase opens the keyring: their account.")
]
UnitOption = Annotated[
    str, typer.Option("--unit", help="The unit's name, as reporters are shown it.")
]
OtherKey = Annotated[
    str | None,
    typer.Option(
        "--key", help="The other side's public key (`custodes audit key`); once is enough."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    intake = typer.Typer(
        help="Reports: taken in on one host, sealed, and read on another.", no_args_is_help=True
    )
    intake.command("set-up", epilog="Example: `custodes intake set-up public.json --key KEY`")(
        set_up_
    )
    intake.command("hand-over", epilog="Example: `custodes intake hand-over /media/stick`")(
        hand_over_
    )
    intake.command("pull", epilog="Example: `custodes intake pull /media/stick --key KEY`")(pull_)
    intake.command("receipt", epilog="Example: `custodes intake receipt receipt.txt --key KEY`")(
        receipt_
    )
    intake.command("notice", epilog="Example: `custodes intake notice /var/spool/notices`")(notice_)
    keys = typer.Typer(help="Who can open reports.", no_args_is_help=True)
    keys.command(
        "make",
        epilog='Example: `custodes intake keys make --unit "Professional Standards" '
        "--reader a.lee@force.example --shares /media/shares`",
    )(make_)
    keys.command("show", epilog="Example: `custodes intake keys show`")(show_)
    keys.command(
        "add-reader",
        epilog="Example: `custodes intake keys add-reader b.roe@force.example --by "
        "a.lee@force.example`",
    )(add_reader_)
    keys.command(
        "remove-reader",
        epilog="Example: `custodes intake keys remove-reader b.roe@force.example --by "
        "a.lee@force.example`",
    )(remove_reader_)
    keys.command(
        "rotate", epilog="Example: `custodes intake keys rotate --by a.lee@force.example`"
    )(rotate_)
    keys.command(
        "finish", epilog="Example: `custodes intake keys finish --by a.lee@force.example`"
    )(finish_)
    keys.command(
        "recover",
        epilog="Example: `custodes intake keys recover share-1.txt share-3.txt --unit "
        '"Professional Standards" --reader a.lee@force.example --shares /media/new-shares`',
    )(recover_)
    intake.add_typer(keys, name="keys")
    app.add_typer(intake, name="intake")


def set_up_(
    public: Annotated[Path, typer.Argument(help="The file of public keys from the case side.")],
    key: OtherKey = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """On the intake's host: make its home, and have it seal to these public keys."""
    from custodes.web.intake.vault import save
    from custodes.web.sealing.public import public_keys_from
    from custodes.web.sealing.refused import SealingRefused

    try:
        text = public.read_text("utf-8")
        keys = public_keys_from(text)
    except (OSError, UnicodeDecodeError, SealingRefused) as error:
        raise UserError(f"{public} cannot be used: {error}.") from None
    config = _ready(Home.create(home), intake=True)
    save(config.public_keys, text)
    _other_side(config, key)
    typer.echo(f"The intake of {keys.unit} seals to {keys.fingerprint}")
    err().print("Read these letters to the unit, to be sure that the file is theirs.")


def hand_over_(
    folder: FolderArgument, key: OtherKey = None, home: HomeOption = DEFAULT_HOME
) -> None:
    """On the intake's host: put what waits for the unit into a folder, and take in its answers."""
    config = _ready(open_home(home), intake=True)
    from custodes.web.intake.post import give_out
    from custodes.web.site.keys import audit_signer

    unit = _other_side(config, key, must=True)
    done = give_out(folder, signer=audit_signer(config), unit=unit, on=clock().date())
    typer.echo(
        f"{done.given} given out, {done.kept} kept by the unit since, "
        f"{done.taken} answers taken in, {done.emptied} emptied here"
    )
    if done.refused:
        raise UserError(f"{done.refused} answers belong to no report here and were left.")


def pull_(folder: FolderArgument, key: OtherKey = None, home: HomeOption = DEFAULT_HOME) -> None:
    """On the case side: keep what the intake gave out, say so, and give out the answers.

    Done again it keeps nothing twice. Carry the folder back to the intake afterwards.
    """
    config = _ready(open_home(home))
    from custodes.web.audit.actions import By, record
    from custodes.web.audit.words import Action
    from custodes.web.intake.pulling import pull
    from custodes.web.site.keys import audit_signer

    done = pull(
        folder,
        inbox=config.inbox,
        outbox=config.outbox,
        signer=audit_signer(config),
        intake=_other_side(config, key, must=True),
    )
    record(Action.COLLECTION, by=By("command"), kind="hand-over", clock=clock)
    typer.echo(f"{done.taken} new, {done.given} answers given out, {done.kept} of ours kept there")


def receipt_(
    file: Annotated[Path, typer.Argument(help="The receipt.")],
    key: Annotated[str, typer.Option("--key", help="The intake's public key.")],
) -> None:
    """Check a receipt: whether the sealed report is in the record that the intake signed."""
    from custodes.web.audit.notes import NoteRefused, key_from
    from custodes.web.intake.receipt_check import checked

    try:
        text = file.read_text("utf-8")
        signed = key_from(key)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file} cannot be read: {error}.") from None
    except NoteRefused as error:
        raise UserError(f"--key is not a public key: {error}.") from None
    typer.echo(checked(text, signed))


def notice_(
    folder: Annotated[Path, typer.Argument(help="Where the force's own mail takes it from.")],
) -> None:
    """Write the day's notice to the unit, the same each day; run it each day at the same time."""
    from custodes.web.intake.notices import write_notice

    try:
        typer.echo(write_notice(folder, on=clock().date()))
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror or error}.") from None


def make_(
    unit: UnitOption,
    reader: ReaderOption,
    shares: Annotated[
        Path, typer.Option("--shares", help="An empty folder for the three recovery shares.")
    ],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Make the unit's keys: the keyring, the file of public keys, and three recovery shares."""
    config = _ready(Home.create(home))
    from custodes.web.intake.vault import save, save_shares
    from custodes.web.sealing import keyring, recovery

    if config.keyring.exists():
        raise UserError(f"{config.keyring} is there already: rotate it, or add readers to it.")
    phrase = _new_passphrase(reader)
    public, three = recovery.new_recovery()
    ring = _sealing(
        lambda: keyring.new_keyring(
            unit=unit, reader=reader, passphrase=phrase, recovery=public, on=clock().date()
        )
    )
    save_shares(shares, three)
    save(config.keyring, str(ring))
    _record(reader, "made")
    _tell_public(config, ring)
    err().print(
        f"Give each share in {shares} to another trustee, on paper or a stick of its own, and "
        "delete the folder. Two of them open every report; this machine keeps none."
    )


def show_(home: HomeOption = DEFAULT_HOME) -> None:
    """Tell who is on the keyring, since when, and how many keys there are."""
    config = _ready(open_home(home))
    from custodes.web.intake.vault import load

    ring = load(config.keyring)
    typer.echo(f"{ring.unit}: {ring.public.fingerprint}")
    for reader in ring.readers:
        typer.echo(f"{reader.name}, since {reader.joined.isoformat()}")
    if len(ring.keys) > 1:
        typer.echo(f"{len(ring.keys) - 1} older keys are kept until `custodes intake keys finish`")


def add_reader_(
    reader: Annotated[str, typer.Argument(help="Who joins: their account.")],
    by: Annotated[str, typer.Option("--by", help="A reader who is there and types theirs.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Let one more reader open reports, those that are there too; both type their passphrases."""
    held = _opened(home, by)
    from custodes.web.intake.vault import save
    from custodes.web.sealing import keyring

    phrase = _new_passphrase(reader)
    fresh = _sealing(
        lambda: keyring.with_reader(
            held.ring, held.keys, reader=reader, passphrase=phrase, on=clock().date()
        )
    )
    save(held.config.keyring, str(fresh))
    _record(reader, "joined")
    typer.echo(f"{reader} can open reports")


def remove_reader_(
    reader: Annotated[str, typer.Argument(help="Who leaves: their account.")],
    by: Annotated[str, typer.Option("--by", help="A reader who stays and types theirs.")],
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Take a reader off, make a new key, and wrap every envelope for it."""
    if reader == by:
        raise UserError("Somebody who stays takes a reader off: name another one with --by.")
    held = _opened(home, by)
    from custodes.web.sealing import keyring

    fresh = _sealing(lambda: keyring.without_reader(held.ring, reader=reader, on=clock().date()))
    _renewed(held, fresh, reader, "left")


def rotate_(
    by: Annotated[str, typer.Option("--by", help="A reader.")], home: HomeOption = DEFAULT_HOME
) -> None:
    """Make a new key for the unit, and wrap every envelope for it."""
    held = _opened(home, by)
    from custodes.web.sealing import keyring

    _renewed(held, keyring.rotated(held.ring, on=clock().date()), "", "rotated")


def finish_(
    by: Annotated[str, typer.Option("--by", help="A reader.")], home: HomeOption = DEFAULT_HOME
) -> None:
    """Wrap what came since, then let the older keys go.

    Run it when the intake seals to the new key and what it sealed to the old one was pulled: what
    is still sealed to an older key alone can be opened by recovery only, from then on.
    """
    held = _opened(home, by)
    from custodes.web.intake.vault import finish

    done, closed = finish(held.config.keyring, held.ring, held.keys, _stores(held.config))
    _record("", "finished")
    typer.echo(f"{done} wrapped anew")
    if closed:
        raise UserError(f"{closed} envelopes open with none of the keys: the older keys stay.")


def recover_(
    first: Annotated[Path, typer.Argument(help="One share.")],
    second: Annotated[Path, typer.Argument(help="Another one.")],
    unit: UnitOption,
    reader: ReaderOption,
    shares: Annotated[Path, typer.Option("--shares", help="An empty folder for new shares.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Where there is a keyring that nobody can open.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Open everything again with two of the three shares: a new keyring, and three new shares."""
    config = _ready(Home.create(home))
    from custodes.web.intake.vault import recovered

    if config.keyring.exists() and not replace:
        raise UserError(f"{config.keyring} is there. If nobody can open it, add --replace.")
    both = (_share(first), _share(second))
    phrase = _new_passphrase(reader)
    ring, done, closed = _sealing(
        lambda: recovered(
            config.keyring,
            shares=both,
            unit=unit,
            reader=reader,
            passphrase=phrase,
            new_shares=shares,
            stores=_stores(config),
            on=clock().date(),
        )
    )
    _record(reader, "recovered")
    typer.echo(f"{done} envelopes wrapped for the new key")
    _tell_public(config, ring)
    if closed:
        raise UserError(f"{closed} envelopes are not sealed to this recovery key and were left.")


@dataclass(frozen=True)
class _Held:
    """A keyring that its reader has opened."""

    config: "Config"
    ring: "Keyring"
    keys: "Unlocked"
    reader: str
    passphrase: str = field(repr=False)


def _opened(home: Path, reader: str) -> _Held:
    config = _ready(open_home(home))
    from custodes.web.intake.vault import load
    from custodes.web.sealing import keyring

    ring = load(config.keyring)
    phrase = _asked(f"Vault passphrase of {reader}: ")
    keys = _sealing(lambda: keyring.unlocked(ring, reader=reader, passphrase=phrase))
    return _Held(config, ring, keys, reader, phrase)


def _renewed(held: _Held, fresh: "Keyring", reader: str, what: str) -> None:
    from custodes.web.intake.vault import rewrap_all, save
    from custodes.web.sealing import keyring

    save(held.config.keyring, str(fresh))
    _record(reader, what)
    keys = keyring.unlocked(fresh, reader=held.reader, passphrase=held.passphrase)
    done, closed = rewrap_all(fresh, keys.keys, _stores(held.config))
    typer.echo(f"{done} envelopes wrapped for the new key")
    _tell_public(held.config, fresh)
    err().print("Then pull once more, and run `custodes intake keys finish`.")
    if closed:
        raise UserError(f"{closed} envelopes open with none of the keys and were left.")


def _stores(config: "Config") -> list["Store"]:
    from custodes.web.audit.actions import By
    from custodes.web.intake.vault import Folder
    from custodes.web.reports.store import KeptReports

    kept = KeptReports(by=By("command"))
    return [Folder(config.inbox), Folder(config.outbox), kept]


def _ready(home: Home, *, intake: bool = False) -> "Config":
    from custodes.web.site.config import Part
    from custodes.web.site.serving import ready

    return ready(home.path, part=Part.INTAKE if intake else Part.CASE)


def _other_side(config: "Config", given: str | None, *, must: bool = False) -> "Key":
    """The other side's key: as it is given, and then kept; else as it was kept."""
    from custodes.web.audit.notes import NoteRefused, key_from
    from custodes.web.intake.vault import save

    path = config.other_key
    kept = path.read_text("utf-8") if path.exists() else ""
    if not (given or kept) and must:
        raise UserError("Name the other side's public key with --key; `custodes audit key` there.")
    try:
        key = key_from(given or kept) if given or kept else None
    except NoteRefused as error:
        raise UserError(f"--key is not a public key: {error}.") from None
    if given and kept and given.strip() != kept.strip():
        raise UserError(
            f"The other side's key is another one than in {path}. If it was renewed and you "
            "have compared it with them, delete that file first."
        )
    if given and not kept:
        save(path, f"{given.strip()}\n")
    return cast("Key", key)


def _share(path: Path) -> "Share":
    from custodes.web.sealing.recovery import share_from
    from custodes.web.sealing.refused import SealingRefused

    try:
        return share_from(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, SealingRefused) as error:
        raise UserError(f"{path} cannot be used: {error}.") from None


def _sealing(work: Callable[[], T]) -> T:
    """What `work` gives; what sealing refuses is told in a sentence."""
    from custodes.web.sealing.refused import SealingRefused

    try:
        return work()
    except SealingRefused as error:
        raise UserError(f"The keys were left as they are: {error}.") from None


def _asked(words: str) -> str:
    """A secret that is typed and not shown; a line of the input where there is no keyboard."""
    if sys.stdin.isatty():
        return getpass(words)
    return sys.stdin.readline().rstrip("\n")


def _new_passphrase(reader: str) -> str:
    phrase = _asked(f"New vault passphrase of {reader}, 16 characters or more: ")
    if _asked("The same once more: ") != phrase:
        raise UserError("The two passphrases differ: nothing was changed. Try again.")
    return phrase


def _record(reader: str, what: str) -> None:
    from custodes.web.audit.actions import By, record
    from custodes.web.audit.words import Action

    record(
        Action.ADMIN,
        by=By("command"),
        kind="keyring",
        object_id=reader,
        reason=what,
        clock=clock,
    )


def _tell_public(config: "Config", ring: "Keyring") -> None:
    from custodes.web.intake.vault import save

    save(config.public_keys, str(ring.public))
    typer.echo(f"Public keys: {config.public_keys}")
    typer.echo(f"Read as: {ring.public.fingerprint}")
    err().print("Carry this file to the intake's host and run `custodes intake set-up` there.")
