"""The audit as one file that anybody can check: events, checkpoints, and which records there are.

JSON lines: a head, the events in order, the checkpoints, for each kind the ids that are there, and
an end that counts. No content: ids, times, words of ours and hashes.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from custodes.vocabulary.errors import UserError
from custodes.web.audit.actions import By, hold_the_end, record
from custodes.web.audit.leaves import moment, written
from custodes.web.audit.models import Checkpoint, Event
from custodes.web.audit.notes import Key
from custodes.web.audit.words import Action

FORMAT = 1


def recorded_models() -> dict[str, type[models.Model]]:
    """The models whose every row has its events, by the kind that events name them with.

    A model declares it: `audit_kind = "alert"`. One that also declares `audit_counted = True`
    counts in its `version` the events that made and changed the row.
    """
    found = {getattr(model, "audit_kind", ""): model for model in apps.get_models()}
    found.pop("", None)
    return found


def export(to: Path, *, key: Key, by: By, at: datetime) -> int:
    """Write the audit to a new file, mode 0600, and return how many events it holds.

    The export is itself the last event in it. Raises UserError where the file cannot be written.
    """
    if to.exists():
        raise UserError(f"{to} is there already: name a new file.")
    unfinished = to.with_name(to.name + ".tmp")
    try:
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            count = 0
            for line in lines(key=key, by=by, at=at):
                count += "event" in line
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(to)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UserError(f"{to} cannot be written: {error.strerror or error}.") from None
    return count


def lines(*, key: Key, by: By, at: datetime) -> Iterator[dict[str, Any]]:
    """The lines of an export, as JSON objects.

    Which records there are is read while the end of the log is held, so that both are of one
    moment; the events are read afterwards, because they never change.
    """
    with transaction.atomic():
        hold_the_end()
        size = record(Action.EXPORT, by=by, kind="audit").seq
        rows = {kind: list(_rows(model)) for kind, model in sorted(recorded_models().items())}
    yield {
        "custodes_audit": FORMAT,
        "log": key.name,
        "key": str(key),
        "made_at": moment(at),
    }
    for event in Event.objects.filter(seq__lte=size).order_by("seq").iterator(chunk_size=2_000):
        yield {"event": written(event), "leaf": event.leaf}
    checkpoints = 0
    for note in Checkpoint.objects.filter(size__lte=size).order_by("size"):
        checkpoints += 1
        yield {"checkpoint": note.note}
    for kind, held in rows.items():
        yield {"state": kind, "rows": held}
    yield {"end": {"events": size, "checkpoints": checkpoints, "kinds": len(rows)}}


def _rows(model: type[models.Model]) -> Iterator[list[Any]]:
    """Each row's id and version; None where the model counts no events in one."""
    counted = getattr(model, "audit_counted", False)
    found = model._base_manager.order_by("pk")
    for row in found.values_list("pk", *(["version"] if counted else [])).iterator():
        yield [str(row[0]), row[1] if counted else None]
