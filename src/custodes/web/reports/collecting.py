"""Taking in what was carried over from the intake, and putting answers where they are fetched.

Beside the database lie two folders of sealed envelopes, a file each: `inbox` holds what came and
was not yet taken in, `outbox` the answers until the intake is known to keep them. An envelope
leaves the inbox only after its row is committed, so that a stop between the two doubles nothing.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import Compartment
from custodes.web.audit.actions import By
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.actions.replying import handed_over, waiting

ENDING = ".envelope"


@dataclass(frozen=True)
class Collected:
    """What was done: envelopes taken in, refused (they stay where they are), answers put out."""

    taken: int
    refused: int
    given: int


def inbox() -> Path:
    """Where the envelopes lie that came from the intake."""
    return Path(settings.CONFIG.folder) / "inbox"


def outbox() -> Path:
    """Where the answers lie until the intake keeps them."""
    return Path(settings.CONFIG.folder) / "outbox"


def in_the_inbox() -> int:
    """How many envelopes wait to be taken in."""
    return len(_files(inbox()))


def collect(*, compartment: Compartment, by: By, at: datetime) -> Collected:
    """Take in every envelope of the inbox, reports before messages, and put the answers out.

    What somebody else takes in at the same moment is passed over.
    """
    taken = refused = 0
    today = in_london(at).date()
    for path in sorted(_files(inbox()), key=lambda path: (".report." not in path.name, path.name)):
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            continue
        try:
            take(compartment=compartment, raw=raw, received_on=today, by=by, at=at)
        except UserError:
            refused += 1
            continue
        path.unlink(missing_ok=True)
        taken += 1
    return Collected(taken, refused, give_out(by=by))


def give_out(*, by: By) -> int:
    """Put the answers that wait into the outbox; how many there were."""
    rows = waiting()
    if rows:
        outbox().mkdir(parents=True, exist_ok=True, mode=0o700)
    for row in rows:
        path = outbox() / f"{row.name}{ENDING}"
        # A name of its own: somebody else may be putting out the same one.
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(bytes(row.content))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        handed_over(name=row.name, by=by)
    return len(rows)


def _files(folder: Path) -> list[Path]:
    return list(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
