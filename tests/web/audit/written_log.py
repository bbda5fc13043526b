"""A log that is written by the real code, as its export and what witnesses hold of it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from custodes.web.audit import checkpoints, exports
from custodes.web.audit.actions import By, record
from custodes.web.audit.models import Checkpoint
from custodes.web.audit.notes import Signer
from custodes.web.audit.words import Action, Effect

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
EVENTS = 150
WITNESSED = 120
"""Of so many events a witness holds a checkpoint."""


@dataclass(frozen=True)
class Written:
    """An export as its lines, the log's signer, and the notes by size."""

    lines: tuple[str, ...]
    signer: Signer
    notes: dict[int, str]

    @property
    def key(self) -> str:
        return str(self.signer.key)

    @property
    def witnessed(self) -> list[str]:
        return [self.notes[WITNESSED]]


def tell(signer: Signer, events: int, *, actor: str = "u") -> Written:
    """Write `events` events, the last of them the export, with a checkpoint every 40."""
    ticks = count()
    clock = lambda: NOON + timedelta(seconds=next(ticks))  # noqa: E731
    versions: dict[str, int] = {}
    for number in range(events - 1):
        action, effect, name = act(number, versions)
        record(
            action,
            by=By(f"{actor}{number % 5}", "analyst", f"{number % 7:032x}", f"{number:032x}"),
            kind="alert",
            object_id=name,
            effect=effect,
            compartment="C1",
            changes={"state": ("new", number)} if effect == Effect.CHANGED else None,
            clock=clock,
        )
        if number % 40 == 39:
            checkpoints.checkpoint(signer, clock=clock)
    lines = list(exports.lines(key=signer.key, by=By("command"), at=NOON + timedelta(days=1)))
    alerts = {"state": "alert", "rows": [[name, version] for name, version in versions.items()]}
    lines = [line for line in lines if "state" not in line]
    lines[-1]["end"]["kinds"] = 1
    lines.insert(-1, alerts)
    notes = {note.size: note.note for note in Checkpoint.objects.all()}
    return Written(tuple(json.dumps(line) for line in lines), signer, notes)


def act(number: int, versions: dict[str, int]) -> tuple[Action, Effect, str]:
    """The next thing that is done to the alerts that there are."""
    name = f"R{number % 9:04d}"
    if name not in versions:
        versions[name] = 1
        return Action.COLLECTION, Effect.MADE, name
    if number % 31 == 30:
        del versions[name]
        return Action.ERASURE, Effect.ERASED, name
    if number % 3 == 0:
        versions[name] += 1
        return Action.ALTERATION, Effect.CHANGED, name
    return Action.CONSULTATION, Effect.NONE, name
