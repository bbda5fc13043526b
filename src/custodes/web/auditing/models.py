"""Why the audit was taken out: the one thing that its pages add."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.models import Compartment, User


class TakenOut(AppendOnly):
    """That somebody took the audit out as a file, and why."""

    audit_kind = "audit-taken-out"

    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")
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
