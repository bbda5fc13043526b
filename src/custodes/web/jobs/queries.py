"""Reading jobs: one's own, and how many wait."""

from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django.http import Http404

from custodes.web.accounts.models import User
from custodes.web.jobs import states
from custodes.web.jobs.models import Job


def jobs_of(user: User, *, at: datetime) -> QuerySet[Any]:
    """One's own jobs, the newest first."""
    return Job.objects.visible_to(user, at=at).order_by("-asked_at", "-pk")


def job_named(key: str, user: User, *, at: datetime) -> Job:
    """One's own job of that name. Raises Http404 where there is none that one may see."""
    found: Job | None = Job.objects.visible_to(user, at=at).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def waiting(at: datetime) -> tuple[int, int, float | None]:
    """How many wait, how many run, and for how many seconds the oldest has waited: no row."""
    counted = Job.queue.filter(state=states.WAITING)
    oldest = counted.aggregate(oldest=Min("asked_at"))["oldest"]
    running = Job.queue.filter(state=states.RUNNING).count()
    return counted.count(), running, (at - oldest).total_seconds() if oldest else None
