"""An alert as the unit works it: what a run wrote, and where the work on it stands."""

from typing import Any

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.alerts import states
from custodes.web.alerts.verdicts import BY_ID, VERDICTS
from custodes.web.decision import Action

KINDS = (
    ("pair", "one member of staff and one person"),
    ("across", "one member of staff and many people"),
    ("manual", "raised by hand"),
)
DRAWN = (
    ("rank", "by rank"),
    ("random", "at random"),
    ("watch", "under a watch"),
    ("hand", "by hand"),
)


class Alert(Record):
    """One alert. `content` is what the run wrote and `sha256` its hash as the run's file has it.

    `staff` and `person` are the force's own references, which no page shows: it shows names.
    `version` counts the changes of `state`, `assignee` and `outcome`; whoever changes them names
    the version that they saw. `suppression` is what holds the alert back, while it lasts.
    """

    audit_kind = "alert"
    audit_counted = True
    sees = Action.SEE_ALERTS
    subjects = ("staff",)
    also_looked_at_as = ("alert_list", "network")

    alert_id = models.CharField(max_length=40, unique=True)
    run = models.CharField(max_length=20, blank=True, db_index=True)
    staff = models.CharField(max_length=64, db_index=True)
    person = models.CharField(max_length=64, blank=True, db_index=True)
    kind = models.CharField(max_length=8, choices=KINDS)
    pattern = models.CharField(max_length=200)
    drawn = models.CharField(max_length=8, choices=DRAWN)
    chance = models.FloatField(default=1.0)
    rank = models.IntegerField(null=True)
    bits = models.FloatField(default=0.0)
    priority = models.FloatField(default=0.0)
    sentence = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=states.NEW)
    assignee = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16, blank=True)
    explained_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    suppression = models.ForeignKey(
        "alerts.Suppression", null=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """The queue is read by state in the order of priority, and page by page."""

        indexes = [
            models.Index(fields=["compartment", "state", "-priority", "id"], name="alert_queue"),
            # Holds all that the open list asks for: its order, its first rows and their number are
            # read from here, and not from rows that carry a whole alert each.
            models.Index(
                fields=["compartment", "-priority", "id", "state", "suppression"],
                name="alert_priority",
            ),
            models.Index(fields=["compartment", "-updated_at", "id"], name="alert_updated"),
            models.Index(fields=["staff", "person"], name="alert_pair"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.TRANSITIONS.words)), name="alert_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[word for word, _text in KINDS]), name="alert_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(drawn__in=[word for word, _text in DRAWN]), name="alert_drawn_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=list(BY_ID)), name="alert_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(state=states.DECIDED, decided_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=states.DECIDED) & Q(outcome="", decided_at=None),
                name="alert_decided_with_outcome_and_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.alert_id)

    @property
    def pair(self) -> tuple[str, str | None]:
        """Staff and person as the engine names a pair."""
        return self.staff, self.person or None

    @property
    def verdict(self) -> Any:
        """The declared verdict, or None while nothing is decided."""
        return BY_ID.get(self.outcome)


OUTCOMES = tuple(verdict.id for verdict in VERDICTS)
