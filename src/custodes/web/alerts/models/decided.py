"""What was decided of an alert: rows that are added, and superseded by later ones."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from custodes.web.accounts.append_only import AppendOnly, AppendOnlyQuerySet
from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record, VisibleQuerySet
from custodes.web.alerts.models.alert import Alert
from custodes.web.alerts.verdicts import BY_ID, EXPLAINED
from custodes.web.decision import Action


class AddedQuerySet(AppendOnlyQuerySet, VisibleQuerySet):  # type: ignore[override]
    """Reads what the user may know of, and adds; refuses to change or remove."""


class Added(AppendOnly, Record):
    """The base of a record that is written once."""

    sees = Action.SEE_ALERTS
    subjects: ClassVar[tuple[str, ...]] = ()

    objects: ClassVar[Any] = AddedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        """A base, not a table."""

        abstract = True


class AlertDecision(Added):
    """A verdict with its reason, who gave it and when, on the version of the alert that it made.

    `by` is empty where the verdict was carried over from `carried_from`, an alert about the same
    pair with the same facts.
    """

    audit_kind = "alert-decision"
    subjects = ("alert__staff",)

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="decisions")
    version = models.PositiveIntegerField()
    verdict = models.CharField(max_length=16)
    explained_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    carried_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        """One a version, with a reason; an explanation names the purpose; somebody gave it."""

        ordering = ["alert", "version"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "version"], name="alert_decision_one_version"),
            models.CheckConstraint(condition=~Q(reason=""), name="alert_decision_reason_given"),
            models.CheckConstraint(
                condition=Q(verdict__in=list(BY_ID)), name="alert_decision_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict=EXPLAINED) & ~Q(explained_by="")
                | ~Q(verdict=EXPLAINED) & Q(explained_by=""),
                name="alert_decision_explained_by_purpose",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(carried_from__isnull=False),
                name="alert_decision_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"decision-{self.pk}"


class Reopening(Added):
    """That a decided alert was taken up again: its verdict, the one named, counts no more."""

    audit_kind = "alert-reopening"
    subjects = ("alert__staff",)

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="reopenings")
    decision = models.OneToOneField(
        AlertDecision, on_delete=models.PROTECT, related_name="reopening"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reopening-{self.pk}"
