"""What a command on the machine is told of an alert for its document, on record before it is."""

from django.db import transaction

from custodes.web.accounts.installation import COMMAND
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.alerts.taking import everything
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.packs.dossier import Decided
from custodes.web.packs.queries import standing, worded

PACK = "alert_pack"
"""The kind of an event that tells that an alert left in a document."""


def taken_out(name: str) -> tuple[str, tuple[Decided, ...]]:
    """Record that the pack of an alert is made, then say where the work on it stands.

    Nothing is said of one that the pages do not hold yet. For whoever has the home's files and the
    database: no user asks, and none is shown any of it.
    """
    alert: Alert | None = everything(Alert).filter(alert_id=name).first()
    with transaction.atomic():
        record(
            Act.EXPORT,
            by=COMMAND,
            kind=PACK,
            object_id=alert.pk if alert else name,
            compartment=alert.compartment_id if alert else "",
            reason="pdf",
        )
    if alert is None:
        return "", ()
    rows = everything(AlertDecision).filter(alert=alert).select_related("by").order_by("-version")
    return standing(alert), tuple(worded(row) for row in rows)
