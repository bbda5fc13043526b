"""Taking lists of alerts and of staff out as files: with a reason, having just proved again who one
is."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.asking import check_may
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.alerts.filtering import Filter, alerts_for
from custodes.web.alerts.forms import TakeOut
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import Member, members, places_offering
from custodes.web.alerts.showing import behind, rows_of
from custodes.web.alerts.views.answers import plainly
from custodes.web.alerts.views.staff import MEMBER
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.design.showing import day, number
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of, shown_names

MOST = 5_000
"""Alerts in one file; a queue that is longer is filtered first."""
COLUMNS = (
    ("Alert", "name"),
    ("About", "title"),
    ("What", "sentence"),
    ("Pattern", "pattern"),
    ("Bits", "bits"),
    ("State", "state"),
    ("Decided as", "outcome"),
    ("With", "with_whom"),
    ("Raised", "raised"),
    ("Changed", "changed"),
)


STAFF_COLUMNS = ("Staff", "Open", "All alerts", "People", "Most bits", "Last raised")


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponseBase:
    """The list that the address names, as CSV or Excel; each alert on it is told as exported."""
    asker, now = asker_of(request), timezone.now()
    asked = Filter.asked(request.GET)
    places = _places(request)
    rows = alerts_for(asker.user, asked, at=now).filter(compartment__in=places)
    rows = rows.select_related("assignee", "suppression")
    count = rows.count()
    form = TakeOut(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and count <= MOST:
        alerts = list(rows)
        of = [(alert.compartment_id, alert.staff) for alert in alerts]
        _check_may(request, places, of, "a list of alerts", form.cleaned_data["because"])
        for alert in alerts:
            _taken(request, "alert_list", alert.pk, alert.compartment_id)
        if not alerts:
            _taken(request, "alert_list")
        listed = rows_of(alerts, names_for(alerts, asker.user, now, whole=False), asked, now)
        columns = [str(_(title)) for title, _name in COLUMNS]
        cells = [[getattr(row, name) for _title, name in COLUMNS] for row in listed]
        return _file("alerts", columns, cells, form.cleaned_data["form"])
    look(request, kind="alert_list")
    shown = {
        "about": ngettext("%(n)d alert", "%(n)d alerts", count) % {"n": count},
        "action": reverse("alerts:take_out") + behind(asked),
        "back_address": reverse("alerts:queue") + (behind(asked) or "?state=open"),
        "back_text": _("All alerts"),
    }
    over = _("More than %(most)d alerts: filter first.") % {"most": MOST} if count > MOST else ""
    return _asked(request, form, shown, over)


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponseBase:
    """The staff whom alerts concern, as CSV or Excel, on the same terms; each is told."""
    user, now = asker_of(request).user, timezone.now()
    places = _places(request)
    keys = {place.key for place in places}
    listed = [member for member in members(user, at=now) if member.compartment in keys]
    form = TakeOut(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        of = [(member.compartment, member.staff) for member in listed]
        _check_may(request, places, of, "the list of staff", form.cleaned_data["because"])
        references = [member.staff for member in listed]
        pseudonyms = pseudonyms_of(Subject.STAFF, references)
        for member in listed:
            _taken(request, MEMBER, pseudonyms[member.staff], member.compartment)
        if not listed:
            _taken(request, MEMBER)
        names = shown_names({Subject.STAFF: references}, user=user, compartments=keys, at=now)
        cells = [_cells(member, names[member.staff]) for member in listed]
        columns = [str(_(title)) for title in STAFF_COLUMNS]
        return _file("staff", columns, cells, form.cleaned_data["form"])
    look(request, kind=MEMBER)
    count = len(listed)
    shown = {
        "about": ngettext("%(n)d member of staff", "%(n)d members of staff", count) % {"n": count},
        "action": reverse("alerts:take_out_staff"),
        "back_address": reverse("alerts:staff"),
        "back_text": _("All staff"),
    }
    return _asked(request, form, shown)


def _places(request: HttpRequest) -> list[Compartment]:
    """Where alerts may be taken out by whoever asks, who has just proved again who they are.

    Raises Http404 where nowhere.
    """
    places = places_offering(asker_of(request), Action.EXPORT_ALERTS, at=timezone.now())
    if not places:
        raise Http404
    check_stepped_up(request)
    return places


def _check_may(
    request: HttpRequest,
    places: list[Compartment],
    of: Sequence[tuple[str, str]],
    about: str,
    because: str,
) -> None:
    """Raise NotAllowed unless what concerns these staff (compartment, reference) may leave."""
    held = {compartment for compartment, _staff in of}
    for place in [place for place in places if place.key in held] or places:
        check_may(
            asker_of(request),
            Action.EXPORT_ALERTS,
            place,
            about=about,
            subjects=frozenset(one for compartment, one in of if compartment == place.key),
            reason=because,
            at=timezone.now(),
        )


def _taken(request: HttpRequest, kind: str, object_id: object = "", compartment: str = "") -> None:
    look(request, kind=kind, object_id=object_id, compartment=compartment, action=Act.EXPORT)


def _asked(
    request: HttpRequest, form: TakeOut, shown: dict[str, Any], over: str = ""
) -> HttpResponseBase:
    """The page that asks for form and reason; `over` says why it cannot be taken out as it is."""
    faults = [(f"id_{name}", text) for name, told in form.errors.items() for text in told]
    faults += [("", over)] if over else []
    status = 422 if faults and request.method == "POST" else 200
    shown |= {"faults": faults, "typed": request.POST}
    return render(request, "alerts/take_out.html", shown, status=status)


def _cells(member: Member, name: str) -> list[object]:
    last = day(stamp(member.last))
    return [name, member.open, member.alerts, member.people, number(member.most_bits, 1), last]


def _file(
    name: str, columns: Sequence[str], cells: Sequence[Sequence[object]], form: str
) -> HttpResponseBase:
    if form == "csv":
        return csv_response(name, columns, cells)
    return xlsx_response(name, columns, cells, sheet=name.capitalize())
