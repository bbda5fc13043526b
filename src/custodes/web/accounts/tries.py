"""Sign-ins that failed, as far as they count now: how many of whom, and who is locked out."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone

from custodes.web.accounts.models import User


def failures_of(user: User) -> int:
    """Failures since the last sign-in that succeeded, within the time in which they count."""
    return int(
        _recent().filter(username=user.email).aggregate(n=Sum("failures_since_start"))["n"] or 0
    )


def locked_of(emails: list[str]) -> set[str]:
    """Those of the addresses that are locked out now."""
    rows = _recent().filter(username__in=emails).values("username")
    counted = rows.annotate(n=Sum("failures_since_start"))
    return {row["username"] for row in counted if row["n"] >= settings.AXES_FAILURE_LIMIT}


def strangers() -> int:
    """How many addresses that nobody has are locked out now."""
    rows = _recent().values("username").annotate(n=Sum("failures_since_start"))
    locked = [row["username"] for row in rows if row["n"] >= settings.AXES_FAILURE_LIMIT]
    return len(locked) - User.objects.filter(email__in=locked).count()


def _recent() -> QuerySet[Any]:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    found: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__gt=since)
    return found
