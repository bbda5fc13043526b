"""Taking a list of alerts out as a file: with a reason, having just proved again who one is."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.web.accounts.asking import check_may
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.alerts.filtering import Filter, alerts_for
from custodes.web.alerts.forms import TakeOut
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import places_offering
from custodes.web.alerts.showing import Row, behind, rows_of
from custodes.web.alerts.views.answers import plainly
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.documents.tables import csv_response, xlsx_response

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


@login_required
@shows_records
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponseBase:
    """The list that the address names, as CSV or Excel; each alert on it is told as exported."""
    asker, now = asker_of(request), timezone.now()
    asked = Filter.asked(request.GET)
    places = places_offering(asker, Action.EXPORT_ALERTS, at=now)
    if not places:
        raise Http404
    check_stepped_up(request)
    rows = alerts_for(asker.user, asked, at=now).filter(compartment__in=places)
    rows = rows.select_related("assignee", "suppression")
    count = rows.count()
    form = TakeOut(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and count <= MOST:
        because = form.cleaned_data["because"]
        alerts = list(rows)
        for place in _places(alerts) or places:
            check_may(
                asker,
                Action.EXPORT_ALERTS,
                place,
                about="a list of alerts",
                subjects=frozenset(a.staff for a in alerts if a.compartment_id == place.key),
                reason=because,
                at=now,
            )
        for alert in alerts:
            place_key = alert.compartment_id
            kind = "alert_list"
            look(request, kind=kind, object_id=alert.pk, compartment=place_key, action=Act.EXPORT)
        if not alerts:
            look(request, kind="alert_list", action=Act.EXPORT)
        listed = rows_of(alerts, names_for(alerts, asker.user, now, whole=False), asked, now)
        return _file(listed, form.cleaned_data["form"])
    faults = [(f"id_{name}", text) for name, told in form.errors.items() for text in told]
    if count > MOST:
        faults.append(("", _("More than %(most)d alerts: filter first.") % {"most": MOST}))
    look(request, kind="alert_list")
    shown = {
        "count": count,
        "faults": faults,
        "typed": request.POST,
        "behind": behind(asked),
        "queue": reverse("alerts:queue") + (behind(asked) or "?state=open"),
    }
    status = 422 if faults and request.method == "POST" else 200
    return render(request, "alerts/take_out.html", shown, status=status)


def _file(rows: list[Row], form: str) -> HttpResponseBase:
    columns = [str(_(title)) for title, _name in COLUMNS]
    cells = [[getattr(row, name) for _title, name in COLUMNS] for row in rows]
    if form == "csv":
        return csv_response("alerts", columns, cells)
    return xlsx_response("alerts", columns, cells, sheet="Alerts")


def _places(alerts: list[Alert]) -> list[Compartment]:
    found = Compartment.objects.filter(key__in={alert.compartment_id for alert in alerts})
    return list(found.order_by("key"))
