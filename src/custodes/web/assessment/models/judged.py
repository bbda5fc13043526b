"""Findings as they are kept: each change is a row with the next version, and none is lost."""

from typing import Any

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.assessment.findings import FITS, EarlierInspection, Finding, Reference
from custodes.web.assessment.models.rounds import Assessed
from custodes.web.decision import Action
from custodes.web.plan.elements import Element, Qualifier, Status

KNOWN = Q(element__in=[e.value for e in Element]) & Q(status__in=[s.value for s in Status])


class Assignment(Record):
    """That one of the two assessors assesses one force, and when they handed in."""

    audit_kind = "assessment_assignment"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        """Two places, two different people."""

        constraints = [
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="assignment_of_two"),
            models.UniqueConstraint(fields=["assessed", "place"], name="assignment_place_once"),
            models.UniqueConstraint(fields=["assessed", "assessor"], name="assignment_person_once"),
        ]

    def __str__(self) -> str:
        return f"assignment-{self.pk}"


class Found(Record):
    """The base of a finding: `finding` is the same as plain data."""

    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    element = models.CharField(max_length=12)
    status = models.CharField(max_length=16)
    qualifiers = models.JSONField(default=list)
    text = models.TextField(blank=True)
    references = models.JSONField(default=list)
    earlier = models.CharField(max_length=120, blank=True)
    earlier_year = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A base, not a table."""

        abstract = True

    def finding_of(self, force: str) -> Finding:
        """As plain data, of that force. A qualifier that no longer fits its status, as it once did,
        is left out: what was kept with it can still be read."""
        status = Status(self.status)
        return Finding(
            force,
            Element(self.element),
            status,
            frozenset(q for q in map(Qualifier, self.qualifiers) if status in FITS[q]),
            self.text,
            tuple(Reference(document, place) for document, place in self.references),
            EarlierInspection(self.earlier, self.earlier_year or 0) if self.earlier else None,
        )


class Judged(Found):
    """What one assessor found on one element."""

    audit_kind = "assessor_finding"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each version once, so that of two at once the second is told."""

        constraints = [
            models.CheckConstraint(condition=KNOWN, name="judged_known"),
            models.UniqueConstraint(
                fields=["assignment", "element", "version"], name="judged_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"judged-{self.pk}"


class Settled(Found):
    """The finding that stands on one element of one force, and why where that was decided."""

    audit_kind = "finding"

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)

    class Meta:
        """Each version once, so that of two at once the second is told."""

        constraints = [
            models.CheckConstraint(condition=KNOWN, name="settled_known"),
            models.UniqueConstraint(
                fields=["assessed", "element", "version"], name="settled_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"finding-{self.pk}"


def fields_of(finding: Finding) -> dict[str, Any]:
    """The columns of a finding."""
    return {
        "element": finding.element.value,
        "status": finding.status.value,
        "qualifiers": sorted(q.value for q in finding.qualifiers),
        "text": finding.text,
        "references": [[r.document, r.place] for r in finding.references],
        "earlier": finding.earlier.inspection if finding.earlier else "",
        "earlier_year": finding.earlier.year if finding.earlier else None,
    }
