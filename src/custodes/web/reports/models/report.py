"""A report as the case side keeps it: sealed, with what the work on it needs beside it."""

# Django's types lose the managers of what hangs on a report, now and then.
# mypy: disable-error-code="django-manager-missing"
from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.partners.kinds import PARTNER_ROUTE, ROUTES
from custodes.web.partners.models import Partner
from custodes.web.partners.models import Report as Counted
from custodes.web.reports import states
from custodes.web.reports.words import OUTCOMES, RISKS


class Report(Record):
    """One report. `reference` is what the pages call it; `sealed_id` what its envelopes bear.

    Whom it concerns is in `named`: whoever is among them, or has declared an association with one
    of them, never learns that it is there. `reporter` is the public key to which answers are
    sealed, known once it was opened. `partner` and `counted` are set at triage: where it came
    from, for the figures. `safeguard_from` is when a possible victim was seen to be possible.
    `follows` is the report that was disposed of before the message came with which this one begins:
    both have the same `sealed_id`.
    """

    audit_kind = "report"
    sees = Action.SEE_REPORTS
    subjects = ("named__staff",)

    reference = models.CharField(max_length=12, unique=True)
    sealed_id = models.CharField(max_length=32, db_index=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=20, blank=True)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    counted = models.OneToOneField(Counted, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    known_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default=states.RECEIVED)
    opened_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=2, blank=True)
    danger = models.BooleanField(default=False)
    reporter = models.BinaryField(default=b"")
    risk = models.CharField(max_length=8, blank=True)
    possible_victim = models.BooleanField(null=True)
    safeguard_from = models.DateTimeField(null=True)
    safeguarded_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)
    referred_to = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    dispose_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """In a known state; triaged with a risk; decided with an outcome, a reason, a time and a
        person, or with none of them; no action is never one person's word."""

        indexes = [models.Index(fields=["compartment", "state", "known_at"], name="report_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.REPORTS.words)), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(route="") | Q(route__in=list(ROUTES)), name="report_route_known"
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | Q(route=PARTNER_ROUTE), name="report_partner_by_route"
            ),
            models.CheckConstraint(
                condition=Q(risk="") | Q(risk__in=list(RISKS)), name="report_risk_known"
            ),
            models.UniqueConstraint(
                fields=["sealed_id"],
                condition=~Q(state=states.DISPOSED),
                name="report_kept_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.TRIAGED, *states.SETTLED])
                | ~Q(risk="") & Q(possible_victim__isnull=False),
                name="report_triaged_with_a_risk",
            ),
            models.CheckConstraint(
                condition=~Q(possible_victim=True) | Q(safeguard_from__isnull=False),
                name="report_possible_victim_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | Q(outcome__in=list(OUTCOMES), decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(reason=""),
                name="report_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="no-action")
                | Q(proposed_by__isnull=False) & ~Q(proposed_by=models.F("decided_by")),
                name="report_no_action_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.CLOSED, states.DISPOSED])
                | Q(closed_at__isnull=False, dispose_on__isnull=False),
                name="report_closed_with_days",
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)
