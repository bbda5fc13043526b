"""The network around an alert: who is linked with whom by alerts, drawn by the server."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import alert_named, around
from custodes.web.audit.looks import look, shows_records
from custodes.web.design.pictures import network as drawn
from custodes.web.design.pictures.network import MOST_LINKS, Link, for_script, lay_out

NETWORK = "network"
"""The kind of a look at a network."""
MOST_STEPS = 3


@login_required
@shows_records
@require_safe
def network(request: HttpRequest, alert_id: str) -> HttpResponse:
    """The strongest links around the alert's pair, by one to three steps; at most 60 are drawn, and
    a look is told at each alert behind one."""
    user, now = asker_of(request).user, timezone.now()
    found = alert_named(alert_id, user, at=now)
    asked = request.GET.get("steps", "1")
    steps = int(asked) if asked in ("1", "2", "3") else 1
    look(request, kind=NETWORK, object_id=found.pk, compartment=found.compartment_id)
    pairs, left_out = around(found, steps, user, most=MOST_LINKS, at=now)
    for pair in pairs:
        look(request, kind="alert_list", object_id=pair.pk, compartment=pair.compartment_id)
    names = names_for([*pairs, found], user, now, whole=False)
    links = [
        Link(names[pair.staff], names[pair.person], round(pair.bits, 1), _("alert"))
        for pair in pairs
    ]
    staff = frozenset(names[pair.staff] for pair in [*pairs, found])
    laid = lay_out(links, staff, names[found.staff], left_out)
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
