"""What is kept of submissions: what was prepared, and the package as it was signed."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action
from custodes.web.submission.states import ASKED, PREPARED, SENT, SIGNED, SUBMISSIONS

FREE = Q(content=None, sha256="", signed_by=None, signed_at=None)
WHOLE = Q(content__isnull=False, signed_by__isnull=False, signed_at__isnull=False) & ~Q(sha256="")


class Prepared(Record):
    """One submission. `documents` are the numbers of those chosen; `claims` what the force says of
    each element; `confirmed` what looks like data of a person and may be sent, and why; `wrote` the
    keys of all who prepared it. Signed, `content` is the package, byte for byte."""

    audit_kind = "plan-submission"
    sees = Action.SEE_PLAN
    subjects = ()

    number = models.PositiveIntegerField()
    round = models.CharField(max_length=40)
    cut_off = models.DateTimeField()
    documents = models.JSONField(default=list)
    claims = models.JSONField(default=dict)
    confirmed = models.JSONField(default=list)
    wrote = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=PREPARED)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    post = models.CharField(max_length=120, blank=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_how = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        """Numbered once; frozen exactly from the signature on; sent with who, when and how."""

        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(SUBMISSIONS.words)), name="submission_state_known"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=[PREPARED, ASKED]) & FREE)
                | (Q(state__in=[SIGNED, SENT]) & WHOLE)
                | (Q(state="set-aside") & (FREE | WHOLE) & ~Q(because="")),
                name="submission_frozen_when_signed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=SENT, sent_by__isnull=False, sent_at__isnull=False) & ~Q(sent_how="")
                )
                | (~Q(state=SENT) & Q(sent_by=None, sent_at=None, sent_how="")),
                name="submission_sent_with_how",
            ),
        ]

    def __str__(self) -> str:
        return f"S{self.number}"
