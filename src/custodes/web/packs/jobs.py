"""The job that makes a document of many alerts, and tells how far it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web.alerts.models import Alert
from custodes.web.decision import Action
from custodes.web.jobs.kinds import JobKind, Telling
from custodes.web.jobs.models import Job
from custodes.web.packs.actions import keep, make
from custodes.web.packs.kinds import BY_ID
from custodes.web.packs.links import link
from custodes.web.packs.models import AlertFile


def make_file(job: Job, told: Telling) -> Mapping[str, Any]:
    """The document as the one who asked saw the alerts when they asked: begun again, it is the same
    unless somebody decided one of them meanwhile."""
    user, at = job.asked_by, job.asked_at
    rows = AlertFile.objects.visible_to(user, at=at).filter(pk=job.parameters["file"])
    file: AlertFile | None = rows.first()
    if file is None:
        raise UserError("The time of this file is over. Ask for it again.")
    seen = Alert.objects.visible_to(user, at=at).filter(pk__in=file.alerts.values("pk"))
    alerts = list(seen.select_related("assignee", "suppression").order_by("-priority", "pk"))
    if file.made_at is None:
        of = len(alerts) + 1
        told.progress(0, of)
        content = make(
            alerts=alerts,
            document=BY_ID[file.document],
            by=user,
            because=file.reason,
            at=at,
            step=lambda done: told.progress(done, of, f"Alert {done} of {len(alerts)}"),
        )
        file = keep(file, content, by=user, at=at)
        told.progress(of, of)
    return {"words": f"{len(alerts)} alerts in one file, kept for a day.", "address": link(file)}


ALERT_DOCUMENTS = JobKind(
    id="alert-documents",
    title=_("Documents of alerts"),
    run=make_file,
    may=Action.EXPORT_ALERTS,
)
KINDS = (ALERT_DOCUMENTS,)
