"""Both ends of a hand-over: what the intake gives out and takes back, and what the unit does.

The unit's end needs no table of the intake: it keeps what it is given in `inbox`, a folder of its
home, and gives out what lies in `outbox`. Whoever reads reports takes them from there.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from custodes.web.audit.notes import Key, Signer
from custodes.web.intake.actions import bring, pulled
from custodes.web.intake.hand_over import TO_INTAKE, TO_UNIT, drop, held, keep, read, write
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.intake.states import Sent, State
from custodes.web.sealing.envelope import envelope_from
from custodes.web.sealing.refused import SealingRefused


@dataclass(frozen=True)
class Done:
    """What a hand-over came to, in numbers: given out, newly taken in, and known to be kept."""

    given: int
    taken: int
    kept: int
    refused: int = 0


def give_out(folder: Path, *, signer: Signer, unit: Key, on: date) -> Done:
    """The intake's end: note what the unit keeps, take in what it wrote, give out what waits.

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
    return Done(len(waiting), taken, acknowledged, refused)


def waiting_for_the_unit() -> dict[str, bytes]:
    """The envelopes that the unit is not known to keep, by name."""
    reports = Submission.objects.filter(state=State.RECEIVED).values_list("envelope", flat=True)
    sent = ThreadMessage.objects.filter(state=Sent.QUEUED).values_list("envelope", flat=True)
    raws = [bytes(raw) for raw in (*reports, *sent)]
    return {envelope_from(raw).name: raw for raw in raws}


def pull(folder: Path, *, inbox: Path, outbox: Path, signer: Signer, intake: Key) -> Done:
    """The unit's end: keep every envelope that was given out, say so, give out the answers.

    Done again it keeps nothing twice. Raises UserError when anything is not as it was signed.
    """
    brought = read(folder / TO_UNIT, key=intake)
    taken = sum(keep(inbox, name, one.to_bytes()) for name, one in brought.envelopes.items())
    for name in brought.kept:
        drop(outbox, name)
    answers = held(outbox)
    write(folder / TO_INTAKE, envelopes=answers, kept=brought.envelopes, signer=signer)
    return Done(len(answers), taken, len(brought.kept))
