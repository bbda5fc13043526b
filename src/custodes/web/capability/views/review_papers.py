"""A review as a paper: read once more and signed, set aside, taken out as PDF or Excel."""

import math
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.web.accounts.answers import plainly
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.capability import result_sections, rows
from custodes.web.capability.actions import signing
from custodes.web.capability.contents import Contents
from custodes.web.capability.models import Review
from custodes.web.capability.presenters import written
from custodes.web.capability.review_sections import signed_line, title_of
from custodes.web.capability.sections import excel_of, paper_of, pdf_of
from custodes.web.capability.states import DRAFT
from custodes.web.capability.views.pages import looked, may_act, page, version_of
from custodes.web.capability.views.reviews import beside_of, sections_of
from custodes.web.decision import Action
from custodes.web.documents.tables import file_response


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Read the whole review once more, and sign it: it is frozen as it is shown."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    if request.method == "POST":
        check_stepped_up(request)
        paper = paper_of_review(row, by, now, signs=True)
        signing.sign(row=row, paper=paper, version=version_of(request), by=by, at=now)
        messages.success(request, _("Signed. It stays as it is from now on."))
        return redirect("capability:review", row.pk)
    beside = beside_of(row, by, now)
    looked(request, row)
    result = rows.standing_of(beside.contents)
    shown = {
        "title": title_of(row),
        "back": (reverse("capability:review", args=[row.pk]), title_of(row)),
        "facts": result_sections.result_facts(beside.contents, result) if result else [],
        "lacking": _lacking(beside.contents, result),
        "version": row.version,
        "signs": row.state == DRAFT and may_act(by, Action.SIGN_CAPABILITY, row.compartment, now),
        "wrote": by.user.pk in row.wrote,
    }
    return page(request, "sign.html", shown, here="capability:reviews")


@login_required
@plainly
@require_POST
def aside(request: HttpRequest, number: int) -> HttpResponse:
    """Set a draft aside."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    signing.set_aside(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("It is set aside and stays on record."))
    return redirect("capability:reviews")


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The review as PDF or Excel: as it was signed, or marked as a draft."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    if kind not in ("pdf", "xlsx"):
        raise Http404
    looked(request, row, Act.EXPORT)
    name = f"{'' if row.signed else 'draft-'}review-{row.number}"
    if kind == "xlsx":
        beside = beside_of(row, by, now)
        return excel_of(name, sections_of(beside, by, now))
    paper = row.frozen["paper"] if row.frozen else paper_of_review(row, by, now)
    content = pdf_of(paper, draft=not row.signed, run=_run(row, by, now))
    return file_response(content, f"{name}.pdf", "application/pdf")


def paper_of_review(row: Review, by: Asker, at: Any, *, signs: bool = False) -> dict[str, Any]:
    """The review as it would be signed now: plain JSON of text and pictures. `signs`: by the one
    who asks, who is then named in it."""
    beside = beside_of(row, by, at)
    lines = [_("Figures as of %(day)s.") % {"day": written(row.on)}]
    lines += [signed_line(by.user.name, at)] if signs else []
    return paper_of(sections_of(beside, by, at), title=title_of(row), lines=lines)


def _run(row: Review, by: Asker, at: Any) -> str:
    reading = rows.last_reading(by.user, compartment=row.compartment_id, at=row.signed_at or at)
    return reading.run if reading else ""


def _lacking(contents: Contents, result: Any) -> list[str]:
    """What an assessor would miss, said before it is signed."""
    lacks = []
    if result is None:
        lacks.append(_("There is no result: people or work is missing."))
    elif result.wait == math.inf:
        lacks.append(_("The work asks for more hours than there are: say what is to be done."))
    if not contents.conclusions:
        lacks.append(_("Nothing is said of what follows from it."))
    if not contents.routes:
        lacks.append(_("No case is entered by its route of discovery."))
    return lacks
