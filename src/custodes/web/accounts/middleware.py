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

RESTS_AT_MOST = timedelta(minutes=30)
LASTS_AT_MOST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
"""How finely a session notes when it was last used."""

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
        if _over(request, timezone.now()):
            get_adapter().logout(request)
            return redirect("account_login")
        if not proven(request):
            if has_second_factor(request.user):
                get_adapter().logout(request)
                return redirect("account_login")
            if _name(request) not in OPEN_BEFORE_A_SECOND_FACTOR:
                return redirect("mfa_index")
        return answer(request)

    return answered


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
