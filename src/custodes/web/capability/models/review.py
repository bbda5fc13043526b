"""Reviews of capability and capacity, and the what-ifs that were saved beside one."""

from django.db import models
from django.db.models import Q

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.capability.states import SIGNED, SIGNING
from custodes.web.decision import Action

SIGNED_WHOLE = Q(state=SIGNED, signed_at__isnull=False, signed_by__isnull=False) & ~Q(sha256="") | (
    ~Q(state=SIGNED) & Q(signed_at=None, signed_by=None, sha256="")
)
"""What is signed has who, when, and the hash of what was signed."""


class Signable(Record):
    """The base of what is written, dated, versioned and signed: `frozen` is what was signed,
    `wrote` the keys of all who wrote in it, so that none of them signs it."""

    sees = Action.SEE_CAPABILITY
    subjects = ()

    number = models.PositiveIntegerField()
    on = models.DateField()
    content = models.JSONField()
    state = models.CharField(max_length=12, default=SIGNING.start)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)
    wrote = models.JSONField(default=list)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    frozen = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        """A base, not a table."""

        abstract = True

    @property
    def signed(self) -> bool:
        """Whether it was signed, and so stays as it is."""
        return bool(self.state == SIGNED)


class Review(Signable):
    """A review of what the unit can do and how much, with figures as of a day."""

    audit_kind = "capacity_review"

    class Meta:
        """Numbered in order; in a known state; signed whole or not."""

        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "number"], name="capacity_review_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(SIGNING.words)), name="capacity_review_state_known"
            ),
            models.CheckConstraint(condition=SIGNED_WHOLE, name="capacity_review_signed_whole"),
        ]

    def __str__(self) -> str:
        return f"review-{self.number}"


class WhatIf(Record):
    """A change that was tried on a review and kept, to be compared with others."""

    audit_kind = "capacity_what_if"
    sees = Action.SEE_CAPABILITY
    subjects = ()

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    posts = models.SmallIntegerField(default=0)
    systems = models.SmallIntegerField(default=0)
    budget = models.FloatField(null=True)
    skill = models.CharField(max_length=24, blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        """A budget is no less than nothing."""

        constraints = [
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0), name="capacity_what_if_budget"
            )
        ]

    def __str__(self) -> str:
        return f"what-if-{self.pk}"
