"""Checkpoints: the root of the log so far, signed, kept, and handed to witnesses outside the unit.

A folder of a witness is dropped into and never read: nothing comes back that way. Each file in it
is the request that a C2SP witness takes (c2sp.org/tlog-witness): from which size, the proof that
the log only grew since, and the checkpoint.
"""

import base64
import logging
import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from custodes.vocabulary.times import Clock
from custodes.web.audit import tree
from custodes.web.audit.actions import EVERY, hold_the_end
from custodes.web.audit.models import Checkpoint, Event, Witness
from custodes.web.audit.notes import Head, Signer, sign, signer_from

log = logging.getLogger(__name__)

MOST_AGE = timedelta(minutes=5)
"""No event is longer without a checkpoint, while the site runs."""


def checkpoint_by_settings() -> None:
    """A checkpoint with the key and the witnesses of the settings."""
    checkpoint(read_signer(settings.AUDIT_KEY), settings.AUDIT_WITNESSES)


def checkpoint_if_due(signer: Signer, witnesses: Sequence[Path], clock: Clock) -> bool:
    """Make a checkpoint where one is due by age or by number; whether one was made."""
    last = Checkpoint.objects.order_by("-size").first()
    size = last.size if last else 0
    oldest = Event.objects.filter(seq=size + 1).values_list("at", flat=True).first()
    if oldest is None:
        hand_over(witnesses)
        return False
    due = Event.objects.filter(seq=size + EVERY).exists() or clock() - oldest >= MOST_AGE
    return due and checkpoint(signer, witnesses, clock=clock) is not None


def checkpoint(
    signer: Signer, witnesses: Sequence[Path] = (), *, clock: Clock = timezone.now
) -> Checkpoint | None:
    """Sign the root of the log as it stands and hand it over; None where nothing is new."""
    with transaction.atomic():
        hold_the_end()
        last = Checkpoint.objects.order_by("-size").first()
        size, frontier = (last.size, last.frontier) if last else (0, [])
        new = Event.objects.filter(seq__gt=size).order_by("seq").values_list("leaf", flat=True)
        leaves = [bytes.fromhex(leaf) for leaf in new.iterator(chunk_size=10_000)]
        made = _kept(signer, frontier, size, leaves, clock()) if leaves else None
    hand_over(witnesses)
    return made


def _kept(
    signer: Signer, frontier: Sequence[str], size: int, leaves: Sequence[bytes], at: datetime
) -> Checkpoint:
    grown = tree.grow([bytes.fromhex(top) for top in frontier], size, leaves)
    head = Head(signer.key.name, size + len(leaves), tree.frontier_root(grown))
    return Checkpoint.objects.create(
        size=head.size,
        at=at,
        root=head.root.hex(),
        frontier=[top.hex() for top in grown],
        note=sign(head.text, signer),
    )


def hand_over(witnesses: Sequence[Path]) -> None:
    """Give each witness every checkpoint since the one that it was given last, each tied to the one
    before it.

    A folder that cannot be written to is told in the log of the program and given all of it later.
    """
    newest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    if newest is None:
        return
    for folder in witnesses:
        given, _new = Witness.objects.get_or_create(folder=str(folder), defaults={"first": newest})
        due = Checkpoint.objects.filter(size__gt=given.size, size__gte=given.first)
        try:
            for point in due.order_by("size"):
                before = Checkpoint.objects.filter(size__lt=point.size).order_by("-size").first()
                drop(folder, point, before.size if before and point.size > given.first else 0)
                Witness.objects.filter(folder=str(folder)).update(size=point.size)
        except OSError as error:
            log.error("a witness was not given checkpoint %d: %s", newest, error.strerror)


def drop(folder: Path, point: Checkpoint, since: int) -> Path:
    """Write the request for a witness that holds the checkpoint of size `since` (0: none yet)."""
    proof: list[bytes] = []
    if since:
        leaves = Event.objects.filter(seq__lte=point.size).order_by("seq")
        found = [bytes.fromhex(leaf) for leaf in leaves.values_list("leaf", flat=True).iterator()]
        proof = tree.consistency_proof(found, since)
    lines = [f"old {since}", *(base64.b64encode(one).decode() for one in proof)]
    content = "\n".join(lines) + "\n\n" + point.note
    path = folder / f"add-checkpoint-{point.size:016d}"
    unfinished = path.with_name(path.name + ".tmp")
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return path


def read_signer(path: Path) -> Signer:
    """The key in a key file. Raises OSError or NoteRefused."""
    return signer_from(path.read_text("utf-8"))


def close() -> None:
    """Let go of the database, at the end of a thread that made checkpoints."""
    connection.close()
