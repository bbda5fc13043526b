"""Strategic threat assessments, and the items that their counts are made of."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.capability.models.review import SIGNED_WHOLE, Signable
from custodes.web.capability.states import SIGNING
from custodes.web.decision import Action

IMPORTED, COUNTED = "imported", "counted"


class ThreatItem(Record):
    """An item of intelligence as the assessment counts it: a day and categories. `ref` is the
    number by which the force knows it, so that it is counted once; no person, no words."""

    audit_kind = "threat_item"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    ref = models.CharField(max_length=64)
    on = models.DateField()
    categories = models.JSONField()
    origin = models.CharField(max_length=12)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Counted once; from a known place."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "ref"], name="threat_item_once"),
            models.CheckConstraint(
                condition=Q(origin__in=[IMPORTED, COUNTED]), name="threat_item_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"threat-item-{self.pk}"


class ThreatAssessment(Signable):
    """A strategic threat assessment of the two years that end on a day."""

    audit_kind = "threat_assessment"

    class Meta:
        """Numbered in order; in a known state; signed whole or not."""

        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "number"], name="threat_assessment_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(SIGNING.words)), name="threat_assessment_state_known"
            ),
            models.CheckConstraint(condition=SIGNED_WHOLE, name="threat_assessment_signed_whole"),
        ]

    def __str__(self) -> str:
        return f"threat-assessment-{self.number}"
