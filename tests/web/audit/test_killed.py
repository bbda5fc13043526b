"""A process killed at any named point: nothing acknowledged is lost, nothing is there untold."""

import json
import os
import random
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connections, transaction
from django.utils import timezone

from custodes.web import verifier
from custodes.web.audit import checkpoints, exports
from custodes.web.audit.actions import By, record
from custodes.web.audit.models import Event
from custodes.web.audit.notes import new_signer
from custodes.web.audit.witness import witness
from custodes.web.audit.words import Action, Effect

KILLS = int(os.environ.get("CUSTODES_KILLS", "20"))
"""So many; `CUSTODES_KILLS=1000` for the long run."""
POINTS = (
    "before the transaction",
    "after the event",
    "after the row",
    "after the commit",
    "after the answer",
    "before the checkpoint is signed",
    "after the checkpoint is kept",
    "before a witness is given it",
    "while a witness is given it",
    "after a witness was given it",
)
SIGNER = new_signer("custodes-test")
BY = By("u1")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(point: str, turn: int, folder: Path, answer: Callable[[str], None]) -> None:
    """Save rows with their events until the point is reached for the `turn`th time."""
    left = [turn]

    def at(name: str) -> None:
        if name == point:
            left[0] -= 1
            if left[0] == 0:
                die()

    around(checkpoints, "_kept", at, POINTS[5], POINTS[6])
    around(checkpoints, "drop", at, POINTS[7], POINTS[9])
    around(os, "fsync", at, POINTS[8], "")
    for number in range(200):
        at(POINTS[0])
        name = f"{os.getpid()}-{number}"
        with transaction.atomic():
            record(Action.COLLECTION, by=BY, kind="session", object_id=name, effect=Effect.MADE)
            at(POINTS[1])
            Session.objects.create(
                session_key=name, session_data="", expire_date=timezone.now() + timedelta(days=1)
            )
            at(POINTS[2])
        at(POINTS[3])
        answer(name)
        at(POINTS[4])
        if number % 3 == 2:
            checkpoints.checkpoint(SIGNER, [folder])


def around(module, name: str, at: Callable[[str], None], before: str, after: str) -> None:
    """Have a function of the child die before or after."""
    whole = getattr(module, name)

    def stopped(*args, **kwargs):
        at(before)
        done = whole(*args, **kwargs)
        at(after)
        return done

    setattr(module, name, stopped)


def killed_at(point: str, turn: int, folder: Path) -> list[str]:
    """Run the work in a process of its own until it dies; what it had acknowledged."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(point, turn, folder, lambda name: os.write(writing, f"{name}\n".encode()))
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as answers:
        acknowledged = answers.read().split()
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was not killed: {point}, {turn}"
    return acknowledged


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_killed(point, tmp_path, monkeypatch):
    monkeypatch.setattr(Session, "audit_kind", "session", raising=False)
    draw = random.Random(point)
    acknowledged: list[str] = []
    for _ in range(max(1, KILLS // len(POINTS))):
        acknowledged += killed_at(point, draw.randint(1, 6), tmp_path)
    kept = set(Session.objects.values_list("session_key", flat=True))
    told = set(Event.objects.filter(kind="session").values_list("object", flat=True))
    assert set(acknowledged) <= kept, "acknowledged and lost"
    assert kept == told, "there without its event, or told and not there"
    assert len(acknowledged) == len(set(acknowledged))
    # What was left undone is done by the next, and a witness who saw all of it accepts it.
    record(Action.CONSULTATION, by=BY, kind="session")
    checkpoints.checkpoint(SIGNER, [tmp_path])
    seen = witness(tmp_path, tmp_path / "kept", str(SIGNER.key))
    assert [one.refused for one in seen] == [""] * len(seen)
    made = exports.lines(key=SIGNER.key, by=BY, at=datetime(2026, 3, 31, tzinfo=UTC))
    notes = verifier.notes_at(tmp_path / "kept")
    report = verifier.verify([json.dumps(line) for line in made], notes, str(SIGNER.key))
    assert report.faults == []
    assert report.witnessed == report.events - 1
