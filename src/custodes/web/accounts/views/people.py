"""Accounts for whoever keeps the installation: who may sign in, and what is done about it."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts import administering
from custodes.web.accounts.account_acts import ACTS, DONE, Offer, Second
from custodes.web.accounts.answers import notices, plainly, stamp
from custodes.web.accounts.forms import OpenAccount
from custodes.web.accounts.models import Administered, Compartment, User
from custodes.web.accounts.places import offers, places_seen
from custodes.web.accounts.second import ask, reason_given
from custodes.web.accounts.sessions import open_sessions
from custodes.web.accounts.sign_in import FACTORS, Asker, asker_of, check_stepped_up
from custodes.web.accounts.tries import failures_of, locked_of, strangers
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
    locked = locked_of([user.email for user in users])
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
        "strangers": strangers(),
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
                staff=said["staff"],
                expires_at=said["expires_on"],
                by=by,
                because=said["because"],
                system=system,
                at=now,
            )
        except NotAllowed:
            raise
        except administering.StaffUnknown as wrong:
            form.add_error("staff", str(wrong))
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
        "locked": failures_of(user) >= settings.AXES_FAILURE_LIMIT,
        "failures": failures_of(user),
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
    form = offer.form(request.POST or None, initial=_asked_before(offer, user, system, by))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        more = {name: said[name] for name in offer.takes}
        try:
            link = offer.do(
                user=user, by=by, because=said["because"], system=system, at=now, **more
            )
        except NotAllowed as refused:
            if refused.decision.lack is not Lack.SECOND_PERSON or offer.second is None:
                raise
            _ask_for(offer.action, offer.second(user, said), system, by, said["because"], now)
            messages.success(request, _("Asked. You are told here when it is approved."))
            return redirect("approvals:listed")
        except administering.StaffUnknown as wrong:
            form.add_error("staff", str(wrong))
        else:
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


def _asked_before(offer: Offer, user: User, system: Compartment, by: Asker) -> dict[str, str]:
    """The reason with which a second person was asked for an act that asks for nothing else."""
    if offer.second is None or offer.takes:
        return {}
    about = offer.second(user, {}).about
    return {"because": reason_given(by.user, offer.action, system, about)}


def _ask_for(
    action: Action, asked: Second, system: Compartment, by: Asker, because: str, now: datetime
) -> None:
    ask(
        action=action,
        compartment=system,
        about=asked.about,
        sentence=asked.sentence,
        address=asked.address,
        subjects=asked.subjects,
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
