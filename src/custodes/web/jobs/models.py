"""A job: what was asked for, by whom, how far it is, and what came of it."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.accounts.visible import Record, VisibleQuerySet
from custodes.web.decision import SEES, Action
from custodes.web.jobs import states
from custodes.web.jobs.kinds import kinds

LONGEST_FAILURE = 500


def new_key() -> str:
    """A name for a job that says nothing of it."""
    return secrets.token_hex(8)


class JobQuerySet(VisibleQuerySet):
    """Jobs as a user may see them."""

    def visible_to(self, user: User, *, at: datetime) -> Self:
        """One's own jobs, while one may still see what they are about."""
        account = account_of(user, at=at)
        seen = Q(pk__in=[])
        by_sight: dict[Action, list[str]] = {}
        for kind in kinds().values():
            by_sight.setdefault(SEES[kind.may.value.thing], []).append(kind.id)
        for sees, ids in by_sight.items():
            seen |= Q(kind__in=ids, compartment__in=compartments_seen(account, sees, at=at))
        return self.filter(seen, asked_by=user)


class Job(Record):
    """Long work that somebody asked for. `parameters` and `result` hold ids and counts.

    `claim` is drawn anew by whoever takes it up, and only its holder writes how far it is.
    `token` is that of the form, so that a second post asks for nothing more.
    """

    audit_kind = "job"
    # What shows a job is what shows the thing that its kind works on: see `visible_to`.
    sees: ClassVar[Action] = Action.SEE_RUNS
    subjects: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=16, primary_key=True, default=new_key)
    kind = models.CharField(max_length=64)
    parameters = models.JSONField(default=dict)
    token = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=16, default=states.WAITING)
    claim = models.CharField(max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    failure = models.CharField(max_length=LONGEST_FAILURE, blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()
    queue: ClassVar[models.Manager[Any]] = models.Manager()
    """All jobs, for the worker and for counts; no page shows a row from here."""

    class Meta:
        """What is over has a time; what runs has a holder; a form asks once."""

        indexes = [models.Index(fields=["state", "asked_at"], name="job_next")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.TRANSITIONS.words)), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.OPEN, ended_at=None)
                | ~Q(state__in=states.OPEN) & Q(ended_at__isnull=False),
                name="job_over_with_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.RUNNING)
                | ~Q(claim="") & Q(beat_at__isnull=False, started_at__isnull=False),
                name="job_running_with_holder",
            ),
            models.CheckConstraint(
                condition=Q(done__gte=0) & Q(of__gte=F("done")), name="job_done_within"
            ),
            models.UniqueConstraint(
                fields=["asked_by", "token"], condition=~Q(token=""), name="job_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"job-{self.key}"
