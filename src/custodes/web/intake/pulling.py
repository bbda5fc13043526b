"""The unit's end of a hand-over: what it keeps, says that it keeps, and gives back.

It needs no table of the intake: what comes lies in `inbox`, a folder of the unit's home, until
whoever reads reports takes it from there, and what goes lies in `outbox`.
"""

from dataclasses import dataclass
from pathlib import Path

from custodes.web.audit.notes import Key, Signer
from custodes.web.intake.hand_over import TO_INTAKE, TO_UNIT, drop, held, keep, read, write


@dataclass(frozen=True)
class Done:
    """What a hand-over came to, in numbers: given out, newly taken in, known to be kept by the
    other side, refused, and emptied here because the other side has had it for long enough."""

    given: int
    taken: int
    kept: int
    refused: int = 0
    emptied: int = 0


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
