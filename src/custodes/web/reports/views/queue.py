"""The queue of reports, the figures of the clocks, and taking lists in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, NotAllowed
from custodes.web.design import showing
from custodes.web.partners.answers import notices, plainly
from custodes.web.partners.kinds import ROUTES
from custodes.web.partners.presenters import share
from custodes.web.reports import collecting, figures, forms, presenters, states, vault
from custodes.web.reports.actions import lists
from custodes.web.reports.actions.receiving import enter as enter_report
from custodes.web.reports.importing import REPORT_COLUMNS, STAFF_COLUMNS, Line, lines_of
from custodes.web.reports.models import KnownStaff
from custodes.web.reports.queries import in_order, place_of, reports_of, staff_of, worked_of

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 25
LISTED, FIGURES = "report_list", "report_figures"
SHOWN = {"open": states.OPEN, **{state: (state,) for state in states.REPORTS.words}}


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The reports that are open, risk first; others by their state."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)
    asked = request.GET.get("state", "open")
    wanted = SHOWN.get(asked, states.OPEN)
    whole = list(reports_of(place.key, by.user, at=now))
    rows = in_order([row for row in whole if row.state in wanted])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    look(request, kind=LISTED, compartment=place.key)
    sealed = sum(row.state == states.RECEIVED for row in whole)
    waiting = [row for row in whole if row.possible_victim and row.safeguarded_at is None]
    choices = [("open", _("All that is open")), *states.REPORTS.words.items()]
    shown = {
        "notices": notices(request),
        "rows": presenters.lines_of(list(page.object_list), now),
        "count": len(rows),
        "page": page.number,
        "of": page.paginator.num_pages,
        "address": f"?state={asked if asked in SHOWN else 'open'}&page=PAGE",
        "states": [
            {"value": key, "text": str(text), "selected": key == asked} for key, text in choices
        ],
        "sealed": sealed,
        "waiting": len(waiting),
        "any": bool(whole),
        "reader": vault.is_reader(by.user),
        "inbox": collecting.in_the_inbox(),
    }
    return render(request, "reports/listed.html", shown)


@login_required
@plainly
@require_POST
def collect(request: HttpRequest) -> HttpResponse:
    """Take in what was carried over from the intake, and put the answers out."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)
    check_may(by, Action.TRIAGE_REPORT, place, at=now)
    done = collecting.collect(compartment=place, by=by.by, at=now)
    said = _("Taken in: %(taken)d. Not as they should be, and left: %(refused)d. Answers put out: "
             "%(given)d.") % vars(done)  # fmt: skip
    messages.success(request, said)
    return redirect("reports:listed")


@login_required
@plainly
@shows_records
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The clocks: to opening, to the first safeguarding decision, to feedback; by route, month."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)
    worked = worked_of(place.key, by.user, at=now)
    look(request, kind=FIGURES, compartment=place.key)
    row = presenters.clocks_row
    whole = figures.clocks(worked)
    shown = {
        "lines": [
            (_("Reports"), str(whole.reports)),
            (_("Median hours until opened"), presenters.figure(whole.opened_hours)),
            (_("Possible victims"), str(whole.possible_victims)),
            (_("First safeguarding decision taken"), str(whole.safeguarded)),
            (
                _("Median hours to the first safeguarding decision"),
                presenters.figure(whole.safeguarding_hours),
            ),
            (_("The longest, in hours"), presenters.figure(whole.safeguarding_longest)),
            (_("Still waiting for it"), str(whole.waiting)),
            (_("Led to an intelligence report, of those decided"),
             share(whole.share_developed)),
            (_("Median days to feedback"), presenters.figure(whole.feedback_days)),
        ],
        "routes": [
            row(str(ROUTES[route]), one)
            for route, one in figures.by_route(worked, ROUTES).items()
        ],
        "months": [
            row(showing.month(month), one) for month, one in figures.by_month(worked).items()
        ],
    }  # fmt: skip
    return render(request, "reports/numbers.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a report that came by another route."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)
    form = forms.Enter(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_report(compartment=place, by=by, at=now, **form.said())
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error(None, str(wrong))
        else:
            told = _("It is sealed and in the queue as %(name)s.") % {"name": made.reference}
            messages.success(request, told)
            return redirect("reports:listed")
    look(request, kind=LISTED, compartment=place.key)
    shown = {
        "title": _("Enter a report by another route"),
        "lead": _("From Crimestoppers, the IOPC, the confidential line, a complaint, a supervisor "
                  "or the member of staff themselves."),
        "back": (reverse("reports:listed"), _("Reports")),
        "form": form,
        "lines": [],
    }  # fmt: skip
    return render(request, "reports/entry.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a list of reports of other routes."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)

    def take(lines: list[Line]) -> lists.Taken:
        return lists.take_reports(compartment=place, lines=lines, by=by, at=now)

    title = _("Take in a list of reports by other routes")
    said = _("One report a line. Each is sealed as it is taken; the same line again adds nothing.")
    return _list(request, title, said, REPORT_COLUMNS, 3, take, place.key)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def staff(request: HttpRequest) -> HttpResponse:
    """Take in the staff to match against."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_REPORTS, now)

    def take(lines: list[Line]) -> lists.Taken:
        return lists.take_staff(compartment=place, lines=lines, by=by, at=now)

    count = len(staff_of(place.key, by.user, at=now))
    said = _("Names, nicknames and numbers against which intake, and nobody else, looks for who "
             "may be meant. Held now: %(n)d.") % {"n": count}  # fmt: skip
    title = _("Staff to match against")
    return _list(
        request, title, said, STAFF_COLUMNS, 1, take, place.key, kind=KnownStaff.audit_kind
    )


def _list(
    request: HttpRequest,
    title: str,
    said: str,
    columns: tuple[str, ...],
    needed: int,
    take: Any,
    place: str,
    kind: str = LISTED,
) -> HttpResponse:
    form = forms.ListFile(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["list_"].read()
            taken = take(lines_of(content, columns, needed))
        except NotAllowed:
            raise
        except UserError as wrong:
            form.add_error("list_", str(wrong))
    look(request, kind=kind, compartment=place)
    shown = {
        "title": title,
        "said": said,
        "columns": columns,
        "needed": needed,
        "form": form,
        "taken": taken,
        "refused": [(one.number, one.because) for one in taken.refused] if taken else [],
    }
    return render(request, "reports/take_in.html", shown, status=422 if form.errors else 200)
