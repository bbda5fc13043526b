"""Many people at one alert, and processes that are killed: nothing is lost and nothing untold."""

import os
import random
import signal
import threading

import pytest
from django.db import connections, transaction
from django.utils import timezone

from custodes.pipeline.verdicts import told_until
from custodes.web.alerts import feedback
from custodes.web.alerts.actions import changing, deciding
from custodes.web.alerts.actions.changing import Conflict
from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.audit.models import Event
from web.accounts.people import asker

CLIENTS, SAVES = (int(n) for n in os.environ.get("CUSTODES_CLIENTS", "8x5").split("x"))
"""So many at once. The long run: `CUSTODES_CLIENTS=50x20 pytest -o faulthandler_timeout=3000`."""
KILLS = int(os.environ.get("CUSTODES_KILLS", "10"))
POINTS = ("before the event", "after the event", "after the row", "after the commit", "while told")


def save(alert: Alert, who, because: str) -> int:
    """Decide until it is saved, from what stands then; how often somebody was quicker."""
    turns = 0
    while True:
        now = timezone.now()
        seen = Alert.objects.visible_to(who, at=now).get(pk=alert.pk)
        try:
            decide(
                alert=seen,
                verdict="not_enough",
                version=seen.version,
                by=asker(who, at=now),
                because=because,
                at=now,
            )
        except Conflict:
            turns += 1
        else:
            return turns


@pytest.mark.django_db(transaction=True)
def test_many_clients_save_one_alert_and_no_edit_is_lost(taken, analyst, home):
    faults: list[BaseException] = []

    def client(number: int) -> None:
        try:
            for turn in range(SAVES):
                save(taken[0], analyst, f"Client {number}, save {turn}.")
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    rows = list(taken[0].decisions.order_by("version"))
    assert {row.reason for row in rows} == {
        f"Client {n}, save {turn}." for n in range(CLIENTS) for turn in range(SAVES)
    }
    assert [row.version for row in rows] == list(range(2, CLIENTS * SAVES + 2))
    assert [row.supersedes_id for row in rows[1:]] == [row.pk for row in rows[:-1]]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point: str, turn: int, alert: Alert, who) -> list[str]:
    """Decide again and again in a process of its own until it dies at the point; what it had
    acknowledged."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            around(point, turn)
            for number in range(50):
                because = f"Process {os.getpid()}, save {number}."
                save(alert, who, because)
                os.write(writing, f"{because}\n".encode())
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as answers:
        acknowledged = answers.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was not killed: {point}, {turn}"
    return acknowledged


def around(point: str, turn: int) -> None:
    left = [turn]

    def reached() -> None:
        left[0] -= 1
        if left[0] == 0:
            die()

    def wrapped(module, name: str, before: bool) -> None:
        whole = getattr(module, name)

        def stopped(*args, **kwargs):
            if before:
                reached()
            done = whole(*args, **kwargs)
            if not before:
                reached()
            return done

        setattr(module, name, stopped)

    match POINTS.index(point):
        case 0:
            wrapped(changing, "record", True)
        case 1:
            wrapped(changing, "record", False)
        case 2:
            wrapped(deciding, "tell_after_commit", True)
        case 3:
            wrapped(feedback, "_tell", True)
        case _:
            wrapped(os, "fsync", True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_killed_while_deciding(point, taken, analyst, home):
    draw = random.Random(point)
    acknowledged: list[str] = []
    for _ in range(max(1, KILLS // len(POINTS))):
        acknowledged += killed_at(point, draw.randint(1, 4), taken[0], analyst)
    now = timezone.now()
    rows = AlertDecision.objects.visible_to(analyst, at=now).order_by("version")
    kept = list(rows)
    assert set(acknowledged) <= {row.reason for row in kept}, "acknowledged and lost"
    told = Event.objects.filter(kind="alert-decision", effect="made")
    assert {row.object for row in told} == {str(row.pk) for row in kept}, "untold, or not there"
    alert = Alert.objects.visible_to(analyst, at=now).get(pk=taken[0].pk)
    assert alert.version == 1 + len(kept), "half done"
    # What a kill kept from the engine is told by whoever comes next, and none of it twice.
    feedback.tell_all(home)
    assert feedback.tell_all(home) == 0
    if kept:
        assert told_until(home, now).judged[alert.pair].id == f"decision-{kept[-1].pk}"


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_is_taken_back_is_not_told(taken, analyst, home):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        save(taken[0], analyst, "Never.")
        raise ZeroDivisionError
    assert not (home.path / "verdicts").exists()
    save(taken[0], analyst, "For good.")
    assert len(list((home.path / "verdicts").glob("*.jsonl"))) == 1
