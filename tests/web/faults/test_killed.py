"""A process killed with -9 while it makes a document: the job is taken up again and ends once, and
no file is there without its event."""

import os
import random
import signal
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from custodes.web.audit.models import Event
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import work_one
from custodes.web.packs import actions, jobs
from custodes.web.packs.actions import ask_for_file
from custodes.web.packs.jobs import ALERT_DOCUMENTS
from custodes.web.packs.kinds import BY_ID
from custodes.web.packs.models import AlertFile
from web.accounts.people import asker

KILLS = int(os.environ.get("CUSTODES_KILLS", "4"))
"""So many; `CUSTODES_KILLS=100` for the long run."""
POINTS = (
    (jobs, "make", "before"),
    (jobs, "make", "after"),
    (actions, "record", "before"),
    (actions, "record", "after"),
    (jobs, "keep", "after"),
    (jobs, "link", "after"),
)
"""Where it dies: the function, and whether before or after it."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(module, name: str, when: str, clock) -> None:
    """Work in a process of its own that dies at the point."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            whole = getattr(module, name)

            def deadly(*args, **more):
                if when == "before":
                    die()
                whole(*args, **more)
                die()

            setattr(module, name, deadly)
            work_one(clock=clock, stop=threading.Event())
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was not killed: {name}, {when}"


@pytest.mark.django_db(transaction=True)
def test_killed_while_a_document_is_made(taken, analyst):
    draw = random.Random(5)
    points = [POINTS[n % len(POINTS)] for n in range(KILLS)]
    draw.shuffle(points)
    for turn, point in enumerate(points):
        at = timezone.now()
        job = ask_for_file(
            alerts=taken[:2],
            document=BY_ID["i2"],
            kind=ALERT_DOCUMENTS,
            token=f"turn-{turn}",
            by=asker(analyst, at=at),
            because="For the meeting.",
            at=at,
        )
        killed_at(*point, timezone.now)
        later = at + timedelta(minutes=5)
        while work_one(clock=lambda later=later: later, stop=threading.Event()):
            pass
        job.refresh_from_db()
        assert (job.state, job.tries) == ("done", 2), point
        file = AlertFile._base_manager.get(pk=job.parameters["file"])
        assert file.content is not None
        effects = Event.objects.filter(kind="alert-file", object=file.pk).order_by("seq")
        assert list(effects.values_list("effect", flat=True)) == ["made", "changed"], point
    assert Job.queue.exclude(state="done").count() == 0
