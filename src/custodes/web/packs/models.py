"""A file that was asked for: of which alerts, why, what it holds once it is made, until when."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.alerts.models import Alert
from custodes.web.decision import Action
from custodes.web.packs.kinds import BY_ID


def new_key() -> str:
    """A name for a file that says nothing of it."""
    return secrets.token_hex(8)


class AlertFile(Record):
    """One file, for the one who asked for it and nobody else; erased when its time is over.

    `content`, `sha256` and `made_at` are empty until its job has made it. `token` is that of the
    form, so that a second post asks for nothing more.
    """

    audit_kind = "alert-file"
    sees = Action.SEE_ALERTS
    subjects: ClassVar[tuple[str, ...]] = ("alerts__staff",)

    key = models.CharField(max_length=16, primary_key=True, default=new_key)
    document = models.CharField(max_length=12)
    alerts = models.ManyToManyField(Alert, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=100)
    reason = models.CharField(max_length=2000)
    token = models.CharField(max_length=64)
    job = models.CharField(max_length=16, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        """With a reason and an end; made whole or not at all; a form asks once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(document__in=list(BY_ID)), name="alert_file_document_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="alert_file_reason_given"),
            models.CheckConstraint(condition=Q(until__gt=F("asked_at")), name="alert_file_expires"),
            models.CheckConstraint(
                condition=Q(made_at=None, content=None, sha256="")
                | Q(made_at__isnull=False, content__isnull=False) & ~Q(sha256=""),
                name="alert_file_made_whole",
            ),
            models.UniqueConstraint(fields=["asked_by", "token"], name="alert_file_asked_once"),
        ]

    def __str__(self) -> str:
        return f"file-{self.key}"
