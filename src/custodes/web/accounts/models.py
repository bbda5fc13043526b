"""Users, the compartments they work in, and what was granted, barred, ended and approved."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.decision import ROLES, Action, Basis, Kind

ROLE_IDS = [role.id for role in ROLES]
KINDS = [(kind.name, kind.value) for kind in Kind]
BASES = [(basis.name, basis.value) for basis in Basis]
ACTIONS = [action.name for action in Action]
GIVEN = ~Q(reason="")


def new_key() -> str:
    """A name for a compartment that says nothing of what is in it."""
    return secrets.token_hex(8)


class UserManager(BaseUserManager["User"]):
    """Finds users by address, however it is written."""

    def get_by_natural_key(self, email: str | None) -> "User":
        """The user with that address. Raises User.DoesNotExist."""
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser):
    """Somebody who signs in: an address, a name, and the reference under which the force's own
    facts hold them, so that nobody sees what is about themselves. Nothing else of the person."""

    audit_kind = "user"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    staff = models.CharField(max_length=64, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=200, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        """An address is kept in small letters; somebody suspended has a time and a reason."""

        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),
            models.CheckConstraint(
                condition=Q(is_active=True, suspended_at=None, suspended_because="")
                | Q(is_active=False, suspended_at__isnull=False) & ~Q(suspended_because=""),
                name="user_suspended_with_time_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("opened_at")),
                name="user_expires_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def reference(self) -> str:
        """How the audit and the log name this account; its name is for the screen alone."""
        return str(self.pk)

    def may_sign_in(self, at: datetime) -> bool:
        """Whether the account is neither suspended nor expired at that moment."""
        return self.is_active and (self.expires_at is None or at < self.expires_at)


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
    the installation itself made it."""

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
    It overrides every role."""

    audit_kind = "bar"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="bars")
    compartment = models.ForeignKey(
        Compartment, null=True, blank=True, on_delete=models.PROTECT, related_name="bars"
    )
    subject = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=16, choices=BASES)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
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
