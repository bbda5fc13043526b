"""The figures of the links on a day: levels, gaps, what became of reports, who has sent none."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.design.showing import month
from custodes.web.partners import figures, presenters
from custodes.web.partners.answers import plainly
from custodes.web.partners.kinds import BRIEFED_ON, KIND_TITLES, ROUTES
from custodes.web.partners.models import Briefing
from custodes.web.partners.picture import gap_map
from custodes.web.partners.queries import in_the_unit, place_of, register
from custodes.web.partners.views.register import day_of

FIGURES = "links_figures"
BRIEFINGS = "partner_briefing_list"
MOST_BRIEFINGS = 200


@login_required
@plainly
@shows_records
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The figures of the links on a day; outside the unit small numbers are not told."""
    user, now = asker_of(request).user, timezone.now()
    place, as_of = place_of(user, now), day_of(request, now)
    whole = register(user, compartment=place, at=now)
    found = figures.links_figures(whole, as_of)
    unit = in_the_unit(user, now)
    look(request, kind=FIGURES, compartment=place)
    names = {link.id: link for link in whole.links}
    tables = (
        ("partners", figures.by_partner(whole, as_of), lambda key: presenters.linked(names[key])),
        ("routes", figures.by_route(whole, as_of), lambda key: str(ROUTES[key])),
        ("by_kind", figures.by_kind(whole, as_of), lambda key: str(KIND_TITLES[key])),
        ("by_area", figures.by_area(whole, as_of), str),
        ("by_month", figures.by_month(whole, as_of), month),
    )
    shown = {
        "as_of": as_of.isoformat(),
        "unit": unit,
        "lines": presenters.figure_lines(found, unit=unit),
        "gaps": gap_map(found.cells) if found.cells else None,
        "silent": [presenters.silent_row(names[key], as_of) for key in found.zero_report],
        "rule": presenters.rule_lines(),
        **{name: presenters.outcome_rows(parts, title, unit=unit) for name, parts, title in tables},
    }
    return render(request, "partners/numbers.html", shown)


@login_required
@plainly
@shows_records
@require_safe
def briefings(request: HttpRequest) -> HttpResponse:
    """The register of briefings: who was briefed on what, when, by whom, and how many heard it."""
    user, now = asker_of(request).user, timezone.now()
    place = place_of(user, now)
    rows = (
        Briefing.objects.visible_to(user, at=now)
        .filter(compartment=place, withdrawn_at=None)
        .select_related("partner")
        .order_by("-on", "-pk")[:MOST_BRIEFINGS]
    )
    look(request, kind=BRIEFINGS, compartment=place)
    listed = [
        (
            presenters.linked(row.partner),
            presenters.written(row.on),
            str(BRIEFED_ON[row.topic]),
            row.given_by,
            row.attended,
        )
        for row in rows
    ]
    shown = {"rows": listed, "heard": sum(row.attended for row in rows)}
    return render(request, "partners/briefings.html", shown)
