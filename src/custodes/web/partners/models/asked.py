"""Questions to partners: what to look for, to whom it was put, and what came back."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.partners.asking import ANSWERED, QUESTIONS, REPLIES, REPLY_STATES, WITHDRAWN
from custodes.web.partners.kinds import WAYS
from custodes.web.partners.models.partner import Partner


class Question(Record):
    """One question, in words that name nobody, and the day by which an answer is hoped for."""

    audit_kind = "partner_question"
    sees = Action.SEE_PLAN
    subjects = ()

    title = models.CharField(max_length=120)
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, default=QUESTIONS.start)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """In a known state."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(QUESTIONS.words)), name="partner_question_state"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class QuestionPut(Record):
    """That a question was put to one partner, on a day and by a way, and what came back: never the
    substance of a report, which goes the way of reports."""

    audit_kind = "partner_question_put"
    sees = Action.SEE_PLAN
    subjects = ()

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    way = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=REPLY_STATES.start)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Put once to each partner; answered with a day and a kind of answer, or neither."""

        constraints = [
            models.UniqueConstraint(
                fields=["question", "partner"], name="partner_question_put_once"
            ),
            models.CheckConstraint(
                condition=Q(way__in=list(WAYS)), name="partner_question_put_way"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ANSWERED,
                    answered_on__isnull=False,
                    answered_on__gte=F("on"),
                    answer__in=list(REPLIES),
                )
                | Q(state__in=[REPLY_STATES.start, WITHDRAWN], answered_on=None, answer=""),
                name="partner_question_put_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"question-put-{self.pk}"
