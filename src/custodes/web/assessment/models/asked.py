"""What the inspectorate puts to a force to verify or refute, and the answer."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.assessment import states
from custodes.web.assessment.models.rounds import Assessed
from custodes.web.decision import Action


class Question(Record):
    """One statement for the force to verify or refute. `token` is that of the form."""

    audit_kind = "verify_or_refute"
    sees = Action.SEE_ASSESSMENTS
    subjects = ()

    assessed = models.ForeignKey(Assessed, on_delete=models.PROTECT, related_name="+")
    element = models.CharField(max_length=12)
    statement = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, default=states.ASKED)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """In a known state; what is answered has a time."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.QUESTIONS.words)), name="question_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=states.ASKED, answered_at=None)
                | ~Q(state=states.ASKED) & Q(answered_at__isnull=False),
                name="question_answered_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"question-{self.pk}"
