"""The pages of the register: the list, one partner, and the figures with the gaps."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import asker_of
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action
from custodes.web.partners import figures, presenters
from custodes.web.partners.kinds import GROUPS, KIND_TITLES, ROUTES
from custodes.web.partners.maturity import TITLES, Level, maturity
from custodes.web.partners.models import Partner
from custodes.web.partners.picture import gap_map
from custodes.web.partners.queries import partner_numbered, register

PER_PAGE = 25
LISTED = "partner_list"
FIGURES = "links_figures"


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The register on a day, by kind and level, those with an overdue contact told in words."""
    user, now = asker_of(request).user, timezone.now()
    place, as_of = place_of(user, now), _day(request, now)
    kind, level = request.GET.get("kind", ""), request.GET.get("level", "")
    links = sorted(
        register(user, compartment=place, at=now).listed(as_of), key=lambda k: k.name.casefold()
    )
    if kind in KIND_TITLES:
        links = [link for link in links if link.kind == kind]
    if level in {str(int(one)) for one in Level}:
        links = [link for link in links if str(int(maturity(link, as_of).level)) == level]
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("page"))
    look(request, kind=LISTED, compartment=place)
    asked = request.GET.copy()
    asked["page"] = "PAGE"
    return render(
        request,
        "partners/listed.html",
        {
            "as_of": as_of.isoformat(),
            "count": len(links),
            "rows": presenters.rows_of(list(page.object_list), as_of),
            "page": page.number,
            "of": page.paginator.num_pages,
            "address": f"?{asked.urlencode()}",
            "kinds": _items(KIND_TITLES, kind, _("Every kind")),
            "levels": _items({str(int(k)): v for k, v in TITLES.items()}, level, _("Every level")),
            "rule": presenters.rule_lines(),
        },
    )


@login_required
@shows_records
@require_safe
def partner(request: HttpRequest, number: int) -> HttpResponse:
    """One partner: how developed the link is on a day, and why."""
    user, now = asker_of(request).user, timezone.now()
    found, as_of = partner_numbered(number, user, at=now), _day(request, now)
    whole = register(user, compartment=found.compartment_id, at=now)
    link = next(link for link in whole.links if link.id == found.pk)
    look(request, kind=Partner.audit_kind, object_id=found.pk, compartment=found.compartment_id)
    shown = {
        "partner": found,
        "kind": KIND_TITLES[found.kind],
        "groups": [GROUPS[group] for group in found.groups],
        "as_of": as_of.isoformat(),
        "lines": presenters.link_lines(link, as_of),
        "rule": presenters.rule_lines(),
    }
    return render(request, "partners/partner.html", shown)


@login_required
@shows_records
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The figures of the links on a day, the gaps, and what became of reports."""
    user, now = asker_of(request).user, timezone.now()
    place, as_of = place_of(user, now), _day(request, now)
    whole = register(user, compartment=place, at=now)
    found = figures.links_figures(whole, as_of)
    look(request, kind=FIGURES, compartment=place)
    row = presenters.outcome_row
    kinds = figures.by_kind(whole, as_of)
    shown = {
        "as_of": as_of.isoformat(),
        "lines": presenters.figure_lines(found),
        "gaps": gap_map(found.cells) if found.cells else None,
        "routes": [row(str(ROUTES[k]), v) for k, v in figures.by_route(whole, as_of).items()],
        "by_kind": [row(str(KIND_TITLES[k]), v) for k, v in kinds.items() if v.reports],
        "by_area": [row(k, v) for k, v in figures.by_area(whole, as_of).items()],
        "by_month": [row(k, v) for k, v in figures.by_month(whole, as_of).items()],
        "rule": presenters.rule_lines(),
    }
    return render(request, "partners/numbers.html", shown)


def place_of(user: User, at: datetime) -> str:
    """The compartment whose register the user sees. Raises Http404 where there is none."""
    keys = sorted(compartments_seen(account_of(user, at=at), Action.SEE_PLAN, at=at))
    if not keys:
        raise Http404
    return str(keys[0])


def _day(request: HttpRequest, at: datetime) -> date:
    """The day that the address asks for; today where it asks for none that has come."""
    today = in_london(at).date()
    try:
        return min(date.fromisoformat(request.GET.get("as_of", "")), today)
    except ValueError:
        return today


def _items(titles: Any, chosen: str, every: str) -> list[dict[str, Any]]:
    """The choices of a filter."""
    listed = [("", every), *((key, str(title)) for key, title in titles.items())]
    return [{"value": key, "text": text, "selected": key == chosen} for key, text in listed]
