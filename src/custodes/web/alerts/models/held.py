"""Alerts that are held back for a time: asked for by one, put in force by a second person."""

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User
from custodes.web.alerts.models.decided import Added


class Suppression(Added):
    """That alerts about a pair, or about one member of staff, shall not come up until a day.

    `person` is empty where all of the member's alerts are meant; `pattern` narrows it to one.
    It is in force from its `Hold` on and ends by itself, or before its day with a `HoldEnd`.
    """

    audit_kind = "suppression"
    subjects = ("staff",)

    token = models.CharField(max_length=64, unique=True)
    staff = models.CharField(max_length=64)
    person = models.CharField(max_length=64, blank=True)
    pattern = models.CharField(max_length=200, blank=True)
    until = models.DateTimeField()
    reason = models.CharField(max_length=2000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """With a reason and an end."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="suppression_reason_given"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="suppression_expires"),
        ]

    def __str__(self) -> str:
        return f"suppression-{self.pk}"


class Hold(Added):
    """A second person's answer to what was asked: in force, or refused."""

    audit_kind = "suppression-answer"
    subjects = ("suppression__staff",)

    suppression = models.OneToOneField(Suppression, on_delete=models.PROTECT, related_name="answer")
    granted = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer to suppression-{self.suppression_id}"


class HoldEnd(Added):
    """That what was held back is so no more, or is no longer asked for; with why."""

    audit_kind = "suppression-end"
    subjects = ("suppression__staff",)

    suppression = models.OneToOneField(
        Suppression, on_delete=models.PROTECT, related_name="early_end"
    )
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """With a reason."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="suppression_end_reason_given")
        ]

    def __str__(self) -> str:
        return f"end of suppression-{self.suppression_id}"
