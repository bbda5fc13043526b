"""What a worker does to a job: takes it up, says how far it is, ends it or puts it back.

A claim is drawn anew at each taking-up, and every write asks for it: a worker that was thought
dead and wakes up finds that it holds nothing any more.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from custodes.web.accounts.asking import one_act
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action, Effect
from custodes.web.jobs import states
from custodes.web.jobs.models import LONGEST_FAILURE, Job

SILENT_FOR = timedelta(minutes=1)
"""A running job that is silent for so long has lost its worker."""
MOST_TRIES = 3
"""A job that took its worker with it so often is not tried again."""
PROGRAM = By(actor="program")
GIVEN_UP = (
    "It was stopped three times before it came to an end, and is not tried again. "
    "Tell whoever runs this service."
)


class LostError(RuntimeError):
    """This worker no longer holds the job: it was thought dead, and another has taken it up."""


def take_up(*, at: datetime) -> Job | None:
    """The next job that is due, claimed; None where there is none.

    Two that ask at once get two jobs, or one of them none.
    """
    if not _due(at).exists():
        return None
    with one_act():
        job: Job | None = _due(at).order_by("asked_at", "pk").first()
        if job is None:
            return None
        if job.cancel_asked_at is not None:
            _over(job, states.CANCELLED, at)
            return None
        if job.tries >= MOST_TRIES:
            _over(job, states.FAILED, at, failure=GIVEN_UP)
            return None
        _told(job, "taken-up-again" if job.state == states.RUNNING else "started")
        job.state = states.RUNNING
        job.claim = secrets.token_hex(16)
        job.tries += 1
        job.started_at = job.beat_at = at
        job.done, job.of, job.said = 0, 0, ""
        job.save()
    return job


def beat(job: Job, *, at: datetime, **progress: Any) -> bool:
    """Say that the job is alive, and how far it is; whether it was asked to be cancelled.

    Raises LostError where another holds it.
    """
    held = _held(job)
    if not held.update(beat_at=at, **progress):
        raise LostError(job.pk)
    return held.filter(cancel_asked_at__isnull=False).exists()


def end(
    job: Job,
    state: str,
    *,
    at: datetime,
    result: Mapping[str, Any] | None = None,
    failure: str = "",
) -> None:
    """Keep what came of it. Raises LostError where another holds it: then nothing is kept."""
    with one_act():
        if not _held(job).exists():
            raise LostError(job.pk)
        _over(job, state, at, result=dict(result or {}), failure=failure[:LONGEST_FAILURE])


def put_back(job: Job, *, at: datetime) -> None:
    """Let the job wait again, because its worker is stopped in good order."""
    with one_act():
        if not _held(job).exists():
            raise LostError(job.pk)
        _told(job, "put-back")
        _held(job).update(state=states.WAITING, claim="", tries=job.tries - 1, beat_at=at)


def _due(at: datetime) -> QuerySet[Any]:
    silent = Q(state=states.RUNNING, beat_at__lt=at - SILENT_FOR)
    return Job.queue.filter(Q(state=states.WAITING) | silent)


def _held(job: Job) -> QuerySet[Any]:
    return Job.queue.filter(pk=job.pk, state=states.RUNNING, claim=job.claim)


def _over(job: Job, state: str, at: datetime, **more: Any) -> None:
    states.TRANSITIONS.check(job.state, state)
    _told(job, state)
    Job.queue.filter(pk=job.pk).update(state=state, claim="", ended_at=at, **more)


def _told(job: Job, reason: str) -> None:
    record(
        Action.ALTERATION,
        by=PROGRAM,
        kind=Job.audit_kind,
        object_id=job.pk,
        effect=Effect.CHANGED,
        compartment=job.compartment_id,
        reason=reason,
    )
