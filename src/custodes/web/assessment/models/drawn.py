"""Samples for dip-checks, and grades where the five are used."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.models.rounds import Assessed
from custodes.web.decision import Action


class DrawnSample(Record):
    """A sample of one force's references: the whole list and the seed, so that it can be drawn
    again. References only: never what they stand for."""

    audit_kind = "dip_sample"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    references = models.JSONField()
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.title)


class Graded(Record):
    """A grade of one area of one force, with its reason; the latest counts, earlier ones stay."""

    audit_kind = "grade"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=12)
    grade = models.CharField(max_length=24)
    because = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A known area and grade, with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(area__in=[a.name for a in Area])
                & Q(grade__in=[g.name for g in Grade])
                & ~Q(because=""),
                name="grade_known_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"grade-{self.pk}"
