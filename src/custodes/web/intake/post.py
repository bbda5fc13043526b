"""The intake's end of a hand-over: what waits for the unit goes out, what it wrote comes in."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from custodes.web.audit.notes import Key, Signer
from custodes.web.intake.actions import bring, pulled, purge
from custodes.web.intake.hand_over import TO_INTAKE, TO_UNIT, OneAtATime, read, write
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.intake.pulling import Done
from custodes.web.intake.states import Sent, State
from custodes.web.sealing.envelope import REPORT, message_part, name_of
from custodes.web.sealing.refused import SealingRefused


def give_out(folder: Path, *, signer: Signer, unit: Key, on: date) -> Done:
    """The intake's end: note what the unit keeps, take in what it wrote, give out what waits, and
    empty what has been on the other side for long enough.

    Raises UserError when what the unit wrote is not as it was signed.
    """
    acknowledged = taken = refused = 0
    replies: list[str] = []
    if (folder / TO_INTAKE / "list").exists():
        brought = read(folder / TO_INTAKE, key=unit)
        acknowledged = sum(pulled(name=name, on=on) for name in brought.kept)
        for name, envelope in brought.envelopes.items():
            try:
                taken += bring(envelope=envelope, on=on)
                replies.append(name)
            except SealingRefused:
                refused += 1
    waiting = waiting_for_the_unit()
    write(folder / TO_UNIT, envelopes=waiting, kept=replies, signer=signer)
    return Done(len(waiting), taken, acknowledged, refused, purge(on=on))


def waiting_for_the_unit() -> OneAtATime[bytes]:
    """The envelopes that the unit is not known to keep, by name."""
    reports = Submission.objects.filter(state=State.RECEIVED).values_list("pk", flat=True)
    sent = ThreadMessage.objects.filter(state=Sent.QUEUED)
    rows: dict[str, QuerySet[Any]] = {
        name_of(key, REPORT): Submission.objects.filter(pk=key) for key in reports
    }
    for key, report, way, number in sent.values_list("pk", "submission", "direction", "number"):
        name = name_of(report, message_part(way, number))
        rows[name] = ThreadMessage.objects.filter(pk=key)

    def read(name: str) -> bytes:
        return bytes(rows[name].values_list("envelope", flat=True).get())

    return OneAtATime(rows, read)
