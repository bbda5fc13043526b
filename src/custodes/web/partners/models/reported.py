"""That a report came in, by which route and what became of it: never what it says."""

from django.db import models
from django.db.models import Q

from custodes.web.partners.kinds import PARTNER_ROUTE, ROUTES, STEPS
from custodes.web.partners.models.evidence import WITHDRAWN, Evidence
from custodes.web.partners.models.partner import Partner


class Report(Evidence):
    """A report by its route and day; a partner's names the partner. No content, no person."""

    audit_kind = "report_by_route"

    route = models.CharField(max_length=20)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """By a known route; with a partner exactly where the route is one."""

        constraints = [
            models.CheckConstraint(
                condition=Q(route__in=list(ROUTES)), name="report_by_route_known"
            ),
            models.CheckConstraint(
                condition=Q(route=PARTNER_ROUTE, partner__isnull=False)
                | ~Q(route=PARTNER_ROUTE) & Q(partner=None),
                name="report_by_route_partner",
            ),
            models.CheckConstraint(condition=WITHDRAWN, name="report_by_route_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"report-{self.pk}"


class Step(Evidence):
    """What became of a report."""

    audit_kind = "report_step"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=16)

    class Meta:
        """A known step; withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(condition=Q(step__in=list(STEPS)), name="report_step_known"),
            models.CheckConstraint(condition=WITHDRAWN, name="report_step_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"step-{self.pk}"
