"""Memberships: who may work where, in which role, from when to when and why; given and ended."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.numbers import whole_named
from custodes.vocabulary.times import day_named
from custodes.web.accounts import actions
from custodes.web.accounts.answers import notices, plainly, stamp
from custodes.web.accounts.barring import barring
from custodes.web.accounts.forms import Because, Grant
from custodes.web.accounts.memberships import bars_in, members_of, places_of
from custodes.web.accounts.models import Bar, Compartment, Membership, User
from custodes.web.accounts.naming import subjects_called
from custodes.web.accounts.places import offers
from custodes.web.accounts.second import ask, reason_given
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import ROLES, Action, Basis, Kind, Lack, NotAllowed, role_with_id
from custodes.web.design.showing import day

SET_BECAUSE = {
    Basis.SUBJECT: gettext_lazy("Is the one it is about"),
    Basis.LINE_MANAGER: gettext_lazy("Line manager"),
    Basis.ASSOCIATION: gettext_lazy("Declared association"),
    Basis.RECUSED: gettext_lazy("Stepped back"),
    Basis.OTHER: gettext_lazy("Other"),
}
DAY = timedelta(days=1)


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The places whose members one may see."""
    by, now = asker_of(request), timezone.now()
    places = places_of(by, at=now)
    if not places:
        raise Http404
    rows = []
    for place in places:
        look(request, kind="membership_list", compartment=place.key)
        held = [row for row in members_of(place) if _state(row, now) == "now"]
        rows.append(
            {"key": place.key, "title": place.title, "kind": Kind[place.kind].value}
            | {"members": len({row.user_id for row in held})}
        )
    return render(request, "memberships/listed.html", {"rows": rows, "notices": notices(request)})


@login_required
@shows_records
@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    """One place: its members, those who were, and who is kept from what."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    look(request, kind="membership_list", compartment=found.key)
    grants = offers(by, actions.granting(found), found, at=now)
    bars = bars_in(found, by, at=now)
    called = subjects_called(bars, by)
    shown = {
        "place": found,
        "kind": Kind[found.kind].value,
        "members": [_member(row, by, grants, now) for row in members_of(found)],
        "bars": [_bar(row, by, found, called, now) for row in bars],
        "may_grant": grants,
        "may_bar": offers(by, barring(found), found, at=now),
        "watch": found.kind == Kind.CCU_WATCH.name,
        "notices": notices(request),
    }
    return render(request, "memberships/place.html", shown)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, place: str) -> HttpResponse:
    """Make somebody else a member, from a day on and until one, with a reason."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    if not offers(by, actions.granting(found), found, at=now):
        raise Http404
    check_stepped_up(request)
    roles = [role for role in ROLES if Kind[found.kind] in role.kinds]
    choices = [(role.id, role.title) for role in roles]
    form = Grant(request.POST or None, roles=choices, initial=_granted_before(request, now))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        user, role = said["email"], role_with_id(said["role"])
        start, end = said["start_on"], said["end_on"]
        about = actions.about_granting(user, role, start, end)
        try:
            actions.grant(
                user=user,
                compartment=found,
                role=role,
                start=start,
                end=end,
                token=said["token"],
                by=by,
                because=said["because"],
                at=now,
            )
        except NotAllowed as refused:
            sentence = _("Make %(name)s %(role)s in %(place)s") % {
                "name": user.name,
                "role": role.title,
                "place": found.title,
            }
            days = {"user": user.pk, "role": role.id, "from": timezone.localdate(start)}
            days |= {"to": timezone.localdate(end - DAY)} if end else {}
            address = f"{reverse('memberships:grant', args=[found.key])}?{urlencode(days)}"
            asked = (actions.granting(found), about, sentence, address, said["because"])
            return ask_second(request, refused, found, by, now, *asked)
        except UserError as wrong:
            form.add_error("email", str(wrong))
        else:
            messages.success(request, _("%(name)s is a member.") % {"name": user.name})
            return redirect("memberships:place", found.key)
    look(request, kind="membership_list", compartment=found.key)
    shown = {
        "place": found,
        "form": form,
        "watch": found.kind == Kind.CCU_WATCH.name,
        "roles": [
            {"title": role.title, "purpose": " ".join((role.__doc__ or "").split())}
            for role in roles
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/grant.html", shown, status=status)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, place: str, key: int) -> HttpResponse:
    """End somebody's membership before its time."""
    by, now = asker_of(request), timezone.now()
    found = place_named(place, by, now)
    action = actions.granting(found)
    row = next((one for one in members_of(found) if one.pk == key), None)
    if row is None or not offers(by, action, found, at=now):
        raise Http404
    check_stepped_up(request)
    about = actions.about_ending(row)
    before = reason_given(by.user, action, found, about)
    form = Because(request.POST or None, initial={"because": before})
    title = _("End the membership of %(name)s") % {"name": row.user.name}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        try:
            actions.end_membership(membership=row, by=by, because=because, at=now)
        except NotAllowed as refused:
            sentence = _("%(title)s in %(place)s") % {"title": title, "place": found.title}
            asked = (action, about, sentence, request.path, because)
            return ask_second(request, refused, found, by, now, *asked)
        messages.success(request, _("The membership has ended."))
        return redirect("memberships:place", found.key)
    look(request, kind=Membership.audit_kind, object_id=row.pk, compartment=found.key)
    words = _("%(role)s. At once they see nothing of this place any more.") % {
        "role": role_with_id(row.role).title
    }
    shown = {"place": found, "title": title, "words": words, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/act.html", shown, status=status)


def ask_second(
    request: HttpRequest,
    refused: NotAllowed,
    place: Compartment,
    by: Asker,
    now: datetime,
    action: Action,
    about: str,
    sentence: str,
    address: str,
    because: str,
    subjects: frozenset[str] = frozenset(),
) -> HttpResponseRedirect:
    """Ask for the second person where only that is missing. Raises the refusal where more is."""
    if refused.decision.lack is not Lack.SECOND_PERSON:
        raise refused
    ask(
        action=action,
        compartment=place,
        about=about,
        sentence=sentence,
        address=address,
        subjects=subjects,
        by=by,
        because=because,
        at=now,
    )
    messages.success(request, _("Asked. You are told here when it is approved."))
    return redirect("approvals:listed")


def place_named(key: str, by: Asker, now: datetime) -> Compartment:
    """A place whose members one may see. Raises Http404 where there is none."""
    found = next((one for one in places_of(by, at=now) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _granted_before(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What the address says of a grant that a second person approved; else from today on."""
    given = request.GET
    user = User.objects.filter(pk=whole_named(given.get("user", "")) or 0).first()
    first: dict[str, Any] = {"start_on": timezone.localdate(now)}
    if user is not None:
        first |= {"email": user.email, "role": given.get("role", "")}
    days = {"start_on": day_named(given.get("from", "")), "end_on": day_named(given.get("to", ""))}
    return first | {field: day for field, day in days.items() if day is not None}


def _state(row: Membership | Bar, now: datetime) -> str:
    early = getattr(row, "early_end", None)
    if early is not None or (row.end is not None and row.end <= now):
        return "over"
    return "now" if row.start <= now else "later"


def _until(row: Membership | Bar) -> str:
    early = getattr(row, "early_end", None)
    end: datetime | None = early.at if early is not None else row.end
    return day(stamp(end)) if end is not None else ""


def _member(row: Membership, by: Asker, grants: bool, now: datetime) -> dict[str, Any]:
    state = _state(row, now)
    early = getattr(row, "early_end", None)
    return {
        "key": row.pk,
        "name": row.user.name,
        "role": role_with_id(row.role).title,
        "from": day(stamp(row.start)),
        "until": _until(row),
        "by": row.granted_by.name if row.granted_by else _("The installation"),
        "reason": row.reason,
        "ended": f"{early.ended_by.name if early.ended_by else ''}: {early.reason}"
        if early
        else "",
        "state": state,
        "may_end": grants and state != "over" and row.user_id != by.user.pk,
    }


def _bar(row: Bar, by: Asker, place: Compartment, called: Any, now: datetime) -> dict[str, Any]:
    state = _state(row, now)
    lifts = offers(by, Action.LIFT_BAR, place, at=now)
    return {
        "key": row.pk,
        "name": row.user.name,
        "from_what": called[row.pk] if row.subject else _("All of this place"),
        "basis": str(SET_BECAUSE[Basis[row.basis]]),
        "from": day(stamp(row.start)),
        "until": _until(row),
        "by": row.set_by.name if row.set_by else "",
        "reason": row.reason,
        "state": state,
        "may_lift": lifts and state != "over" and row.user_id != by.user.pk,
    }
