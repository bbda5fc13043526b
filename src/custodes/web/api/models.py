"""A token: by which a program of somebody's reads what they may see, until a day."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from custodes.web.accounts.models import User


class ApiToken(models.Model):
    """One token of one user. `digest` is the SHA-256 of its 256 bits: whoever reads the table reads
    nothing with it. `used_at` is kept to the hour."""

    audit_kind: ClassVar[str] = "api-token"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """With a name and an end."""

        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_named"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="api_token_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"token-{self.pk}"

    def works(self, at: datetime) -> bool:
        """Whether it opens anything at that moment."""
        return self.revoked_at is None and at < self.expires_at and self.user.may_sign_in(at)
