"""The network around an alert: who is linked with whom by alerts, drawn by the server."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import alert_named, around
from custodes.web.audit.looks import look, shows_records
from custodes.web.design.pictures import network as drawn
from custodes.web.design.pictures.network import Link, for_script, lay_out

NETWORK = "network"
"""The kind of a look at a network."""
MOST_STEPS = 3


@login_required
@shows_records
@require_safe
def network(request: HttpRequest, alert_id: str) -> HttpResponse:
    """The strongest links around the alert's pair, by one to three steps; at most 60 are drawn."""
    user, now = asker_of(request).user, timezone.now()
    found = alert_named(alert_id, user, at=now)
    asked = request.GET.get("steps", "1")
    steps = int(asked) if asked in ("1", "2", "3") else 1
    look(request, kind=NETWORK, object_id=found.pk, compartment=found.compartment_id)
    rows = around(found, steps, user, at=now)
    pairs = [Alert(**{k: v for k, v in row.items() if k != "pk"}) for row in rows]
    for row in rows:
        place = row["compartment_id"]
        look(request, kind="alert_list", object_id=row["pk"], compartment=place)
    names = names_for([*pairs, found], user, now, whole=False)
    strongest: dict[tuple[str, str], float] = {}
    for pair in pairs:
        ends = (names[pair.staff], names[pair.person])
        strongest[ends] = max(strongest.get(ends, 0.0), pair.bits)
    links = [
        Link(one, other, round(bits, 1), _("alert")) for (one, other), bits in strongest.items()
    ]
    if not links and found.kind != "across" and found.person:
        links = [Link(names[found.staff], names[found.person], found.bits, _("alert"))]
    staff = frozenset(names[pair.staff] for pair in [*pairs, found])
    laid = lay_out(links, staff, names[found.staff])
    here = reverse("alerts:network", args=[alert_id])
    shown = {
        "alert": found,
        "picture_shown": drawn(laid),
        "elements": for_script(laid),
        "links": len(links),
        "steps": [
            {"text": str(n), "href": f"{here}?steps={n}", "active": n == steps}
            for n in range(1, MOST_STEPS + 1)
        ],
        "back": reverse("alerts:alert", args=[alert_id]),
    }
    return render(request, "alerts/network.html", shown)
