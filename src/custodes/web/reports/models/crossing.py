"""What leaves intake: a draft for intelligence, where it came from for the custodian of sources,
and what safeguarding must know. Each lies in the compartment of those who work on it."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.reports import states
from custodes.web.reports.models.attached import ABOUT_STAFF
from custodes.web.reports.models.report import Report
from custodes.web.reports.words import ASSESSMENTS, HANDLING, SAFEGUARDING, SOURCE_GRADES


class IntelligenceDraft(Record):
    """A 3x5x2 draft: sanitised, graded, with an opaque reference in the place of its source.

    Nothing here leads to the report: that does `SourceLink`, which another role alone can see.
    """

    audit_kind = "intelligence_draft"
    sees = Action.SEE_INTELLIGENCE
    subjects = ("source_link__report__named__staff",)

    reference = models.CharField(max_length=12, unique=True)
    source = models.CharField(max_length=12, unique=True)
    source_grade = models.CharField(max_length=1)
    assessment = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    conditions = models.CharField(max_length=500, blank=True)
    categories = models.JSONField(default=list)
    text = models.TextField()
    provenance = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=states.DRAFT)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Graded; conditions with handling C and only there; sent back with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(source_grade__in=list(SOURCE_GRADES))
                & Q(assessment__in=list(ASSESSMENTS))
                & Q(handling__in=list(HANDLING)),
                name="intelligence_draft_graded",
            ),
            models.CheckConstraint(
                condition=Q(handling="P", conditions="") | Q(handling="C") & ~Q(conditions=""),
                name="intelligence_draft_conditions",
            ),
            models.CheckConstraint(
                condition=Q(state=states.DRAFT, answered_by=None, answered_at=None)
                | Q(
                    state__in=[states.ACCEPTED, states.RETURNED],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                name="intelligence_draft_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.RETURNED) | ~Q(returned_because=""),
                name="intelligence_draft_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class SourceLink(Record):
    """Which report stands behind a source's reference: for the custodian of sources alone."""

    audit_kind = "source_link"
    sees = Action.SEE_SOURCES
    subjects = (ABOUT_STAFF,)

    source = models.CharField(max_length=12, unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    draft = models.OneToOneField(
        IntelligenceDraft, on_delete=models.PROTECT, related_name="source_link"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.source)


class Safeguarding(Record):
    """That somebody may be at risk: what the lead must know, and the first decision with its time.

    `since` is when the report reached the unit: the clock does not wait for whoever reads it.
    """

    audit_kind = "report_safeguarding"
    sees = Action.SEE_SAFEGUARDING
    subjects = (ABOUT_STAFF,)

    reference = models.CharField(max_length=12, unique=True)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="safeguarding")
    since = models.DateTimeField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    danger = models.BooleanField()
    told = models.CharField(max_length=1000)
    decision = models.CharField(max_length=16, blank=True)
    because = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Decided with a known decision, a reason, a person and a time, or with none of them."""

        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", because="", decided_by=None, decided_at=None)
                | Q(
                    decision__in=list(SAFEGUARDING),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                & ~Q(because=""),
                name="report_safeguarding_decided_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.reference)
