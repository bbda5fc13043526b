"""Changing an alert: only from the version that was seen, so that nobody's edit is lost."""

from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import check_as_written
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect


class Conflict(UserError):
    """Somebody changed the alert after the form was opened. `seen` is the version of the form,
    `now` the alert as it stands."""

    def __init__(self, seen: int, now: Alert) -> None:
        super().__init__(
            f"{now.alert_id} was changed while you were at work on it. Nothing of yours was saved "
            "yet: look at both, then save again or leave it."
        )
        self.seen = seen
        self.now = now


def locked(alert: Alert, version: int, user: User, at: datetime) -> Alert:
    """The alert as it stands, held until the act ends. Raises Conflict where it has moved on, and
    NotAsWritten where it is not what its run wrote: nobody acts on what may have been made up."""
    now: Alert = (
        Alert.objects.visible_to(user, at=at).select_for_update(of=("self",)).get(pk=alert.pk)
    )
    check_as_written(now)
    if now.version != version:
        raise Conflict(version, now)
    return now


def change(alert: Alert, by: Asker, at: datetime, **fields: Any) -> None:
    """Record and save the change of some fields, and count it."""
    changes = {name: (str(getattr(alert, name)), str(new)) for name, new in fields.items()}
    record(
        Act.ALTERATION,
        by=by.by,
        kind=Alert.audit_kind,
        object_id=alert.pk,
        effect=Effect.CHANGED,
        compartment=alert.compartment_id,
        changes=changes,
    )
    for name, new in fields.items():
        setattr(alert, name, new)
    alert.version += 1
    alert.updated_at = at
    alert.save(update_fields=[*fields, "version", "updated_at"])
