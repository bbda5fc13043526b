"""Holding alerts back: asking for it, a second person's answer, and ending it early."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.alerts import holds
from custodes.web.alerts.actions.holding import (
    answer,
    ask_to_hold,
    can_answer,
    can_end,
    end_hold,
)
from custodes.web.alerts.forms import Hold, Reasoned
from custodes.web.alerts.holds import standing
from custodes.web.alerts.models import Alert, Suppression
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import alert_named, suppressions
from custodes.web.alerts.showing import title_of
from custodes.web.alerts.taking import NotAsWritten, check_as_written
from custodes.web.alerts.views.answers import granted_by, notices, plainly, said
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, Lack, NotAllowed
from custodes.web.design.showing import clock, day


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def suppress(request: HttpRequest, alert_id: str) -> HttpResponse:
    """Ask that alerts like this one stay back until a day."""
    asker, now = asker_of(request), timezone.now()
    found = alert_named(alert_id, asker.user, at=now)
    check_as_written(found)
    if not offers(asker, Action.SUPPRESS, found.compartment, at=now):
        return said(request, "You may not do this", Lack.CAPABILITY.value, 403)
    names = names_for(found, asker.user, now, whole=False)
    form = Hold(request.POST) if request.method == "POST" else Hold(initial=Hold.first(now))
    status, faults = 200, []
    if request.method == "POST":
        if form.is_valid():
            try:
                ask_to_hold(
                    alert=found,
                    only_pair=form.cleaned_data["scope"] == "pair" and bool(found.person),
                    only_pattern=form.cleaned_data["only_pattern"],
                    until=form.moment(),
                    token=form.cleaned_data["token"],
                    by=asker,
                    because=form.cleaned_data["because"],
                    at=now,
                )
            except (NotAllowed, NotAsWritten):
                raise
            except UserError as wrong:
                faults = [("id_until", str(wrong))]
            else:
                text = _("Asked. It holds from when a second person has granted it.")
                messages.success(request, text)
                return redirect("alerts:suppressions")
        status = 422
        faults += [(f"id_{n}", str(text)) for n, told in form.errors.items() for text in told]
    look(request, kind="alert_list", object_id=found.pk, compartment=found.compartment_id)
    shown = {
        "alert": found,
        "title": title_of(found, names),
        "pattern": found.pattern,
        "value": {name: form[name].value() or "" for name in form.fields},
        "faults": faults,
        "scopes": Hold.ONLY if found.person else Hold.ONLY[1:],
        "back": reverse("alerts:alert", args=[alert_id]),
    }
    return render(request, "alerts/suppress.html", shown, status=status)


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What is held back, what waits for a second person's word, and what ended before its day."""
    return _list(request)


def _list(request: HttpRequest, wrong: tuple[int, str, str] = (0, "", "")) -> HttpResponse:
    """The list; `wrong` names a hold whose end was not understood, the fault and what was typed."""
    asker, now = asker_of(request), timezone.now()
    rows = suppressions(asker.user, at=now)
    names = names_for([_as_pair(row) for row in rows], asker.user, now, whole=False)
    kind = Suppression.audit_kind
    for row in rows:
        look(request, kind=kind, object_id=row.pk, compartment=row.compartment_id)
    if not rows:
        look(request, kind=kind)
    shown = [
        {
            "key": row.pk,
            "title": title_of(_as_pair(row), names),
            "pattern": row.pattern or _("all patterns"),
            "until": day(stamp(row.until)),
            "reason": row.reason,
            "asked_by": str(row.asked_by),
            "asked": clock(stamp(row.at)),
            "answer": _answer(row),
            "ended": _ended(row),
            "waits": standing(row, now) == holds.ASKED,
            "can_answer": standing(row, now) == holds.ASKED and can_answer(row, asker, now),
            "can_end": can_end(row, asker, now),
            "fault": wrong[1] if wrong[0] == row.pk else "",
            "typed": wrong[2] if wrong[0] == row.pk else "",
        }
        for row in rows
    ]
    told = {"rows": shown, "notices": notices(request), "fault": wrong[1], "of": wrong[0]}
    return render(request, "alerts/suppressions.html", told, status=422 if wrong[1] else 200)


@login_required
@plainly
@require_POST
def answered(request: HttpRequest, key: int) -> HttpResponse:
    """Grant or refuse as the second person, having just proved again who one is."""
    asker, now = asker_of(request), timezone.now()
    row = next((row for row in suppressions(asker.user, at=now) if row.pk == key), None)
    if row is None:
        raise Http404
    granted = granted_by(request)
    if granted:
        check_stepped_up(request)
    answer(suppression=row, granted=granted, by=asker, at=now)
    messages.success(request, _("Granted.") if granted else _("Refused."))
    return redirect("alerts:suppressions")


@login_required
@plainly
@require_POST
def ended(request: HttpRequest, key: int) -> HttpResponse:
    """End a hold before its day, or take back what one asked for."""
    asker, now = asker_of(request), timezone.now()
    row = next((row for row in suppressions(asker.user, at=now) if row.pk == key), None)
    if row is None:
        raise Http404
    form = Reasoned(request.POST)
    if not form.is_valid():
        faults = [str(text) for told in form.errors.values() for text in told]
        return _list(request, wrong=(key, faults[0], request.POST.get("because", "")))
    waited = standing(row, now) == holds.ASKED
    end_hold(suppression=row, by=asker, because=form.cleaned_data["because"], at=now)
    messages.success(request, _("Taken back.") if waited else _("Ended. Its alerts come up again."))
    return redirect("alerts:suppressions")


def _as_pair(row: Suppression) -> Alert:
    return Alert(compartment_id=row.compartment_id, staff=row.staff, person=row.person)


def _ended(row: Suppression) -> str:
    """Who ended it or took it back, when and why; empty where nobody did."""
    end = getattr(row, "early_end", None)
    if end is None:
        return ""
    return _("%(by)s, %(at)s: %(why)s") % {
        "by": end.by,
        "at": clock(stamp(end.at)),
        "why": end.reason,
    }


def _answer(row: Suppression) -> str:
    given = getattr(row, "answer", None)
    if given is None:
        ended = getattr(row, "early_end", None) is not None
        return _("Not answered") if ended else _("Waits for a second person")
    word = _("Granted by %(by)s") if given.granted else _("Refused by %(by)s")
    return word % {"by": given.by}
