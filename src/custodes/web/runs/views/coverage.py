"""Coverage: what the force holds, what of it is monitored, and what is silent or off."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import asker_of
from custodes.web.accounts.standing import account_of, subjects_hidden
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.design.showing import clock, day
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.jobs.actions import ask_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import pseudonyms_of, shown_names
from custodes.web.runs import coverage_page, presenters, queries
from custodes.web.runs.forms import Measure
from custodes.web.runs.jobs import COVERAGE
from custodes.web.runs.models import Coverage

KIND = Coverage.audit_kind


@login_required
@shows_records
@plainly
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The latest measurement of coverage, or the one that the address names."""
    return _page(request)


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest) -> HttpResponse:
    """Ask for coverage as of a day, as a job."""
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    if request.method != "POST":
        return redirect("runs:coverage")
    form = Measure(request.POST, today=in_london(now.replace(tzinfo=None)).date())
    if not form.is_valid():
        return _page(request, form=form, status=422)
    job = ask_for(
        COVERAGE,
        {"as_of": form.moment().isoformat()},
        by=asker,
        compartment=place,
        at=now,
        token=form.cleaned_data["token"],
    )
    return redirect("jobs:job", job.pk)


@login_required
@shows_records
@plainly
@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """A measurement with everything that does not fit, as CSV or Excel; empty before the first.

    Staff stand in it under their pseudonyms, also while a look behind a name lasts: a file stays.
    """
    user, now = asker_of(request).user, timezone.now()
    place = queries.place_of(user, at=now)
    measured, _all = queries.coverage_measured(user, key=request.GET.get("measured", ""), at=now)
    if kind not in ("csv", "xlsx"):
        raise Http404
    key = measured.pk if measured else ""
    look(request, kind=KIND, object_id=key, compartment=place.key, action=Act.EXPORT)
    rows: list[tuple[object, ...]] = []
    name = "coverage"
    if measured is not None:
        pseudonyms = pseudonyms_of(Subject.STAFF, _without_device(measured, user, now))
        rows = coverage_page.whole(measured.content, pseudonyms)
        name = f"coverage-{measured.as_of:%Y-%m-%d}"
    columns = [str(column) for column in coverage_page.COLUMNS]
    if kind == "csv":
        return csv_response(name, columns, rows)
    return xlsx_response(name, columns, rows, sheet="Coverage")


def _page(request: HttpRequest, *, form: Measure | None = None, status: int = 200) -> HttpResponse:
    asker, now = asker_of(request), timezone.now()
    place = queries.place_of(asker.user, at=now)
    key = request.GET.get("measured", "")
    measured, listed = queries.coverage_measured(asker.user, key=key, at=now)
    look(request, kind=KIND, object_id=measured.pk if measured else "", compartment=place.key)
    today = in_london(now.replace(tzinfo=None)).date()
    page = None
    if measured is not None:
        page = coverage_page.present(measured, _names(measured, asker.user, now))
    jobs = queries.open_jobs(asker.user, [COVERAGE.id], at=now)
    return render(
        request,
        "runs/coverage.html",
        {
            "coverage": page,
            "said": coverage_page.sentence(measured.content) if measured else "",
            "measured": measured,
            "columns": coverage_page.COLUMNS,
            "others": [
                {
                    "value": row.pk,
                    "text": f"{day(stamp(row.as_of))} ({clock(stamp(row.at))})",
                    "selected": measured is not None and row.pk == measured.pk,
                }
                for row in listed
            ],
            "form": form or Measure(initial={"as_of": today}, today=today),
            "may": queries.may(asker, Action.START_RUN, place, at=now),
            "jobs": presenters.going_on(jobs, now),
            "notices": notices(request),
        },
        status=status,
    )


def _names(measured: Coverage, user: User, now: datetime) -> dict[str, str]:
    """What staff who hold no device are called on the page."""
    staff = _without_device(measured, user, now)
    return shown_names(
        {Subject.STAFF: staff}, user=user, compartments=[measured.compartment_id], at=now
    )


def _without_device(measured: Coverage, user: User, now: datetime) -> set[str]:
    """Staff who hold no device, without those of whom the user may not know."""
    staff = set(measured.content["agreed"]["staff_without_device"]["listed"])
    return staff - subjects_hidden(account_of(user, at=now), at=now)
