"""Watches: asking for one, a second person's answer, ending one early, and the list of them all."""

from datetime import UTC, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import LONDON, end_of_day, in_london
from custodes.web.accounts.models import User
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.alerts import watching
from custodes.web.alerts.actions.watches import answer, ask_to_watch, can_answer, end_watch
from custodes.web.alerts.forms import AskWatch
from custodes.web.alerts.models import Watch
from custodes.web.alerts.queries import alerts_of_member, places_for
from custodes.web.alerts.views.answers import granted_by, notices, plainly
from custodes.web.alerts.watches import watch_numbered, watches, who_may_know
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, NotAllowed
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of, shown_names

KIND = Watch.audit_kind


@login_required
@shows_records
@plainly
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The watches that are, and those that were, each with why it ended."""
    user, now = asker_of(request).user, timezone.now()
    if not places_for(user, Action.SEE_WATCHES, at=now):
        raise Http404
    rows = watches(user, at=now)
    for row in rows:
        look(request, kind=KIND, object_id=row.pk, compartment=row.compartment_id)
    if not rows:
        look(request, kind=KIND)
    names = _names(rows, user, now)
    lines = [line(row, names, now) for row in rows]
    shown = {
        "present": [one for one in lines if one["present"]],
        "past": [one for one in lines if not one["present"]],
        "notices": notices(request),
    }
    return render(request, "alerts/watches.html", shown)


@login_required
@shows_records
@plainly
@require_safe
def watch(request: HttpRequest, key: int) -> HttpResponse:
    """One watch: whom, on what basis, until when, who may know of it, and what can be done."""
    return _page(request, watch_numbered(key, asker_of(request).user, at=timezone.now()))


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Ask that a member of staff, named by pseudonym, be watched; `renews` goes on with one."""
    asker, now = asker_of(request), timezone.now()
    alerts = alerts_of_member(name, asker.user, at=now)
    place, staff = alerts[0].compartment, alerts[0].staff
    if place.key not in {p.key for p in places_for(asker.user, Action.SEE_WATCHES, at=now)}:
        raise Http404
    before = _renewed(request, staff, asker.user, now)
    form = AskWatch(request.POST if request.method == "POST" else None, initial=_first(before, now))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = ask_to_watch(
                compartment=place,
                staff=staff,
                basis=said["basis"],
                scope=said["scope"],
                start=datetime.combine(said["start"], time(), tzinfo=LONDON),
                end=end_of_day(said["end"]).replace(tzinfo=UTC),
                token=said["token"],
                renews=before,
                by=asker,
                because=said["because"],
                at=now,
            )
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("end", str(wrong))
        else:
            messages.success(request, _("Asked. It holds once a second person has authorised it."))
            return redirect("alerts:watch", row.pk)
    look(request, kind="member_of_staff", object_id=name.upper(), compartment=place.key)
    names = shown_names({Subject.STAFF: [staff]}, user=asker.user, compartments=[place.key], at=now)
    shown = {"form": form, "name": names[staff], "pseudonym": name.upper(), "renews": before}
    return render(request, "alerts/watch_ask.html", shown, status=422 if form.errors else 200)


@login_required
@shows_records
@plainly
@require_POST
def answered(request: HttpRequest, key: int) -> HttpResponse:
    """Authorise or refuse as the second person, having just proved again who one is."""
    asker, now = asker_of(request), timezone.now()
    row = watch_numbered(key, asker.user, at=now)
    granted = granted_by(request)
    because = request.POST.get("because", "").strip()[:2_000]
    if not any(c.isalpha() for c in because):
        return _page(request, row, fault=_("Give the reason in words."), status=422)
    if granted:
        check_stepped_up(request)
    answer(watch=row, granted=granted, by=asker, because=because, at=now)
    messages.success(request, _("Authorised.") if granted else _("Refused."))
    return redirect("alerts:watch", key)


@login_required
@shows_records
@plainly
@require_POST
def ended(request: HttpRequest, key: int) -> HttpResponse:
    """End a watch before its day."""
    asker, now = asker_of(request), timezone.now()
    row = watch_numbered(key, asker.user, at=now)
    because = request.POST.get("because", "").strip()[:2_000]
    if not any(c.isalpha() for c in because):
        return _page(request, row, fault=_("Give the reason in words."), status=422)
    end_watch(watch=row, by=asker, because=because, at=now)
    messages.success(request, _("Ended. Nothing more is raised under it."))
    return redirect("alerts:watch", key)


def line(row: Watch, names: dict[str, str], now: datetime) -> dict[str, Any]:
    """A watch as lists and pages show it, the end told in words."""
    state = watching.standing(row, now)
    words, colour = watching.STATES[state]
    given = getattr(row, "answer", None)
    end = getattr(row, "early_end", None)
    why = ""
    if state == watching.ENDED and end is not None:
        why = f"{end.by}: {end.reason}"
    elif state == watching.REFUSED and given is not None:
        why = f"{given.by}: {given.reason}"
    elif state in (watching.EXPIRED, watching.LAPSED):
        why = str(words)
    return {
        "key": row.pk,
        "name": names[row.staff],
        "href": reverse("alerts:watch", args=[row.pk]),
        "state": str(words),
        "colour": f"govuk-tag--{colour}",
        "present": state in watching.PRESENT,
        "start": row.start,
        "end": row.end,
        "scope": [str(watching.SCOPES[table]) for table in row.scope],
        "basis": str(watching.BASIS_TITLES[row.basis]),
        "reason": row.reason,
        "asked_by": str(row.asked_by),
        "why": why,
    }


def _page(request: HttpRequest, row: Watch, *, fault: str = "", status: int = 200) -> HttpResponse:
    asker, now = asker_of(request), timezone.now()
    look(request, kind=KIND, object_id=row.pk, compartment=row.compartment_id)
    names = _names([row], asker.user, now)
    state = watching.standing(row, now)

    def may_here(action: Action) -> bool:
        return offers(asker, action, row.compartment, at=now)

    pseudonym = pseudonyms_of(Subject.STAFF, [row.staff])[row.staff]
    shown = {
        "watch": line(row, names, now),
        "asked": row.at,
        "given": getattr(row, "answer", None),
        "renews": row.renews,
        "know": [(str(user), ", ".join(roles)) for user, roles in who_may_know(row, at=now)],
        "member": reverse("alerts:member", args=[pseudonym]),
        "again": reverse("alerts:watch_ask", args=[pseudonym]) + f"?renews={row.pk}",
        "may_answer": state == watching.ASKED and can_answer(row, asker, now),
        "may_end": state in (watching.HOLDS, watching.TO_COME)
        and (row.asked_by_id == asker.user.pk or may_here(Action.END_WATCH)),
        "may_renew": state in (watching.HOLDS, watching.EXPIRED, watching.ENDED)
        and may_here(Action.WATCH_STAFF),
        "waits": state == watching.ASKED,
        "fault": fault,
        "typed": request.POST.get("because", "") if fault else "",
        "notices": notices(request),
    }
    return render(request, "alerts/watch.html", shown, status=status)


def _names(rows: list[Watch], user: User, now: datetime) -> dict[str, str]:
    return shown_names(
        {Subject.STAFF: [row.staff for row in rows]},
        user=user,
        compartments={row.compartment_id for row in rows},
        at=now,
    )


def _renewed(request: HttpRequest, staff: str, user: User, now: datetime) -> Watch | None:
    """The watch that the one asked for goes on with, where the address names one."""
    asked = request.GET.get("renews", "")
    rows = watches(user, at=now)
    return next((row for row in rows if str(row.pk) == asked and row.staff == staff), None)


def _first(before: Watch | None, now: datetime) -> dict[str, Any]:
    """What the form holds when it is opened."""
    today = in_london(now.replace(tzinfo=None)).date()
    if before is None:
        return {"start": today, "end": today + watching.LONGEST / 2}
    first = max(today, in_london(before.end.replace(tzinfo=None)).date())
    return {
        "start": first,
        "end": first + watching.LONGEST / 2,
        "basis": before.basis,
        "scope": before.scope,
    }
