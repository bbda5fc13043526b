"""The gate: a session that rests too long ends, and no page opens without a second factor."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone

from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import has_second_factor, proven
from custodes.web.accounts.standing import account_of, compartments_named, one_look
from custodes.web.decision import SEES, Kind, Question, may_know_of

RESTS_AT_MOST = timedelta(minutes=30)
LASTS_AT_MOST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
"""How finely a session notes when it was last used."""

LOOKS = ("GET", "HEAD")
OPEN_BEFORE_A_SECOND_FACTOR = frozenset(
    {
        "healthz",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


def gate(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, after those that know the user and the sign-in library's own."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return answer(request)
        request.__dict__["seen"] = lambda: _seen(request)
        if _over(request, timezone.now()):
            get_adapter().logout(request)
            return redirect("account_login")
        if not proven(request):
            if has_second_factor(request.user):
                get_adapter().logout(request)
                return redirect("account_login")
            if _name(request) not in OPEN_BEFORE_A_SECOND_FACTOR:
                return redirect("mfa_index")
        if request.method not in LOOKS:
            return answer(request)
        with one_look():
            return answer(request)

    return answered


def _seen(request: HttpRequest) -> frozenset[str]:
    """The acts of seeing that whoever asks may do in any place, by name: asked for when a page
    offers the places of the site, and once."""
    kept: frozenset[str] | None = request.__dict__.get("_seen")
    if kept is None and isinstance(request.user, User):
        now = timezone.now()
        account = account_of(request.user, at=now)
        held = {row.compartment for row in account.memberships if row.holds(now)}
        kept = frozenset(
            action.name
            for row in compartments_named(held)
            for action in SEES.values()
            if may_know_of(Question(account, action, row.key, Kind[row.kind], now))
        )
        request.__dict__["_seen"] = kept
    return kept or frozenset()


def _over(request: HttpRequest, now: datetime) -> bool:
    """Whether the session rested or lasted too long; else its use is noted."""
    session = request.session
    began = datetime.fromisoformat(session.setdefault("began", now.isoformat()))
    used = datetime.fromisoformat(session.setdefault("used", now.isoformat()))
    if now - used > RESTS_AT_MOST or now - began > LASTS_AT_MOST:
        return True
    if now - used > NOTED_EVERY:
        session["used"] = now.isoformat()
    return False


def _name(request: HttpRequest) -> str | None:
    if request.path_info.startswith(settings.STATIC_URL):
        return "healthz"
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None
