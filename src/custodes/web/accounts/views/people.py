"""Accounts for whoever keeps the installation: who may sign in, and what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts import administering
from custodes.web.accounts.answers import notices, plainly, stamp
from custodes.web.accounts.forms import Because, OpenAccount
from custodes.web.accounts.models import Administered, Compartment, User
from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.second import ask, reason_given
from custodes.web.accounts.sessions import open_sessions
from custodes.web.accounts.sign_in import FACTORS, Asker, asker_of, check_stepped_up
from custodes.web.accounts.ways_in import ways_held
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, Lack, NotAllowed
from custodes.web.design.showing import clock, day

PER_PAGE = 50
STATES = {
    "open": gettext_lazy("Open"),
    "suspended": gettext_lazy("Suspended"),
    "ended": gettext_lazy("Ended"),
}
COLOURS = {
    "open": "govuk-tag--green",
    "suspended": "govuk-tag--red",
    "ended": "govuk-tag--grey",
}


@dataclass(frozen=True)
class Offer:
    """Something that is done to an account: its words, and whether it is offered now."""

    title: Any
    words: Any
    done: Any
    do: Callable[..., Any]
    fits: Callable[[User, datetime], bool]
    action: Action = Action.MANAGE_ACCOUNTS


def _open(user: User, at: datetime) -> bool:
    return user.may_sign_in(at)


ACTS: dict[str, Offer] = {
    "link": Offer(
        gettext_lazy("Hand over a start link"),
        gettext_lazy(
            "Its owner chooses a password by it, once, within a day. You see it on the next page "
            "alone: hand it over in person or by a way that you know is theirs."
        ),
        "",
        administering.hand_over,
        lambda user, at: _open(user, at) and administering.awaits_first_sign_in(user),
    ),
    "unlock": Offer(
        gettext_lazy("Lift the lock-out"),
        gettext_lazy("Make sure that it was they who tried: speak to them first."),
        gettext_lazy("Lifted. They can sign in again."),
        administering.lift_lock_out,
        lambda user, _at: _failures(user) >= settings.AXES_FAILURE_LIMIT,
    ),
    "reset": Offer(
        gettext_lazy("Let them start again"),
        gettext_lazy(
            "Their password, their second factor and the tokens of their programs are taken away "
            "and their sessions end; then you hand over a start link. An auditor approves it "
            "first, so that nobody can sign in as somebody else."
        ),
        gettext_lazy("Done. Now hand over a start link."),
        administering.reset_sign_in,
        lambda user, at: _open(user, at) and not administering.awaits_first_sign_in(user),
        Action.RESET_SIGN_IN,
    ),
    "tokens": Offer(
        gettext_lazy("Take back the tokens of their programs"),
        gettext_lazy(
            "Programs that read in their name read nothing more, at once. They can make new ones."
        ),
        gettext_lazy("Taken back."),
        administering.take_back_tokens,
        lambda user, at: ways_held(user, at=at) > 0,
    ),
    "suspend": Offer(
        gettext_lazy("Suspend"),
        gettext_lazy(
            "At once they can neither sign in nor go on, and programs read nothing in their name. "
            "It can be taken back; they make new tokens then."
        ),
        gettext_lazy("Suspended."),
        administering.suspend,
        _open,
    ),
    "reinstate": Offer(
        gettext_lazy("Reinstate"),
        gettext_lazy("They can sign in again, with the memberships that they still hold."),
        gettext_lazy("Reinstated."),
        administering.reinstate,
        lambda user, _at: not user.is_active,
    ),
    "end": Offer(
        gettext_lazy("End the account"),
        gettext_lazy("For good. What they did stays on record; their memberships give nothing."),
        gettext_lazy("Ended."),
        administering.end_account,
        _open,
    ),
}
DONE = {
    "opened": gettext_lazy("Opened"),
    "suspended": gettext_lazy("Suspended"),
    "reinstated": gettext_lazy("Reinstated"),
    "ended": gettext_lazy("Ended"),
    "lock-out-lifted": gettext_lazy("Lock-out lifted"),
    "link-handed-over": gettext_lazy("Start link handed over"),
    "reset": gettext_lazy("Let start again"),
    "tokens-back": gettext_lazy("Tokens of programs taken back"),
}


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All accounts by address, those of one state, or those that match a word."""
    by, now = asker_of(request), timezone.now()
    system = _system(by, now)
    state, word = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = _in_state(User.objects.order_by("email"), state, now)
    if word:
        rows = rows.filter(Q(email__icontains=word) | Q(name__icontains=word))
    pages = Paginator(rows, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    look(request, kind="user_list", compartment=system.key)
    users = list(page)
    locked = _locked([user.email for user in users])
    asked = request.GET.copy()
    asked["page"] = "PAGE"
    shown = {
        "rows": [_row(user, now) | {"locked": user.email in locked} for user in users],
        "count": pages.count,
        "page": page.number,
        "of": pages.num_pages,
        "address": f"?{asked.urlencode()}",
        "states": [("", _("All")), *STATES.items()],
        "state": state,
        "q": word,
        "may_open": offers(by, Action.MANAGE_ACCOUNTS, system, at=now),
        "strangers": _strangers(),
        "notices": notices(request),
    }
    return render(request, "people/listed.html", shown)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest) -> HttpResponse:
    """Open an account; its owner chooses the password by a link that is handed over."""
    by, now = asker_of(request), timezone.now()
    system = _system(by, now)
    if not offers(by, Action.MANAGE_ACCOUNTS, system, at=now):
        raise Http404
    check_stepped_up(request)
    form = OpenAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user = administering.open_account(
                email=said["email"],
                name=said["name"],
                staff=said["staff"].strip(),
                expires_at=said["expires_on"],
                by=by,
                because=said["because"],
                system=system,
                at=now,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("email", str(wrong))
        else:
            messages.success(request, _("Opened. Now hand over a start link."))
            return redirect("people:account", user.pk)
    look(request, kind="user_list", compartment=system.key)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/open.html", {"form": form}, status=status)


@login_required
@shows_records
@require_safe
def account(request: HttpRequest, key: int) -> HttpResponse:
    """One account: how it stands, when it last signed in, what was done about it and why."""
    by, now = asker_of(request), timezone.now()
    system, user = _system(by, now), _user(key)
    look(request, kind=User.audit_kind, object_id=user.pk, compartment=system.key)
    offered = [
        {"act": name, "title": str(offer.title)}
        for name, offer in ACTS.items()
        if user.pk != by.user.pk
        and offer.fits(user, now)
        and offers(by, offer.action, system, at=now)
    ]
    history = Administered.objects.filter(user=user).select_related("by").order_by("-at", "-pk")
    shown = {
        "user": user,
        "row": _row(user, now),
        "locked": _failures(user) >= settings.AXES_FAILURE_LIMIT,
        "failures": _failures(user),
        "factors": _factors(user),
        "sessions": len(open_sessions(user, at=now)),
        "tokens": ways_held(user, at=now),
        "opened": day(stamp(user.opened_at)),
        "expires": day(stamp(user.expires_at)) if user.expires_at else "",
        "password": user.has_usable_password(),
        "offered": offered,
        "own": user.pk == by.user.pk,
        "history": [
            {
                "title": str(DONE[row.act]),
                "by": row.by.name,
                "at": stamp(row.at),
                "text": row.reason,
            }
            for row in history
        ],
        "notices": notices(request),
    }
    return render(request, "people/account.html", shown)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, key: int, act: str) -> HttpResponse:
    """One thing that is done to an account, with a reason; where it takes two, it is asked for."""
    by, now = asker_of(request), timezone.now()
    system, user, offer = _system(by, now), _user(key), ACTS.get(act)
    if offer is None or not offers(by, offer.action, system, at=now):
        raise Http404
    if not offer.fits(user, now):
        raise UserError(_("This account stands differently now. Look at it again."))
    check_stepped_up(request)
    about = administering.about_reset(user)
    before = reason_given(by.user, offer.action, system, about)
    form = Because(request.POST or None, initial={"because": before})
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            link = offer.do(user=user, by=by, because=because, system=system, at=now)
        except NotAllowed as refused:
            if refused.decision.lack is not Lack.SECOND_PERSON:
                raise
            _ask_for(offer, user, system, by, because, about, now)
            messages.success(request, _("Asked. You are told here when it is approved."))
            return redirect("approvals:listed")
        if act == "link":
            look(request, kind=User.audit_kind, object_id=user.pk, compartment=system.key)
            whole = request.build_absolute_uri(link)
            return render(request, "people/link.html", {"user": user, "link": whole})
        messages.success(request, str(offer.done))
        return redirect("people:account", user.pk)
    look(request, kind=User.audit_kind, object_id=user.pk, compartment=system.key)
    shown = {"user": user, "title": str(offer.title), "words": str(offer.words), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "people/act.html", shown, status=status)


def _ask_for(
    offer: Offer,
    user: User,
    system: Compartment,
    by: Asker,
    because: str,
    about: str,
    now: datetime,
) -> None:
    ask(
        action=offer.action,
        compartment=system,
        about=about,
        sentence=_("Let %(name)s start again with a new password and second factor")
        % {"name": user.name},
        address=reverse("people:account", args=[user.pk]),
        by=by,
        because=because,
        at=now,
    )


def _system(by: Asker, now: datetime) -> Compartment:
    """Where this person sees accounts. Raises Http404 where nowhere."""
    found = places_seen(by, Action.SEE_ACCOUNTS, at=now)
    if not found:
        raise Http404
    return found[0]


def _user(key: int) -> User:
    found: User | None = User.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _in_state(rows: QuerySet[User], state: str, now: datetime) -> QuerySet[User]:
    ended = Q(expires_at__lte=now)
    match state:
        case "open":
            return rows.filter(is_active=True).exclude(ended)
        case "suspended":
            return rows.filter(is_active=False)
        case "ended":
            return rows.filter(ended, is_active=True)
        case _:
            return rows


def _row(user: User, now: datetime) -> dict[str, Any]:
    state = "suspended" if not user.is_active else "open" if user.may_sign_in(now) else "ended"
    return {
        "key": user.pk,
        "name": user.name,
        "email": user.email,
        "state": str(STATES[state]),
        "colour": COLOURS[state],
        "last": clock(stamp(user.last_login)) if user.last_login else _("Never"),
    }


def _factors(user: User) -> str:
    words = {"totp": _("one-time codes"), "webauthn": _("a passkey")}
    kinds = Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("type")
    held = [str(words[kind]) for kind in kinds.values_list("type", flat=True).distinct()]
    return ", ".join(held).capitalize() or _("Not set up")


def _failures(user: User) -> int:
    """Failures since the last sign-in that succeeded, within the time in which they count."""
    return int(
        _recent().filter(username=user.email).aggregate(n=Sum("failures_since_start"))["n"] or 0
    )


def _locked(emails: list[str]) -> set[str]:
    rows = _recent().filter(username__in=emails).values("username")
    counted = rows.annotate(n=Sum("failures_since_start"))
    return {row["username"] for row in counted if row["n"] >= settings.AXES_FAILURE_LIMIT}


def _strangers() -> int:
    """How many addresses that nobody has are locked out now."""
    rows = _recent().values("username").annotate(n=Sum("failures_since_start"))
    locked = [row["username"] for row in rows if row["n"] >= settings.AXES_FAILURE_LIMIT]
    return len(locked) - User.objects.filter(email__in=locked).count()


def _recent() -> QuerySet[Any]:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    found: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__gt=since)
    return found
