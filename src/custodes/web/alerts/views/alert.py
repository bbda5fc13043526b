"""The page of an alert, on which it is understood and decided, and what is done there."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.times import day_named
from custodes.web.accounts.places import offers
from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts import states
from custodes.web.alerts.actions.assigning import assign, colleagues
from custodes.web.alerts.actions.changing import Conflict
from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.filtering import Filter, alerts_for, neighbours
from custodes.web.alerts.forms import Assign, Decide, explanations
from custodes.web.alerts.likelihood import odds_of
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.presenters import present
from custodes.web.alerts.queries import about_the_same, alert_named, history_of, opened_before
from custodes.web.alerts.showing import (
    address,
    behind,
    held_until,
    history,
    rows_of,
    title_of,
    verdict_words,
)
from custodes.web.alerts.taking import as_written
from custodes.web.alerts.verdicts import VERDICTS
from custodes.web.alerts.views.answers import not_as_written, notices, plainly, said
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action
from custodes.web.design.showing import clock
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import live_looks

ROWS = "alert_rows"
"""The kind of a look at the rows behind an alert."""
DOCUMENTS = (("packs:pack", gettext_lazy("Print the pack")),)
"""Pages of other areas by which an alert is taken out, shown where they are installed."""
ACTS = {
    "assign": Action.ASSIGN_ALERT,
    "decide": Action.DECIDE_ALERT,
    "hold": Action.SUPPRESS,
    "take_out": Action.EXPORT_ALERTS,
}
"""What the page offers to those whose role does it, by a word of the template."""


@login_required
@shows_records
@require_safe
def alert(request: HttpRequest, alert_id: str) -> HttpResponse:
    """One alert, whole, with the form by which it is decided."""
    user = asker_of(request).user
    return _page(request, alert_named(alert_id, user, at=timezone.now()))


@login_required
@shows_records
@plainly
@require_POST
def decide_(request: HttpRequest, alert_id: str) -> HttpResponse:
    """Save a verdict; where somebody was quicker, show both and keep what was typed."""
    asker, now = asker_of(request), timezone.now()
    found = alert_named(alert_id, asker.user, at=now)
    form = Decide(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        decide(
            alert=found,
            verdict=form.cleaned_data["verdict"],
            explained_by=form.cleaned_data["explained_by"],
            version=form.cleaned_data["version"],
            by=asker,
            because=form.cleaned_data["because"],
            at=now,
        )
    except Conflict as conflict:
        fresh = alert_named(alert_id, asker.user, at=now)
        return _page(request, fresh, form=form, conflict=conflict, status=409)
    messages.success(request, _("Your decision on %(name)s is saved.") % {"name": alert_id})
    return redirect(address(alert_id, Filter.asked(request.GET)))


@login_required
@shows_records
@plainly
@require_POST
def assign_(request: HttpRequest, alert_id: str) -> HttpResponse:
    """Give the alert to somebody, take it on or put it back."""
    asker, now = asker_of(request), timezone.now()
    found = alert_named(alert_id, asker.user, at=now)
    form = Assign(request.POST)
    if not form.is_valid():
        return said(request, "That could not be read", "Go back and load the page again.", 400)
    word = form.cleaned_data["to"]
    to = next((u for u in colleagues(found.compartment_id, now) if str(u.pk) == word), None)
    if word and to is None:
        return said(request, "This cannot be done", "Choose a colleague who works alerts.", 400)
    try:
        assign(alert=found, to=to, version=form.cleaned_data["version"], by=asker, at=now)
    except Conflict as conflict:
        fresh = alert_named(alert_id, asker.user, at=now)
        return _page(request, fresh, conflict=conflict, status=409)
    given = _("%(name)s is with %(to)s.") if to else _("%(name)s is with nobody.")
    messages.success(request, given % {"name": alert_id, "to": to})
    return redirect(address(alert_id, Filter.asked(request.GET)))


def _page(
    request: HttpRequest,
    found: Alert,
    *,
    form: Decide | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; two looks are told: at the alert, and at the rows that it shows. Of an alert that
    is not as its run wrote it nothing is shown."""
    if not as_written(found):
        return not_as_written(request, found)
    asker, now = asker_of(request), timezone.now()
    names = names_for(found, asker.user, now)
    before = opened_before(found, asker.user)
    for kind in (Alert.audit_kind, ROWS):
        look(request, kind=kind, object_id=found.pk, compartment=found.compartment_id)
    shown = {
        "alert": present(found.content, names, *_days(request)),
        "work": _work(request, found, names, before, form, conflict, now),
        "queue": reverse("alerts:queue")
        + (behind(Filter.asked(request.GET)) or "?state=open")
        + f"#{found.alert_id}",
        "looks": reverse("audit:of", args=[Alert.audit_kind, found.pk])
        if offers(asker_of(request), Action.SEE_LOOKS, found.compartment, at=now)
        else "",
    }
    return render(request, "alerts/alert.html", shown, status=status)


def _days(request: HttpRequest) -> tuple[date | None, date | None]:
    """The first and the last day of the timeline; what is no day is passed over."""
    return day_named(request.GET.get("from", "")), day_named(request.GET.get("to", ""))


def _work(
    request: HttpRequest,
    found: Alert,
    names: dict[str, str],
    before: datetime | None,
    form: Decide | None,
    conflict: Conflict | None,
    now: datetime,
) -> dict[str, Any]:
    """Everything on the page that is about the work on the alert."""
    asker = asker_of(request)
    asked = Filter.asked(request.GET)
    may = {name: offers(asker, act, found.compartment, at=now) for name, act in ACTS.items()}
    decisions = history_of(found, asker.user, at=now)
    others = about_the_same(found, asker.user, at=now)
    for other in others:
        look(request, kind="alert_list", object_id=other.pk, compartment=other.compartment_id)
    previous, following = neighbours(alerts_for(asker.user, asked, at=now), found, asked.order)
    bound = form if form is not None else Decide()
    return {
        "id": found.alert_id,
        "version": found.version,
        "behind": behind(asked),
        "hidden": [(name, value) for name, value in request.GET.items() if name in HIDDEN],
        "state": str(states.TRANSITIONS.words[found.state]),
        "colour": states.COLOURS[found.state],
        "verdict": verdict_words(found.outcome, found.explained_by) if found.outcome else "",
        "with_whom": found.assignee,
        "mine": found.assignee_id == asker.user.pk,
        "me": asker.user,
        "held": held_until(found, now),
        "opened": _opened(before, now),
        "decided": found.state == states.DECIDED,
        "verdicts": VERDICTS,
        "explanations": explanations(),
        "form": bound,
        "typed": bound.data if form is not None else {},
        "faults": [(f"id_{name}", text) for name, told in bound.errors.items() for text in told],
        "conflict": _conflict(conflict, decisions),
        "history": history(decisions, names),
        "same": rows_of(others, names, asked, now),
        "colleagues": colleagues(found.compartment_id, now),
        "previous": address(previous, asked) if previous else "",
        "next": address(following, asked) if following else "",
        "names": _behind_names(found, asker.user, now),
        "member": reverse("alerts:member", args=[name_for(Subject.STAFF, found.staff)]),
        "may": may,
        "documents": _documents(found, may["take_out"]),
        "notices": notices(request),
        "title": title_of(found, names),
        "odds": odds_of(found, asker.user, at=now).sentence() if found.drawn == "rank" else "",
    }


HIDDEN = ("state", "whose", "drawn", "kind", "outcome", "run", "q", "order", "page")
"""What an address keeps of the list while the dates of the timeline change."""


def _opened(before: datetime | None, now: datetime) -> str:
    if before is None:
        return _("You opened this now, for the first time. That is on record.")
    return _("You opened this %(before)s, and now. Both are on record.") % {
        "before": clock(stamp(before)).replace(", ", _(" at "))
    }


def _conflict(conflict: Conflict | None, decisions: list[Any]) -> dict[str, Any] | None:
    """The other version, for whoever came second."""
    if conflict is None:
        return None
    last = decisions[0] if decisions and decisions[0].version > conflict.seen else None
    return {
        "sentence": str(conflict),
        "by": str(last.by) if last else "",
        "verdict": verdict_words(last.verdict, last.explained_by) if last else "",
        "reason": last.reason if last else "",
        "at": stamp(last.at) if last else "",
        "with_whom": str(conflict.now.assignee or ""),
    }


def _behind_names(found: Alert, user: Any, now: datetime) -> list[dict[str, Any]]:
    """The pair's names, each with the way to look behind it, or until when that lasts."""
    looks = live_looks(user, [found.compartment_id], at=now)
    pair = [(Subject.STAFF, found.staff)] + ([(Subject.PERSON, found.person)] * bool(found.person))
    here = reverse("alerts:alert", args=[found.alert_id])
    back = urlencode({"in": found.compartment_id, "next": here})
    listed = []
    for subject, reference in pair:
        name = name_for(subject, reference)
        listed.append(
            {
                "name": name,
                "until": clock(stamp(looks[name])) if name in looks else "",
                "reference": reference if name in looks else "",
                "href": f"{reverse('pseudonyms:reveal', args=[name])}?{back}",
            }
        )
    return listed


def _documents(found: Alert, take_out: bool) -> list[dict[str, str]]:
    listed = [
        {
            "text": _("Network around this alert"),
            "href": reverse("alerts:network", args=[found.alert_id]),
        }
    ]
    for route, text in DOCUMENTS if take_out else ():
        try:
            listed.append({"text": str(text), "href": reverse(route, args=[found.alert_id])})
        except NoReverseMatch:
            continue
    return listed
