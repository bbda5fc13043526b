"""The worker: takes up one job after the other, keeps it known to be alive, and ends it."""

import logging
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import Clock
from custodes.web.jobs import holding, states
from custodes.web.jobs.holding import LostError
from custodes.web.jobs.kinds import kinds
from custodes.web.jobs.models import Job

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks for a job, while there is none."""
BEAT_EVERY = 10.0
"""Seconds between signs of life; a sixth of what may pass before a job is taken up again."""
TOLD_EVERY = timedelta(seconds=1)
"""How often how far a job is reaches the database."""
UNKNOWN = "This kind of work is no longer done here."
OURS = (
    "Something of ours went wrong, and it is not your doing. "
    "Ask for it again; if it goes on, tell whoever runs this service, with the name of this job."
)


class CancelledError(Exception):
    """The one who asked for the job cancelled it."""


class StoppedError(Exception):
    """The worker is to stop: the job goes back into the queue."""


class Told:
    """What a running job tells with: see `kinds.Telling`."""

    def __init__(self, job: Job, clock: Clock, stop: threading.Event) -> None:
        self._job, self._clock, self._stop = job, clock, stop
        self._last: datetime | None = None

    def progress(self, done: int, of: int, words: str = "") -> None:
        """So many of so many are done. Raises where the job is to end here."""
        if self._stop.is_set():
            raise StoppedError
        now = self._clock()
        if done < of and self._last is not None and now - self._last < TOLD_EVERY:
            return
        self._last = now
        told = {"done": max(0, min(done, of)), "of": max(0, of), "said": words[:200]}
        if holding.beat(self._job, at=now, **told):
            raise CancelledError


def work(*, clock: Clock, stop: threading.Event) -> None:
    """Do jobs until stopped; what is running then goes back into the queue at its next step."""
    while not stop.is_set():
        try:
            worked = work_one(clock=clock, stop=stop)
        except Exception as fault:
            log.error("no job could be taken up or ended: %s", type(fault).__name__)
            worked = False
        finally:
            connection.close()
        if not worked:
            stop.wait(LOOK_EVERY)


def work_one(*, clock: Clock, stop: threading.Event, beat_every: float = BEAT_EVERY) -> bool:
    """Take up one job and do it; whether there was one."""
    job = holding.take_up(at=clock())
    if job is None:
        return False
    over = threading.Event()
    heart = threading.Thread(
        target=_keep_alive, args=(job, clock, over, beat_every), name="heart", daemon=True
    )
    heart.start()
    try:
        _do(job, clock, stop)
    except LostError:
        log.warning("job %s was taken up by another worker", job.pk)
    finally:
        over.set()
        heart.join()
    return True


def _do(job: Job, clock: Clock, stop: threading.Event) -> None:
    kind = kinds().get(job.kind)
    if kind is None:
        holding.end(job, states.FAILED, at=clock(), failure=UNKNOWN)
        return
    try:
        result: Mapping[str, object] = kind.run(job, Told(job, clock, stop)) or {}
    except LostError:
        raise
    except CancelledError:
        holding.end(job, states.CANCELLED, at=clock())
    except StoppedError:
        holding.put_back(job, at=clock())
    except UserError as told:
        holding.end(job, states.FAILED, at=clock(), failure=str(told))
    except Exception as fault:
        # The kind of fault and the job's name; never what it worked on.
        log.error("job %s failed: %s", job.pk, type(fault).__name__)
        holding.end(job, states.FAILED, at=clock(), failure=OURS)
    else:
        holding.end(job, states.DONE, at=clock(), result=result)


def _keep_alive(job: Job, clock: Clock, over: threading.Event, every: float) -> None:
    """Say that the job is alive while it is, on a connection of this thread's own."""
    try:
        while not over.wait(every):
            try:
                holding.beat(job, at=clock())
            except LostError:
                return
            except Exception as fault:
                log.error("no sign of life of job %s: %s", job.pk, type(fault).__name__)
    finally:
        connection.close()
