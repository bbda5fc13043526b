"""The compartments in which people work, and what was granted, barred and ended."""

import secrets

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.models.people import User
from custodes.web.decision import ROLES, Basis, Kind

ROLE_IDS = [role.id for role in ROLES]
KINDS = [(kind.name, kind.value) for kind in Kind]
BASES = [(basis.name, basis.value) for basis in Basis]
GIVEN = ~Q(reason="")


def new_key() -> str:
    """A name for a compartment that says nothing of what is in it."""
    return secrets.token_hex(8)


class Compartment(models.Model):
    """A part of the work that nobody sees without being a member of it."""

    audit_kind = "compartment"

    key = models.CharField(max_length=16, primary_key=True, default=new_key)
    kind = models.CharField(max_length=16, choices=KINDS)
    force = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=120)

    class Meta:
        """Its kind is one that the roles know."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.name for kind in Kind]), name="compartment_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Membership(AppendOnly):
    """A role in a compartment, with its dates, who gave it and why. `granted_by` is empty where
    the installation itself made it. `token` is the form's: sent twice, it is given once."""

    audit_kind = "membership"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    compartment = models.ForeignKey(
        Compartment, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=40)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    token = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """Nobody makes themselves a member."""

        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLE_IDS), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(condition=GIVEN, name="membership_reason_given"),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")),
                name="membership_not_self_granted",
            ),
            models.UniqueConstraint(
                fields=["granted_by", "token"], condition=~Q(token=""), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"membership-{self.pk}"


class MembershipEnd(AppendOnly):
    """That a membership ended before its time."""

    audit_kind = "membership-end"

    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="early_end"
    )
    at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        """With a reason."""

        constraints = [models.CheckConstraint(condition=GIVEN, name="membership_end_reason_given")]

    def __str__(self) -> str:
        return f"end of membership-{self.membership_id}"


class Bar(AppendOnly):
    """What keeps a user from a whole compartment, or from all that concerns one member of staff.
    It overrides every role.

    `subject` is that member's reference and `named_as` what they were called by whoever set it: who
    stands behind a name is told to nobody on a page of bars. `token` is the form's: sent twice, it
    is set once.
    """

    audit_kind = "bar"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="bars")
    compartment = models.ForeignKey(
        Compartment, null=True, blank=True, on_delete=models.PROTECT, related_name="bars"
    )
    subject = models.CharField(max_length=64, blank=True)
    named_as = models.CharField(max_length=64, blank=True, default="")
    basis = models.CharField(max_length=16, choices=BASES)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    token = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """From one thing: a compartment or a subject."""

        constraints = [
            models.CheckConstraint(
                condition=Q(compartment=None) & ~Q(subject="")
                | Q(compartment__isnull=False, subject=""),
                name="bar_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[basis.name for basis in Basis]), name="bar_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")), name="bar_ends_after_start"
            ),
            models.CheckConstraint(condition=GIVEN, name="bar_reason_given"),
            models.UniqueConstraint(
                fields=["set_by", "token"], condition=~Q(token=""), name="bar_once"
            ),
        ]

    def __str__(self) -> str:
        return f"bar-{self.pk}"


class BarEnd(AppendOnly):
    """That a bar was lifted before its time, by two people."""

    audit_kind = "bar-end"

    bar = models.OneToOneField(Bar, on_delete=models.PROTECT, related_name="early_end")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        """With a reason, and not alone."""

        constraints = [
            models.CheckConstraint(condition=GIVEN, name="bar_end_reason_given"),
            models.CheckConstraint(
                condition=~Q(lifted_by=F("approved_by")), name="bar_end_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"end of bar-{self.bar_id}"
