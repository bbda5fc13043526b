"""The network around an alert: who is linked by alerts, and by what this one holds beside its pair,
drawn by the server."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.alerts.beside import beside
from custodes.web.alerts.models import Alert
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import alert_named, around
from custodes.web.alerts.taking import as_written
from custodes.web.alerts.views.answers import not_as_written
from custodes.web.audit.looks import look, shows_records
from custodes.web.design.pictures import network as drawn
from custodes.web.design.pictures.network import MOST_LINKS, Link, for_script, lay_out
from custodes.web.design.showing import number
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject

NETWORK = "network"
"""The kind of a look at a network."""
MOST_STEPS = 3


@login_required
@shows_records
@require_safe
def network(request: HttpRequest, alert_id: str) -> HttpResponse:
    """The strongest links around the alert's pair, by one to three steps; at most 60 are drawn, and
    a look is told at each alert behind one. Of an alert that is not as its run wrote it nothing is
    shown."""
    user, now = asker_of(request).user, timezone.now()
    found = alert_named(alert_id, user, at=now)
    asked = request.GET.get("steps", "1")
    steps = int(asked) if asked in ("1", "2", "3") else 1
    if not as_written(found):
        return not_as_written(request, found)
    look(request, kind=NETWORK, object_id=found.pk, compartment=found.compartment_id)
    pairs, left_out = around(found, steps, user, most=MOST_LINKS, at=now)
    for pair in pairs:
        look(request, kind="alert_list", object_id=pair.pk, compartment=pair.compartment_id)
    names = names_for(pairs, user, now, whole=False) | names_for(found, user, now)
    links, staff = _links(found, pairs, names)
    laid = lay_out(links, staff, names[found.staff], left_out)
    here = reverse("alerts:network", args=[alert_id])
    shown = {
        "alert": found,
        "picture_shown": drawn(laid),
        "elements": for_script(laid),
        "links": len(links),
        "alone": {(pair.staff, pair.person) for pair in pairs} <= {(found.staff, found.person)},
        "alerts": [
            (
                {"text": pair.alert_id, "href": reverse("alerts:alert", args=[pair.alert_id])},
                names[pair.staff],
                names[pair.person],
                number(pair.bits, 1),
            )
            for pair in pairs
        ],
        "many": not found.person,
        "member": reverse("alerts:member", args=[name_for(Subject.STAFF, found.staff)]),
        "steps": [
            {"text": str(n), "href": f"{here}?steps={n}", "active": n == steps}
            for n in range(1, MOST_STEPS + 1)
        ],
    }
    return render(request, "alerts/network.html", shown)


def _links(
    found: Alert, pairs: Sequence[Alert], names: Mapping[str, str]
) -> tuple[list[Link], frozenset[str]]:
    """The alerts about pairs, and what the alert itself holds of others, which has no strength;
    and who of them is staff."""
    links = [
        Link(names[pair.staff], names[pair.person], round(pair.bits, 1), _("alert"))
        for pair in pairs
    ]
    known = {(pair.staff, pair.person) for pair in pairs}
    more = [one for one in beside(found.content) if (one.staff, one.person) not in known]
    links += [Link(names[one.staff], names[one.person], 0.0, one.what) for one in more]
    staff = {found.staff} | {pair.staff for pair in pairs} | {one.staff for one in more}
    return links, frozenset(names[one] for one in staff)
