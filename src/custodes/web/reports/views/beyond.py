"""Beyond intake: safeguarding with its clock, drafts for intelligence, and the custodian's list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.decision import Action, NotAllowed
from custodes.web.design.forms import Form
from custodes.web.design.showing import clock
from custodes.web.partners.answers import notices, plainly
from custodes.web.partners.forms import in_sight_of
from custodes.web.reports import forms, presenters, states
from custodes.web.reports.actions.handing_over import send_back, take_on
from custodes.web.reports.actions.keeping import Conflict
from custodes.web.reports.actions.safeguarding import decide_safeguarding
from custodes.web.reports.models import IntelligenceDraft, Safeguarding, SourceLink
from custodes.web.reports.queries import place_of, row_named
from custodes.web.reports.words import SAFEGUARDING

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 25


@login_required
@plainly
@shows_records
@require_safe
def safeguarding(request: HttpRequest) -> HttpResponse:
    """Those who may be at risk: undecided first, then danger, then the longest wait."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_SAFEGUARDING, now)
    rows = Safeguarding.objects.visible_to(by.user, at=now).filter(compartment=place)
    ordered = sorted(rows, key=lambda row: (row.decided_at is not None, not row.danger, row.since))
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    look(request, kind=f"{Safeguarding.audit_kind}_list", compartment=place.key)
    shown = {
        "notices": notices(request),
        "rows": presenters.safeguarding_lines(list(page.object_list), now),
        "page": page.number,
        "of": page.paginator.num_pages,
        "waiting": sum(row.decided_at is None for row in ordered),
    }
    return render(request, "reports/safeguarding.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def safeguarding_one(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody who may be at risk, and the first decision."""
    by, now = asker_of(request), timezone.now()
    row: Safeguarding = row_named(
        Safeguarding, reference, by.user, at=now, related=("begun_by", "decided_by")
    )
    form = forms.DecideSafeguarding(request.POST or None, initial={"version": row.version})

    def save() -> None:
        given = form.cleaned_data
        decide_safeguarding(
            safeguarding=row,
            decision=given["decision"],
            version=given["version"] or 0,
            by=by,
            because=given["because"],
            at=now,
        )
        messages.success(request, _("Saved. The clock has stopped."))

    if request.method == "POST" and _saved(form, save):
        return redirect("reports:safeguarding")
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    lines = [
        (_("What the lead must know"), row.told),
        (_("With the unit since"), clock(stamp(row.since))),
        (_("Begun by"), f"{row.begun_by}, {clock(stamp(row.begun_at))}"),
        (_("First decision"), presenters.safeguarding_clock(row, now)),
    ]
    if row.decision:
        said = f"{SAFEGUARDING[row.decision]} ({row.decided_by})"
        lines += [(_("Decided"), said), (_("Reason"), row.because)]
    shown = {
        "row": row,
        "lines": lines,
        "form": None if row.decision else form,
        "notices": notices(request),
    }
    status = 422 if form.errors else 200
    return render(request, "reports/safeguarding_one.html", shown, status=status)


@login_required
@plainly
@shows_records
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The drafts that intake has handed over, those not answered first."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_INTELLIGENCE, now)
    rows = IntelligenceDraft.objects.visible_to(by.user, at=now).filter(compartment=place)
    ordered = sorted(rows, key=lambda row: (row.state != states.DRAFT, -row.at.timestamp()))
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    look(request, kind=f"{IntelligenceDraft.audit_kind}_list", compartment=place.key)
    listed = [
        {
            "name": row.reference,
            "href": reverse("reports:draft", args=[row.reference]),
            "grade": f"{row.source_grade}{row.assessment}{row.handling}",
            "tag": _tag(row),
            "day": clock(stamp(row.at)),
        }
        for row in page
    ]
    shown = {
        "notices": notices(request),
        "rows": listed,
        "page": page.number,
        "of": page.paginator.num_pages,
    }
    return render(request, "reports/drafts.html", shown)


@login_required
@plainly
@shows_records
@require_http_methods(METHODS)
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """One draft as intelligence reads it: nothing in it leads to its source."""
    by, now = asker_of(request), timezone.now()
    row: IntelligenceDraft = row_named(IntelligenceDraft, reference, by.user, at=now)
    form = forms.AnswerDraft(request.POST or None, initial={"version": row.version})

    def save() -> None:
        given = form.cleaned_data
        version = given["version"] or 0
        if given["answer"] == "take-on":
            take_on(draft=row, version=version, by=by, at=now)
        else:
            send_back(draft=row, version=version, by=by, because=given["because"], at=now)
        messages.success(request, _("Saved."))

    if request.method == "POST" and _saved(form, save):
        return redirect("reports:drafts")
    look(request, kind=row.audit_kind, object_id=row.pk, compartment=row.compartment_id)
    shown = {
        "row": row,
        "tag": _tag(row),
        "text": row.text.splitlines(),
        "facts": presenters.draft_facts(row),
        "form": form if row.state == states.DRAFT else None,
        "notices": notices(request),
    }
    return render(request, "reports/draft.html", shown, status=422 if form.errors else 200)


@login_required
@plainly
@shows_records
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Which report stands behind each source's reference: for the custodian alone."""
    by, now = asker_of(request), timezone.now()
    place = place_of(by.user, Action.SEE_SOURCES, now)
    rows = SourceLink.objects.visible_to(by.user, at=now).filter(compartment=place)
    page = Paginator(
        rows.select_related("report", "draft").order_by("-at", "-pk"), PER_PAGE
    ).get_page(request.GET.get("page"))
    look(request, kind=f"{SourceLink.audit_kind}_list", compartment=place.key)
    shown = {
        "rows": [
            (
                row.source,
                row.report.reference,
                row.draft.reference,
                clock(stamp(row.at)),
            )
            for row in page
        ],
        "page": page.number,
        "of": page.paginator.num_pages,
    }
    return render(request, "reports/sources.html", shown)


def _saved(form: Form, save: Any) -> bool:
    """Whether it was saved; what is wrong is on the form, and what was typed stays."""
    if not form.is_valid():
        return False
    try:
        save()
    except NotAllowed:
        raise
    except Conflict as moved:
        form.add_error(None, str(moved))
        in_sight_of(form, moved.now.version)
        return False
    except UserError as wrong:
        form.add_error(None, str(wrong))
        return False
    return True


def _tag(row: IntelligenceDraft) -> dict[str, str]:
    words = str(states.DRAFTS.words[row.state])
    return {"text": words, "classes": f"govuk-tag--{states.DRAFT_COLOURS[row.state]}"}
