"""Users: who signs in."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from custodes.web.accounts.append_only import AppendOnly


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


class Administered(AppendOnly):
    """That an administrator did something to an account: what, to whose, and why."""

    audit_kind = "account-act"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="administered")
    act = models.CharField(max_length=16)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """With a reason, and never to one's own account."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="administered_reason_given"),
            models.CheckConstraint(condition=~Q(by=F("user")), name="administered_by_another"),
        ]

    def __str__(self) -> str:
        return f"account-act-{self.pk}"


class Identity(models.Model):
    """That an account is somebody's at the force's identity provider, by the provider's number."""

    audit_kind = "identity"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        """One for an account, one account for each."""

        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_of_one_account"),
            models.UniqueConstraint(fields=["user", "issuer"], name="identity_one_an_account"),
            models.CheckConstraint(condition=~Q(subject=""), name="identity_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"identity-{self.pk}"
