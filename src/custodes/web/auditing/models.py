"""Why the audit was taken out: the one thing that its pages add."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action


class TakenOut(Record):
    """That somebody took the audit out as a file, and why."""

    audit_kind = "audit-taken-out"
    sees = Action.SEE_AUDIT
    subjects = ()

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """With a reason."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="audit_taken_out_reason_given")
        ]

    def __str__(self) -> str:
        return f"audit-taken-out-{self.pk}"
