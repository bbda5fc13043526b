"""The queue: the list in which the unit works, its filters, and what is done to several at once."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.numbers import whole_named
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.actions.assigning import assign_together, colleagues
from custodes.web.alerts.actions.deciding import close_together
from custodes.web.alerts.actions.filters import drop_filter, save_filter
from custodes.web.alerts.demonstration import ANNOUNCED
from custodes.web.alerts.filtering import CHOICES, PER_PAGE, Filter, alerts_for
from custodes.web.alerts.forms import Keep, Verdict
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import filters_of, places_for, places_offering
from custodes.web.alerts.showing import address, behind, rows_of
from custodes.web.alerts.views.answers import notices, plainly
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.design.page import page_of

LISTED = "alert_list"
"""The kind of a look at an alert's line in a list, which is not a look at the alert."""
ACTS = {
    "raise": Action.RAISE_ALERT,
    "take_out": Action.EXPORT_ALERTS,
    "assign": Action.ASSIGN_ALERT,
    "decide": Action.DECIDE_ALERT,
}
"""What the page offers to those whose role does it, by a word of the template."""
PARTS = ("reasons", "decide")
"""Parts of an alert's page that have a name in its address."""
PAGES = {"network": "alerts:network", "pack": "packs:pack"}
"""Other pages about an alert, where they are installed."""


@login_required
@shows_records
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The queue by the address, or by one's default filter where the address asks for nothing."""
    return render(request, "alerts/queue.html", _shown(request, _asked(request)))


@login_required
@plainly
@require_safe
def top(request: HttpRequest) -> HttpResponse:
    """To the first alert of one's queue, or to the queue where it is empty. Shows no record.

    `to` names a part of its page, or another page about it; what is none of them is passed over.
    """
    asked = _asked(request)
    rows = alerts_for(asker_of(request).user, asked, at=timezone.now())
    first = rows.values_list("alert_id", flat=True).first()
    if not first:
        return redirect("alerts:queue")
    to = request.GET.get("to", "")
    if to in PAGES:
        with suppress(NoReverseMatch):
            return redirect(reverse(PAGES[to], args=[first]))
    return redirect(address(first, asked) + (f"#{to}" if to in PARTS else ""))


@login_required
@shows_records
@plainly
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Close or share out the alerts that were chosen, for one reason."""
    user, now = asker_of(request), timezone.now()
    versions = _chosen(request.POST)
    seen = Alert.objects.visible_to(user.user, at=now).select_related("compartment")
    alerts = list(seen.filter(alert_id__in=versions))
    form = Verdict(request.POST)
    try:
        if request.POST.get("act") == "assign":
            to = _colleague(request.POST.get("to", ""), alerts, now)
            done, left = assign_together(
                alerts=alerts, versions=_of_each(alerts, versions), to=to, by=user, at=now
            )
            said = ngettext("%(n)d alert given to %(to)s.", "%(n)d alerts given to %(to)s.", done)
            messages.success(request, said % {"n": done, "to": to})
            _say_left(request, left)
            return redirect(reverse("alerts:queue") + behind(Filter.asked(request.GET)))
        if not alerts:
            raise UserError(_("Choose the alerts first."))
        if form.is_valid():
            made, left = close_together(
                alerts=alerts,
                versions=_of_each(alerts, versions),
                verdict=form.cleaned_data["verdict"],
                explained_by=form.cleaned_data["explained_by"],
                by=user,
                because=form.cleaned_data["because"],
                at=now,
            )
            said = ngettext("%(n)d alert decided.", "%(n)d alerts decided.", len(made))
            messages.success(request, said % {"n": len(made)})
            _say_left(request, left)
            return redirect(reverse("alerts:queue") + behind(Filter.asked(request.GET)))
        faults = [(f"id_{n}", str(text)) for n, told in form.errors.items() for text in told]
    except UserError as wrong:
        if type(wrong) is not UserError:  # What is refused for another reason has its own page.
            raise
        faults = [("chosen", str(wrong))]
    shown = _shown(request, Filter.asked(request.GET))
    shown |= {"faults": faults, "chosen": set(versions), "form": form, "typed": request.POST}
    return render(request, "alerts/queue.html", shown, status=422)


@login_required
@plainly
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the queue's address under a name."""
    asker, now = asker_of(request), timezone.now()
    form = Keep(request.POST)
    asked = Filter.asked(QueryDict(request.POST.get("query", "")[:500]))
    if not form.is_valid():
        messages.error(request, "; ".join(str(t) for told in form.errors.values() for t in told))
        return redirect(reverse("alerts:queue") + behind(asked))
    places = places_for(asker.user, Action.SEE_ALERTS, at=now)
    if not places:
        raise UserError(_("There is no queue that you can see."))
    row = save_filter(
        name=form.cleaned_data["name"],
        query=asked.query,
        default=form.cleaned_data["default"],
        compartment=places[0],
        by=asker,
        at=now,
    )
    messages.success(request, _("The filter %(name)s is kept.") % {"name": row.name})
    return redirect(reverse("alerts:queue") + (behind(asked) or "?state=open"))


@login_required
@plainly
@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Drop one of one's own filters; dropped already, that is all the same."""
    asker, now = asker_of(request), timezone.now()
    row = next((f for f in filters_of(asker.user, at=now) if f.pk == key), None)
    if row is not None:
        drop_filter(row=row, by=asker, at=now)
        messages.success(request, _("The filter is dropped."))
    return redirect(reverse("alerts:queue") + "?state=open")


def _asked(request: HttpRequest) -> Filter:
    if set(request.GET) - {"to"}:
        return Filter.asked(request.GET)
    asker = asker_of(request)
    usual = next((f for f in filters_of(asker.user, at=timezone.now()) if f.is_default), None)
    return Filter.asked(QueryDict(usual.query if usual else ""))


def _shown(request: HttpRequest, asked: Filter) -> dict[str, Any]:
    """What the page of the queue shows, with a look told for each alert on it."""
    asker, now = asker_of(request), timezone.now()
    rows = alerts_for(asker.user, asked, at=now).select_related("assignee", "suppression")
    page = Paginator(rows, PER_PAGE).get_page(asked.page)
    alerts = list(page.object_list)
    act = Act.SEARCH if asked.q else Act.CONSULTATION
    for alert in alerts:
        look(
            request,
            kind=LISTED,
            object_id=alert.pk,
            compartment=alert.compartment_id,
            action=act,
        )
    if not alerts:
        look(request, kind=LISTED, action=act)
    places = places_for(asker.user, Action.SEE_ALERTS, at=now)
    may = {name: bool(places_offering(asker, act, at=now)) for name, act in ACTS.items()}
    mine = filters_of(asker.user, at=now)
    here = reverse("alerts:queue")
    return {
        "rows": rows_of(alerts, names_for(alerts, asker.user, now, whole=False), asked, now),
        "count": page.paginator.count,
        "page": page.number,
        "of": page.paginator.num_pages,
        "first": page.start_index(),
        "last": page.end_index(),
        "asked": asked,
        "query": asked.query,
        "address": f"{here}?{asked.query}&page=PAGE" if asked.query else f"{here}?page=PAGE",
        "here": behind(asked),
        "may": may,
        "documents": _documents() if may["take_out"] else "",
        "choices": CHOICES,
        "announced": ANNOUNCED if page_of(request).demonstration else "",
        "chosen_filters": [
            {"text": text, "href": here + (behind(asked.without(name)) or "?state=open")}
            for name, text in asked.chosen()
        ],
        "saved": [
            {
                "key": row.pk,
                "name": row.name,
                "href": f"{here}?{row.query or 'state=open'}",
                "default": row.is_default,
                "active": row.query == asked.query,
            }
            for row in mine
        ],
        "colleagues": _colleagues(places, now),
        "notices": notices(request),
        "faults": [],
        "chosen": set(),
        "form": Verdict(),
        "typed": {},
        "me": asker.user,
    }


def _documents() -> str:
    """Where documents of the list are asked for; empty where that is not installed."""
    try:
        return reverse("packs:queue")
    except NoReverseMatch:
        return ""


def _chosen(posted: QueryDict) -> dict[str, int]:
    """The alerts that were ticked, each with the version that was seen."""
    found = {}
    for ticked in posted.getlist("chosen")[:500]:
        name, _colon, version = ticked.rpartition(":")
        if name and (seen := whole_named(version)) is not None:
            found[name] = seen
    return found


def _of_each(alerts: list[Alert], versions: dict[str, int]) -> dict[int, int]:
    """The version of each alert that was seen."""
    return {alert.pk: versions[alert.alert_id] for alert in alerts}


def _say_left(request: HttpRequest, left: list[Alert]) -> None:
    """Say which alerts were left as they are, if any."""
    if left:
        names = ", ".join(alert.alert_id for alert in left)
        said = _("Left as they are, because somebody changed them meanwhile: %(names)s.")
        messages.warning(request, said % {"names": names})


def _colleagues(places: list[Any], now: Any) -> list[User]:
    found = {user.pk: user for place in places for user in colleagues(place.key, now)}
    return sorted(found.values(), key=lambda user: (user.name, user.pk))


def _colleague(key: str, alerts: list[Alert], now: Any) -> User:
    places = [alert.compartment for alert in alerts]
    found = next((u for u in _colleagues(places, now) if str(u.pk) == key), None)
    if found is None:
        raise UserError(_("Choose a colleague.") if alerts else _("Choose the alerts first."))
    return found
