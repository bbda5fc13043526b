"""A process killed at any named point: what was acknowledged is kept, once, with its event."""

import json
import os
import random
import signal
from datetime import date

import pytest
from django.db import connection, connections
from django.db.models import Model

from custodes.web import verifier
from custodes.web.audit import exports
from custodes.web.audit.actions import By
from custodes.web.audit.models import Event
from custodes.web.audit.notes import new_signer
from custodes.web.intake import actions, hand_over, post, pulling, sending
from custodes.web.intake.hand_over import held
from custodes.web.intake.models import Submission
from custodes.web.intake.views import telling
from web.intake.conftest import Reporter, code_of
from web.intake.test_hand_over import Sides

KILLS = int(os.environ.get("CUSTODES_KILLS", "100"))
"""So many at all points together, on PostgreSQL a tenth; `CUSTODES_KILLS=1000` for the long run."""
POINTS = {
    "before it is sealed": (sending.envelope, "sealed", "before"),
    "after it is sealed": (sending.envelope, "sealed", "after"),
    "before the event": (actions, "record", "before"),
    "after the event": (actions, "record", "after"),
    "after the row": (Model, "save", "after"),
    "after the commit": (telling, "send", "after"),
    "before a file is handed over": (hand_over, "_write", "before"),
    "after a file is handed over": (hand_over, "_write", "after"),
    "before the unit says that it keeps it": (pulling, "write", "before"),
    "before the intake notes it": (post, "pulled", "before"),
}


def dies(point, turn, monkeypatch):
    """Have this process die at the point, the `turn`th time that it comes there."""
    module, name, when = POINTS[point]
    whole, left = getattr(module, name), [turn]

    def stopped(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = whole(*args, **kwargs)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    monkeypatch.setattr(module, name, stopped)


def work(folder, answer):
    """Send reports and carry them over, until killed."""
    sides = Sides(folder)
    for _ in range(60):
        answer(code_of(Reporter().tell("staff")))
        sides.out()
        sides.pull()
    sides.out()


def killed(point, turn, folder, monkeypatch):
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            dies(point, turn, monkeypatch)
            work(folder, lambda code: os.write(writing, f"{code}\n".encode()))
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
def test_killed(point, intake, tmp_path, monkeypatch):
    draw = random.Random(point)
    acknowledged = []
    many = KILLS if connection.vendor == "sqlite" else KILLS // 10
    for _ in range(max(1, many // len(POINTS))):
        acknowledged += killed(point, draw.randint(1, 2), tmp_path, monkeypatch)
    kept = dict(Submission.objects.values_list("code", "report"))
    told = set(Event.objects.filter(effect="made").values_list("object", flat=True))
    assert set(acknowledged) <= set(kept), "acknowledged and lost"
    assert len(acknowledged) == len(set(acknowledged))
    assert set(kept.values()) == told, "there without its event, or told and not there"
    # Whoever goes on finds all of it on the unit's side, once.
    sides = Sides(tmp_path)
    sides.out()
    sides.pull()
    sides.out()
    assert set(held(sides.inbox)) == {f"{report}.report" for report in kept.values()}
    assert not Submission.objects.exclude(state="pulled").exists()
    signer = new_signer("custodes-test")
    lines = exports.lines(key=signer.key, by=By("u1"), at=_at())
    assert verifier.verify([json.dumps(line) for line in lines]).faults == []


def _at():
    from custodes.web.intake.actions import day_alone

    return day_alone(date(2026, 3, 31))()
