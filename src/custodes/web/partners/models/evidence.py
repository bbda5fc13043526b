"""The evidence of a link, a row for each fact; a wrong row is withdrawn, never changed."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.partners.kinds import BRIEFED_ON, WAYS
from custodes.web.partners.models.partner import Partner

WITHDRAWN = Q(withdrawn_at=None, withdrawn_because="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
)


class Evidence(Record):
    """The base of a dated fact: when it happened, who entered it and when. `token` is that of the
    form it came from, so that a form sent twice is one row."""

    sees = Action.SEE_PLAN
    subjects = ()

    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """A base, not a table."""

        abstract = True


class Contact(Evidence):
    """A contact with a partner, whether or not anybody was reached."""

    audit_kind = "partner_contact"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12)
    reached = models.BooleanField()
    next_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        """By a known way; withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(condition=Q(way__in=list(WAYS)), name="partner_contact_way"),
            models.CheckConstraint(condition=WITHDRAWN, name="partner_contact_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"contact-{self.pk}"


class Briefing(Evidence):
    """A briefing given to a partner's people: on what, and how many heard it."""

    audit_kind = "partner_briefing"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=120)
    attended = models.PositiveIntegerField()
    topic = models.CharField(max_length=16)

    class Meta:
        """On a known topic; withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(topic__in=list(BRIEFED_ON)), name="partner_briefing_topic"
            ),
            models.CheckConstraint(condition=WITHDRAWN, name="partner_briefing_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"briefing-{self.pk}"


class Agreement(Evidence):
    """An agreement signed with a partner, and the day by which it is to be reviewed."""

    audit_kind = "partner_agreement"

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    review_on = models.DateField()

    class Meta:
        """Reviewed after it is signed; withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=models.F("on")), name="partner_agreement_review_later"
            ),
            models.CheckConstraint(condition=WITHDRAWN, name="partner_agreement_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"agreement-{self.pk}"


class AgreementEnd(Evidence):
    """That an agreement was ended."""

    audit_kind = "partner_agreement_end"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Withdrawn with a reason."""

        constraints = [
            models.CheckConstraint(condition=WITHDRAWN, name="partner_agreement_end_withdrawn")
        ]

    def __str__(self) -> str:
        return f"agreement-end-{self.pk}"
