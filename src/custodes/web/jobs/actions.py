"""What people do with jobs: ask for one, and cancel it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action, Effect
from custodes.web.jobs import states
from custodes.web.jobs.kinds import JobKind, kinds
from custodes.web.jobs.models import Job


def ask_for(
    kind: JobKind,
    parameters: Mapping[str, Any],
    *,
    by: Asker,
    compartment: Compartment,
    at: datetime,
    because: str = "",
    token: str = "",
) -> Job:
    """Put a job in the queue; the same job again where the form's `token` was sent before.

    `parameters` is plain JSON: ids and settings, nobody's words. Raises NotAllowed where the asker
    may not, TypeError or ValueError where the parameters are no JSON, KeyError for a kind that is
    declared nowhere.
    """
    if kinds()[kind.id] is not kind:
        raise KeyError(kind.id)
    plain = json.loads(json.dumps(dict(parameters), allow_nan=False))
    check_may(by, kind.may, compartment, reason=because, at=at)
    with one_act():
        before: Job | None = (
            Job.queue.filter(asked_by=by.user, token=token).first() if token else None
        )
        if before is not None:
            return before
        job = Job(
            compartment=compartment,
            kind=kind.id,
            parameters=plain,
            token=token,
            asked_by=by.user,
            asked_at=at,
        )
        record(
            Action.ALTERATION,
            by=by.by,
            kind=Job.audit_kind,
            object_id=job.key,
            effect=Effect.MADE,
            compartment=compartment.key,
            reason=f"asked:{kind.id}",
        )
        job.save(force_insert=True)
    return job


def cancel(*, job: Job, by: Asker, at: datetime) -> None:
    """Cancel one's own job: at once where it waits, at its next step where it runs."""
    if job.asked_by_id != by.user.pk:
        raise UserError("Only the one who asked for a job cancels it.")
    with one_act():
        now = Job.queue.get(pk=job.pk)
        if now.state not in states.OPEN:
            states.TRANSITIONS.check(now.state, states.CANCELLED)
        if now.cancel_asked_at is not None:
            return
        record(
            Action.ALTERATION,
            by=by.by,
            kind=Job.audit_kind,
            object_id=job.pk,
            effect=Effect.CHANGED,
            compartment=job.compartment_id,
            reason="cancel-asked" if now.state == states.RUNNING else "cancelled",
        )
        now.cancel_asked_at = at
        if now.state == states.WAITING:
            now.state, now.ended_at = states.CANCELLED, at
        now.save(update_fields=["cancel_asked_at", "state", "ended_at"])
