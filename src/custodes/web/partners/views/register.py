"""The register as a list: what is due first, search and filters, and the list as a file."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.vocabulary.times import day_named, in_london
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.partners import filtering, presenters
from custodes.web.partners.answers import notices, plainly
from custodes.web.partners.filtering import Filter, links_for
from custodes.web.partners.importing import COLUMNS
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.maturity import TITLES, Level
from custodes.web.partners.queries import areas_of, may_edit, place_of, register, waiting_for

PER_PAGE = 25
LISTED = "partner_list"


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The register on a day: the alarms, then the partners that were asked for."""
    by, now = asker_of(request), timezone.now()
    place, as_of, asked = place_of(by.user, now), day_of(request, now), Filter.asked(request.GET)
    whole = register(by.user, compartment=place, at=now)
    links = links_for(whole.links, asked, as_of)
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("page"))
    day = as_of if "as_of" in request.GET else None
    look(request, kind=LISTED, compartment=place)
    levels = {str(int(level)): TITLES[level] for level in Level}
    return render(
        request,
        "partners/listed.html",
        {
            "notices": notices(request),
            "may_edit": may_edit(by, place, now),
            "alarms": presenters.alarms(whole, as_of, waiting_for(place, by.user, at=now)),
            "as_of": as_of.isoformat(),
            "asked": asked,
            "count": len(links),
            "on_register": len(whole.listed(as_of)),
            "rows": presenters.rows_of(list(page.object_list), as_of),
            "page": page.number,
            "of": page.paginator.num_pages,
            "address": asked.address(as_of=day, page="PAGE"),
            "file": {
                form: reverse("partners:file", args=[form]) + asked.address(as_of=day)
                for form in ("csv", "xlsx")
            },
            "kinds": _items(KIND_TITLES, asked.kind, _("Every kind")),
            "levels": _items(levels, asked.level, _("Every level")),
            "areas": _items(
                dict.fromkeys(areas_of(place, by.user, at=now)), asked.area, _("Every area")
            ),
            "groups": _items(GROUPS, asked.group, _("Every group")),
            "dues": _items(filtering.DUE, asked.due, _("All")),
            "rule": presenters.rule_lines(),
        },
    )


@login_required
@plainly
@shows_records
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The partners that were asked for as CSV or Excel, in the columns that are taken in."""
    by, now = asker_of(request), timezone.now()
    place, as_of, asked = place_of(by.user, now), day_of(request, now), Filter.asked(request.GET)
    if form not in ("csv", "xlsx"):
        raise Http404
    links = links_for(register(by.user, compartment=place, at=now).links, asked, as_of)
    look(request, kind=LISTED, compartment=place, action=Act.EXPORT)
    columns = [*COLUMNS.values(), *(str(title) for title in presenters.DERIVED)]
    rows = presenters.file_rows(links, as_of)
    if form == "csv":
        return csv_response("partners", columns, rows)
    return xlsx_response("partners", columns, rows, sheet="Partners")


def day_of(request: HttpRequest, at: datetime) -> date:
    """The day that the address asks for; today where it asks for none that has come."""
    today = in_london(at).date()
    return min(day_named(request.GET.get("as_of", "")) or today, today)


def _items(titles: Any, chosen: str, every: str) -> list[dict[str, Any]]:
    """The choices of a filter."""
    listed = [("", every), *((key, str(title or key)) for key, title in titles.items())]
    return [{"value": key, "text": text, "selected": key == chosen} for key, text in listed]
