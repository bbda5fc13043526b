"""Packages as they came in: those that were taken, and those that were refused, with why."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.assessment.models.rounds import Assessed, AssessmentRound
from custodes.web.decision import Action


class ReceivedPackage(Record):
    """One file that was handed in for a round, whole. `refused` says why it was not taken."""

    audit_kind = "received_package"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="+")
    assessed = models.OneToOneField(
        Assessed, null=True, on_delete=models.PROTECT, related_name="package"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=64, blank=True)
    content = models.BinaryField()
    refused = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Of a force exactly where it was taken."""

        constraints = [
            models.CheckConstraint(
                condition=Q(assessed=None) & ~Q(refused="")
                | Q(assessed__isnull=False) & Q(refused=""),
                name="package_taken_or_refused",
            )
        ]

    def __str__(self) -> str:
        return f"package-{self.pk}"
