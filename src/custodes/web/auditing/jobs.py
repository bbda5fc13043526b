"""Verifying the audit, as a job: every hash made again, every row held against the log."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web import verifier
from custodes.web.audit.actions import By
from custodes.web.audit.checkpoints import read_signer
from custodes.web.audit.exports import lines
from custodes.web.audit.models import Event
from custodes.web.decision import Action
from custodes.web.jobs.kinds import JobKind, Telling
from custodes.web.jobs.models import Job

TOLD_EVERY = 500
"""Events between two words on how far it is."""
MOST = 50
"""So many faults are kept in the report; all are counted."""


def verify(job: Job, told: Telling) -> Mapping[str, Any]:
    """The same verifier that others run on an export, on what the home holds now."""
    try:
        key = read_signer(settings.AUDIT_KEY).key
    except (OSError, ValueError):
        raise UserError("The audit's key cannot be read. Tell whoever runs this service.") from None
    of = Event.objects.count() + 1

    def written() -> Iterator[str]:
        by = By(actor=job.asked_by.reference)
        for count, line in enumerate(lines(key=key, by=by, at=job.asked_at)):
            if count % TOLD_EVERY == 0:
                told.progress(min(count, of), of)
            yield json.dumps(line, ensure_ascii=False)

    report = verifier.verify(written())
    said = "Everything fits." if report.well else f"{len(report.faults)} things do not fit."
    return {
        "words": f"{report.events:,} events, {report.checkpoints} checkpoints. {said}",
        "address": reverse("audit:report", args=[job.pk]),
        "well": report.well,
        "events": report.events,
        "checkpoints": report.checkpoints,
        "faults": report.faults[:MOST],
        "faults_in_all": len(report.faults),
        "notes": report.notes,
    }


VERIFY = JobKind(
    id="audit-verify",
    title=_("Verification of the audit"),
    run=verify,
    may=Action.SEE_CHECKPOINTS,
)
KINDS = (VERIFY,)
