"""Proof of who somebody is: the second factor, and proving it again before what is grave."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import unstash_login
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.accounts.standing import account_of, read_once
from custodes.web.audit.actions import By, record
from custodes.web.audit.looks import by_request
from custodes.web.audit.words import Action, Outcome
from custodes.web.decision import Account, Role
from custodes.web.decision.decide import STEP_UP_LASTS

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SET_UP_HERE = "second_factor_set_up"
"""The session in which the second factor was set up has shown it, at that moment."""


@dataclass
class Asker:
    """Who asks, with what their session has proved: what every action takes as `by`.

    `by` is how the audit names them, with the role in which the last act asked about was allowed.
    """

    user: User
    by: By
    proven: bool
    stepped_up_at: datetime | None

    def act_in(self, role: type[Role] | None) -> None:
        """Name in the audit the role that allows what is done next; None: no role does."""
        self.by = replace(self.by, role=role.id if role else "")

    def account(self, at: datetime) -> Account:
        """How they stand at that moment."""
        return account_of(self.user, at=at, proven=self.proven, stepped_up_at=self.stepped_up_at)


def asker_of(request: HttpRequest) -> Asker:
    """Who asks by this request, which somebody signed in has sent."""
    user = _user(request)
    return Asker(user, by_request(request), proven(request), stepped_up_at(request))


def has_second_factor(user: User) -> bool:
    """Whether a passkey or one-time codes are set up."""
    (enabled,) = read_once(("second factor", user.pk), lambda: [is_mfa_enabled(user, FACTORS)])
    return bool(enabled)


def proven(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, or the demonstration asks for none.

    A session from before the second factor was set up, somewhere else, has not. One that came by
    the force's identity provider has where the provider said so and its word counts.
    """
    if _moments(request, "mfa"):
        return True
    return not has_second_factor(_user(request)) and not settings.SECOND_FACTOR_COMPULSORY


def stepped_up_at(request: HttpRequest) -> datetime | None:
    """When this session last proved who it is: by second factor where there is one."""
    moments = _moments(request, "mfa")
    if not moments and not has_second_factor(_user(request)):
        moments = _moments(request, "password") + _moments(request, "provider")
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def step_up_fresh(request: HttpRequest, at: datetime | None = None) -> bool:
    """Whether that was within the last ten minutes of `at` (left out: of now)."""
    moment = stepped_up_at(request)
    return moment is not None and abs((at or timezone.now()) - moment) <= STEP_UP_LASTS


def check_stepped_up(request: HttpRequest) -> None:
    """Send the asker to prove again who they are, and then back to what they were doing."""
    if not step_up_fresh(request):
        raise ReauthenticationRequired


def second_factor_changed(request: HttpRequest, user: User, signal: Any, **_more: Any) -> None:
    """Record that a second factor was added, replaced or removed."""
    from allauth.mfa import signals

    removed = signal is signals.authenticator_removed
    with transaction.atomic():
        record(
            Action.ADMIN,
            by=by_request(request),
            kind="second-factor",
            object_id=user.pk,
            reason="removed" if removed else "set-up",
        )
    if not removed:
        request.session[SET_UP_HERE] = timezone.now().timestamp()


def wrong_second_factor(request: HttpRequest) -> None:
    """Record that a second factor was wrong: whose, where a password has already said it."""
    begun = None if isinstance(request.user, User) else unstash_login(request, peek=True)
    owner = request.user if begun is None else begun.user
    record(
        Action.SIGN_IN,
        by=by_request(request),
        kind="second-factor",
        object_id=owner.pk or "",
        reason="wrong-second-factor",
        outcome=Outcome.FAILED,
    )


def _user(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("nobody is signed in")
    return user


def _moments(request: HttpRequest, method: str) -> list[float]:
    """When this session proved who it is by that method, in seconds since 1970."""
    records = get_authentication_records(request, _user(request))
    moments = [record["at"] for record in records if record["method"] == method]
    if method == "mfa" and SET_UP_HERE in request.session:
        moments.append(request.session[SET_UP_HERE])
    return moments
