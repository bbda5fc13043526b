"""A worker killed with -9 at any named point: the job is taken up again, and ends once."""

import os
import random
import signal
import threading
from datetime import timedelta

import pytest
from django.db import connections

from custodes.web.audit.models import Event
from custodes.web.jobs import holding
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import work_one
from web.accounts.people import AT
from web.jobs.kinds import LATER, asked

KILLS = int(os.environ.get("CUSTODES_KILLS", "1"))
"""Kills at each point and database; more for the long run."""
POINTS = {
    "before it is recorded that it started": ("_told", "before", 1),
    "before the claim is kept": ("_told", "after", 1),
    "after the claim": ("take_up", "after", 1),
    "before it says how far it is": ("beat", "before", 0),
    "after it said how far it is": ("beat", "after", 0),
    "before the end": ("end", "before", 1),
    "in the transaction of the end": ("_over", "after", 1),
    "after the end": ("end", "after", 1),
}


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(name: str, when: str, turn: int) -> None:
    """Work in a process of its own that dies at the point."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            whole, left = getattr(holding, name), [turn]

            def deadly(*args, **more):
                left[0] -= 1
                if when == "before" and left[0] == 0:
                    die()
                done = whole(*args, **more)
                if left[0] == 0:
                    die()
                return done

            setattr(holding, name, deadly)
            ticks = iter(AT + timedelta(seconds=2 * n) for n in range(1, 1000))
            work_one(clock=lambda: next(ticks), stop=threading.Event())
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was not killed: {name}, {when}, {turn}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_killed(point):
    name, when, turn = POINTS[point]
    draw = random.Random(point)
    for _ in range(KILLS):
        job = asked(to=5)
        killed_at(name, when, turn or draw.randint(1, 5))
        while work_one(clock=lambda: LATER, stop=threading.Event()):
            pass
        job.refresh_from_db()
        assert (job.state, job.result["words"]) == ("done", "Counted to 5.")
        said = list(
            Event.objects.filter(kind="job", object=job.pk)
            .order_by("seq")
            .values_list("reason", flat=True)
        )
        again = ["taken-up-again"] * (job.tries - 1)
        assert said == ["asked:count", "started", *again, "done"]
        assert job.tries == (1 if name == "_told" or point == "after the end" else 2)
    assert Job.queue.exclude(state="done").count() == 0
