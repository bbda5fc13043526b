"""The pages of threat assessments: the list, one, its parts, counting, signing, documents."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker, asker_of, check_stepped_up
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.capability import rows, threat_sections
from custodes.web.capability.actions import signing
from custodes.web.capability.actions.items import bring_in
from custodes.web.capability.assessed import ITEMS, Assessed, Count, as_json, from_json
from custodes.web.capability.decided import items_decided
from custodes.web.capability.models import ThreatAssessment, ThreatItem
from custodes.web.capability.models.threat import COUNTED
from custodes.web.capability.presenters import written
from custodes.web.capability.review_sections import signed_line, state_lines
from custodes.web.capability.sections import WORD, excel_of, paper_of, pdf_of, word_of
from custodes.web.capability.states import DRAFT, SIGNING
from custodes.web.capability.threat import Category, Item, counted
from custodes.web.capability.threat_forms import PARTS
from custodes.web.capability.threat_sections import due_words, title_of
from custodes.web.capability.views.pages import (
    compartment_of,
    edits,
    entered,
    looked,
    may_act,
    one_of,
    page,
    told_of,
    version_of,
)
from custodes.web.decision import Action
from custodes.web.documents.tables import file_response

THREATS = "threat_assessment_list"


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def threats(request: HttpRequest) -> HttpResponse:
    """Every threat assessment, and when the next is due; a post begins it."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    if request.method == "POST":
        return redirect("capability:threat", begin(place, by, now).pk)
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": now}
    found = rows.signables(ThreatAssessment, **asked)
    last = rows.last_signed(ThreatAssessment, **asked)
    items = ThreatItem.objects.visible_to(by.user, at=now).filter(compartment=place)
    look(request, kind=THREATS, compartment=place.key)
    shown = {
        "rows": [
            [
                {"text": title_of(one), "href": reverse("capability:threat", args=[one.pk])},
                written(one.on),
                str(SIGNING.words[one.state]),
                ", ".join(
                    threat_sections.category_words(p.category.value)
                    for p in said_by(one).strategy[:3]
                )
                or "\N{EN DASH}",
            ]
            for one in found
        ],
        "due": due_words(last.on if last else None, in_london(now).date()),
        "items": items.count(),
        "edits": edits(by, place, now),
        "open": next((one for one in found if one.state == DRAFT), None),
    }
    return page(request, "threats.html", shown, here="capability:threats")


def begin(place: Compartment, by: Asker, at: Any) -> ThreatAssessment:
    """The next assessment: harm and priorities as the last one has them, counts from the items."""
    today = in_london(at).date()
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": at}
    last = rows.last_written(ThreatAssessment, **asked)
    before = said_by(last) if last else Assessed()
    counts = item_counts(by, place.key, today, at)
    content = as_json(Assessed(counts=counts, harm=before.harm, priorities=before.priorities))
    return signing.begin(
        ThreatAssessment, compartment=place, on=today, content=content, by=by, at=at
    )


def item_counts(by: Asker, place: str, to: Any, at: Any) -> dict[str, Count]:
    """By category, what the items that were brought in come to; none where there is no item."""
    held = ThreatItem.objects.visible_to(by.user, at=at).filter(compartment=place)
    items = [Item(row.on, frozenset(Category[name] for name in row.categories)) for row in held]
    if not items:
        return {}
    return {
        category.name: Count(before, now, ITEMS)
        for category, (before, now) in counted(items, to=to).items()
    }


def said_by(row: ThreatAssessment) -> Assessed:
    """What an assessment says: as it was signed, else as it stands."""
    return from_json(row.frozen["contents"] if row.frozen else row.content)


@login_required
@plainly
@shows_records
@require_safe
def threat(request: HttpRequest, number: int) -> HttpResponse:
    """One threat assessment."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    writes = row.state == DRAFT and edits(by, row.compartment, now)
    looked(request, row)
    shown = {
        "row": row,
        "title": title_of(row),
        "lines": state_lines(row),
        "state": str(SIGNING.words[row.state]),
        "sections": threat_sections.threat_sections(row, said_by(row), edits=writes),
        "edits": writes,
        "signs": row.state == DRAFT and may_act(by, Action.SIGN_CAPABILITY, row.compartment, now),
        "version": row.version,
    }
    return page(request, "threat.html", shown, here="capability:threats")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """One part of an assessment, on a form."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    kind, title = PARTS[one_of(part, PARTS)]
    said = said_by(row)

    def values(one: ThreatAssessment) -> dict[str, Any]:
        held = kind.initial_of(said_by(one))
        return held | {"on": one.on} if part == "counts" else held

    form = kind(request.POST or None, initial=values(row) | {"version": row.version})

    def keep() -> None:
        changes = form.changes(said)
        whole = as_json(Assessed(**{**_parts(said), **changes}))
        signing.change(
            row=row,
            version=form.cleaned_data["version"] or 0,
            content={key: _listed(whole[key]) for key in changes},
            on=form.cleaned_data.get("on"),
            by=by,
            at=now,
        )

    address = reverse("capability:threat", args=[row.pk])
    return entered(
        request,
        form,
        keep,
        title=str(title),
        back=(address, title_of(row)),
        then=f"{address}#{SECTIONS.get(part, part)}",
        told=told_of(row),
        stands=values,
    )


SECTIONS = {"counts": "seen"}


@login_required
@plainly
@require_POST
def count(request: HttpRequest, number: int) -> HttpResponse:
    """Count again: from the items that were brought in, and the pairs that this service decided."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    decided = items_decided(Path(settings.CONFIG.home), now)
    bring_in(decided, origin=COUNTED, compartment=row.compartment, by=by, at=now)
    counts = item_counts(by, row.compartment_id, row.on, now)
    content = {"counts": {name: asdict(one) for name, one in counts.items()}}
    signing.change(row=row, version=version_of(request), content=content, by=by, at=now)
    said = _("Counted from the items that are held.") if counts else _("No item is held yet.")
    messages.success(request, said)
    return redirect("capability:threat", row.pk)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign an assessment: it is frozen as it is shown."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    said = said_by(row)
    if request.method == "POST":
        check_stepped_up(request)
        paper = paper_of_threat(row, [signed_line(by.user.name, now)])
        signing.sign(row=row, paper=paper, version=version_of(request), by=by, at=now)
        messages.success(request, _("Signed. It stays as it is from now on."))
        return redirect("capability:threat", row.pk)
    looked(request, row)
    lacking = []
    if not said.strategy:
        lacking.append(_("No category is a priority."))
    if not any(one.harm for one in said.seen):
        lacking.append(_("Nobody has judged the harm of a category."))
    if not said.summary:
        lacking.append(_("There is no summary."))
    shown = {
        "title": title_of(row),
        "back": (reverse("capability:threat", args=[row.pk]), title_of(row)),
        "facts": [
            (
                _("Priorities"),
                ", ".join(one.category.value for one in said.strategy) or _("none"),
            ),
            (_("Items of this year"), str(sum(one.now for one in said.seen))),
        ],
        "lacking": lacking,
        "version": row.version,
        "signs": row.state == DRAFT and may_act(by, Action.SIGN_CAPABILITY, row.compartment, now),
        "wrote": by.user.pk in row.wrote,
    }
    return page(request, "sign.html", shown, here="capability:threats")


@login_required
@plainly
@require_POST
def aside(request: HttpRequest, number: int) -> HttpResponse:
    """Set a draft aside."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    signing.set_aside(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("It is set aside and stays on record."))
    return redirect("capability:threats")


@login_required
@plainly
@shows_records
@require_safe
def document(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The assessment as PDF, Word or Excel: as it was signed, or marked as a draft."""
    by, now = asker_of(request), timezone.now()
    row: ThreatAssessment = rows.row_of(ThreatAssessment, by.user, at=now, pk=number)
    if kind not in ("pdf", "docx", "xlsx"):
        raise Http404
    looked(request, row, Act.EXPORT)
    name = f"{'' if row.signed else 'draft-'}threat-assessment-{row.number}"
    if kind == "xlsx":
        sections = threat_sections.threat_sections(row, said_by(row), edits=False)
        return excel_of(name, sections)
    paper = row.frozen["paper"] if row.frozen else paper_of_threat(row)
    if kind == "docx":
        return file_response(word_of(paper, draft=not row.signed), f"{name}.docx", WORD)
    content = pdf_of(paper, draft=not row.signed, run="")
    return file_response(content, f"{name}.pdf", "application/pdf")


def paper_of_threat(row: ThreatAssessment, lines: Sequence[str] = ()) -> dict[str, Any]:
    """The assessment as it would be signed now; `lines` come at its top, such as who signs."""
    sections = threat_sections.threat_sections(row, said_by(row), edits=False)
    on = _("The two years end on %(day)s.") % {"day": written(row.on)}
    return paper_of(sections, title=title_of(row), lines=[on, *lines])


def _parts(said: Assessed) -> dict[str, Any]:
    return {name: getattr(said, name) for name in ("counts", "harm", "priorities", "summary")}


def _listed(value: Any) -> Any:
    """Tuples as lists, as JSON has them, so that the same is the same."""
    return [list(one) for one in value] if isinstance(value, tuple) else value
