"""Answers to the test of analytical capability: each change is a row, and none is lost."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.capability.words import ANSWERS, TEST
from custodes.web.decision import Action


class TestAnswer(Record):
    """One answer to one question, with what shows it."""

    __test__ = False
    audit_kind = "analysis_test_answer"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    question = models.CharField(max_length=16)
    answer = models.CharField(max_length=8)
    shows = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Known questions and answers; a yes is shown; each version once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(question__in=[one.key for one in TEST]),
                name="analysis_test_question_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=list(ANSWERS)), name="analysis_test_answer_known"
            ),
            models.UniqueConstraint(
                fields=["compartment", "question", "version"], name="analysis_test_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"answer-{self.pk}"
