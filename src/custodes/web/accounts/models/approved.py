"""Second persons: what was asked of them, what they answered, and that an approval was used."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.models.granted import GIVEN, Compartment
from custodes.web.accounts.models.people import User
from custodes.web.decision import Action

ACTIONS = [action.name for action in Action]
OUTCOMES = [(word, word.capitalize()) for word in ("approved", "declined", "withdrawn")]


class Ask(AppendOnly):
    """That somebody asked for a second person: for which act, on which thing, and why.

    `about` names the thing as the decision is asked about it, `subjects` the staff whom it
    concerns, `sentence` what is asked in plain words without a name, `address` the page on which
    the asker does it once it is approved. `token` is the form's: sent twice, it is asked once.
    """

    audit_kind = "ask"

    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="asks")
    action = models.CharField(max_length=40)
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=128)
    subjects = models.JSONField(default=list)
    sentence = models.CharField(max_length=300)
    address = models.CharField(max_length=500)
    reason = models.CharField(max_length=200)
    token = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        """With a reason; a form asks once."""

        constraints = [
            models.CheckConstraint(condition=GIVEN, name="ask_reason_given"),
            models.CheckConstraint(condition=~Q(action=""), name="ask_action_named"),
            models.CheckConstraint(condition=~Q(sentence=""), name="ask_says_what"),
            models.UniqueConstraint(
                fields=["asker", "token"], condition=~Q(token=""), name="ask_once"
            ),
        ]

    def __str__(self) -> str:
        return f"ask-{self.pk}"


class Approval(AppendOnly):
    """A second person's word that a colleague may do one act on one thing."""

    audit_kind = "approval"

    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        """Never one's own."""

        constraints = [
            models.CheckConstraint(condition=~Q(by=F("asker")), name="approval_by_another"),
            # Which acts there are is for the decision, which grows; see `save`.
            models.CheckConstraint(condition=~Q(action=""), name="approval_action_named"),
        ]

    def __str__(self) -> str:
        return f"approval-{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises ValueError for an act that nobody knows."""
        if self.action and self.action not in ACTIONS:
            raise ValueError(f"there is no act {self.action}")
        super().save(*args, **kwargs)


class ApprovalUse(AppendOnly):
    """That an approval was used: it counts for one act, and the row is written with that act."""

    audit_kind = "approval-use"

    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="use")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"use of approval-{self.approval_id}"


class Answer(AppendOnly):
    """What became of what was asked: approved or declined by another, or withdrawn by the asker."""

    audit_kind = "ask-answer"

    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=9, choices=OUTCOMES)
    approval = models.OneToOneField(
        Approval, null=True, on_delete=models.PROTECT, related_name="answer"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        """An approval is there where it was approved; whoever declines says why."""

        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="approved", approval__isnull=False)
                | Q(outcome__in=["declined", "withdrawn"], approval=None),
                name="answer_approved_with_approval",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | GIVEN, name="answer_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"answer to ask-{self.ask_id}"
