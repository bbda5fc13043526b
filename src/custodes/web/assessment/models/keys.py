"""The keys by which the inspectorate knows the forces."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action


class ForceKey(Record):
    """The fingerprint of a force's key as it was compared on another way, and how; the latest
    counts, earlier ones stay."""

    audit_kind = "force_key"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    force = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=40)
    because = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Of a force, with how it was compared."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(force="") & ~Q(fingerprint="") & ~Q(because=""),
                name="force_key_compared",
            )
        ]

    def __str__(self) -> str:
        return f"force-key-{self.pk}"
