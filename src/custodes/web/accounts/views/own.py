"""The pages of an account: what one is a member of, how one signs in, and the first password."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.web.accounts.answers import notices, stamp
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.memberships import own_declared
from custodes.web.accounts.middleware import LASTS_AT_MOST, RESTS_AT_MOST
from custodes.web.accounts.models import Membership, User
from custodes.web.accounts.naming import subjects_called
from custodes.web.accounts.sessions import end_own, open_sessions
from custodes.web.accounts.sign_in import asker_of, has_second_factor
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action, Effect
from custodes.web.decision import role_with_id
from custodes.web.design.showing import clock, day


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's own account: roles with their dates and reasons, how one signs in, and where."""
    now = timezone.now()
    asker = asker_of(request)
    rows = Membership.objects.filter(user=asker.user).select_related(
        "compartment", "granted_by", "early_end"
    )
    roles = [_role(row) for row in rows.order_by("start", "pk") if not _over(row, now)]
    declared = own_declared(asker, at=now)
    called = subjects_called(declared, asker)
    shown = {
        "user": asker.user,
        "roles": roles,
        "second_factor": has_second_factor(asker.user),
        "tokens": _tokens(),
        "declared": [
            {
                "what": called[row.pk] if row.compartment is None else row.compartment.title,
                "since": day(stamp(row.start)),
                "reason": row.reason,
            }
            for row in declared
        ],
        "sessions": [
            {
                "mark": one.mark,
                "began": clock(stamp(one.began)) if one.began else "",
                "used": clock(stamp(one.used)) if one.used else "",
                "this": one.mark == asker.by.session,
            }
            for one in open_sessions(asker.user, at=now)
        ],
        "rests": int(RESTS_AT_MOST.total_seconds() // 60),
        "lasts": int(LASTS_AT_MOST.total_seconds() // 3600),
        "notices": notices(request),
    }
    return render(request, "account/home.html", shown)


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one other session of one's own, or all others."""
    ended = end_own(by=asker_of(request), only=request.POST.get("session", ""), at=timezone.now())
    told = ngettext("%(n)d session has ended.", "%(n)d sessions have ended.", ended)
    messages.success(request, told % {"n": ended})
    return redirect("account_home")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Choose the first password by a link that works once and for a day."""
    user = _owner(key)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "account/start_over.html", status=404)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with one_act():
            record(
                Action.ADMIN,
                by=By(actor=user.reference, request=str(getattr(request, "reference", ""))),
                kind="user",
                object_id=user.pk,
                effect=Effect.CHANGED,
                reason="password",
            )
            form.save()
        return redirect("account_login")
    return render(request, "account/start.html", {"form": form})


def absent(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """A page of the sign-in library that this service does not have."""
    raise Http404


def _tokens() -> str:
    """Where one makes tokens for programs; empty where that is not installed."""
    try:
        return reverse("tokens:listed")
    except NoReverseMatch:
        return ""


def _owner(key: str) -> User | None:
    try:
        found = get_user_model().objects.filter(pk=int(urlsafe_base64_decode(key))).first()
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, User) and found.may_sign_in(timezone.now()) else None


def _over(row: Membership, now: datetime) -> bool:
    return hasattr(row, "early_end") or (row.end is not None and row.end <= now)


def _role(row: Membership) -> dict[str, object]:
    role = role_with_id(row.role)
    return {
        "title": role.title,
        "purpose": " ".join((role.__doc__ or "").split()),
        "place": row.compartment.title,
        "from": day(stamp(row.start)),
        "until": day(stamp(row.end)) if row.end else "",
        "by": row.granted_by.name if row.granted_by else "",
        "reason": row.reason,
    }
