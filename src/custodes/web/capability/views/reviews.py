"""The pages of reviews: the list, one review, its parts, what-ifs, change, signing, documents."""

import math
from dataclasses import replace
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
from custodes.web.capability import pictures, review_sections, rows
from custodes.web.capability.actions import signing, trying
from custodes.web.capability.capacity import ALERTS, Work
from custodes.web.capability.contents import WORK_TITLES, Contents, as_json
from custodes.web.capability.holdings import counted
from custodes.web.capability.measured import Measured, measured, taken_over
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.presenters import number, written
from custodes.web.capability.register_sections import register_sections as registers_of
from custodes.web.capability.review_forms import PARTS, WhatIfForm, WorkForm
from custodes.web.capability.review_sections import (
    Beside,
    signed_line,
    state_lines,
    title_of,
    ways_of,
)
from custodes.web.capability.sections import excel_of, paper_of, pdf_of
from custodes.web.capability.states import DRAFT, SIGNING
from custodes.web.capability.views.pages import (
    check_named,
    compartment_of,
    edits,
    entered,
    file_response,
    looked,
    may_act,
    one_of,
    page,
    told_of,
    version_of,
)
from custodes.web.decision import Action
from custodes.web.design.forms import new_token

REVIEWS = "capacity_review_list"


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review; a post begins the next one from the last, with the registers' own numbers."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    if request.method == "POST":
        row = begin(place, by, now)
        return redirect("capability:review", row.pk)
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": now}
    found = rows.signables(Review, **asked)
    look(request, kind=REVIEWS, compartment=place.key)
    lines = []
    for one in found:
        result = rows.standing_of(rows.contents_of(one))
        lines.append(
            [
                {"text": title_of(one), "href": reverse("capability:review", args=[one.pk])},
                written(one.on),
                str(SIGNING.words[one.state]),
                f"{result.utilisation:.0%}" if result else "\N{EN DASH}",
                pictures.weeks(result.wait) if result else "\N{EN DASH}",
                number(result.budget, 1) if result else "\N{EN DASH}",
            ]
        )
    shown = {
        "rows": lines,
        "edits": edits(by, place, now),
        "open": next((one for one in found if one.state == DRAFT), None),
    }
    return page(request, "reviews.html", shown, here="capability:reviews")


def begin(place: Compartment, by: Asker, at: Any) -> Review:
    """The next review: what the last one said, with people and systems as registered now."""
    asked: dict[str, Any] = {"user": by.user, "compartment": place.key, "at": at}
    last = rows.last_written(Review, **asked)
    start = rows.contents_of(last) if last else Contents()
    held = rows.skills(**asked)
    numbers: dict[str, Any] = {}
    if held.posts:
        numbers = {
            "posts": len(held.posts),
            "vacancies": sum(not filled for _p, _t, filled in held.posts),
            "skilled": {skill: n for skill, n in held.skilled.items() if n},
        }
    watched = counted(rows.holdings(**asked)).systems_monitored
    if watched:
        numbers["systems"] = watched
    content = as_json(start) | numbers | {"conclusions": "", "live": {}}
    return signing.begin(
        Review, compartment=place, on=in_london(at).date(), content=content, by=by, at=at
    )


@login_required
@plainly
@shows_records
@require_safe
def review(request: HttpRequest, number: int) -> HttpResponse:
    """One review: its result first, then what it rests on, each part with the way to change it."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    beside = beside_of(row, by, now)
    looked(request, row)
    offered: tuple[Measured, ...] = ()
    if beside.edits:
        offered = _measured(by, row.compartment_id, now)
    unused = [k for k in WORK_TITLES if k not in {one.kind for one in beside.contents.work}]
    shown = {
        "row": row,
        "title": title_of(row),
        "lines": state_lines(row),
        "state": str(SIGNING.words[row.state]),
        "sections": sections_of(beside, by, now),
        "edits": beside.edits,
        "signs": row.state == DRAFT and may_act(by, Action.SIGN_CAPABILITY, row.compartment, now),
        "measured": [_measured_row(one) for one in offered],
        "usable": any(one.key for one in offered),
        "unused": [
            (str(WORK_TITLES[k]), reverse("capability:work", args=[row.pk, k])) for k in unused
        ],
        "version": row.version,
    }
    return page(request, "review.html", shown, here="capability:reviews")


def beside_of(row: Review, by: Asker, at: Any) -> Beside:
    """A review with what stands beside it."""
    before = rows.last_signed(Review, by.user, compartment=row.compartment_id, at=at, before=row)
    tried = WhatIf.objects.visible_to(by.user, at=at).filter(review=row, left_at=None)
    return Beside(
        review=row,
        contents=rows.contents_of(row),
        what_ifs=list(tried.order_by("pk")),
        before=before,
        before_contents=rows.contents_of(before) if before else None,
        edits=row.state == DRAFT and edits(by, row.compartment, at),
    )


def sections_of(beside: Beside, by: Asker, at: Any) -> list[Any]:
    """The sections of a review with those of the registers: as of now while it is a draft; once it
    is signed the registers stand in the paper that was frozen."""
    registers = (
        [] if beside.review.signed
        else registers_of(by.user, compartment=beside.review.compartment_id, at=at)
    )  # fmt: skip
    return review_sections.review_sections(beside, registers)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """One part of a review, on a form."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    kind, title = PARTS[one_of(part, PARTS)]
    contents = rows.contents_of(row)

    def values(one: Review) -> dict[str, Any]:
        said = kind.initial_of(rows.contents_of(one))
        return said | {"on": one.on} if part == "people" else said

    form = kind(request.POST or None, initial=values(row) | {"version": row.version})

    def keep() -> None:
        entered_ = form.changes(contents)
        whole = as_json(replace(contents, **entered_))
        signing.change(
            row=row,
            version=form.cleaned_data["version"] or 0,
            content={key: whole[key] for key in entered_},
            on=form.cleaned_data.get("on"),
            by=by,
            at=now,
        )

    address = reverse("capability:review", args=[row.pk])
    return entered(
        request,
        form,
        keep,
        title=str(title),
        back=(address, title_of(row)),
        then=f"{address}#{part}",
        told=told_of(row),
        stands=values,
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """One kind of work of a review: how much arrives, and its stages; a button leaves it out."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    one_of(kind, WORK_TITLES)
    contents = rows.contents_of(row)
    held = next((one for one in contents.work if one.kind == kind), None)

    def values(one: Review) -> dict[str, Any]:
        said = next((w for w in rows.contents_of(one).work if w.kind == kind), None)
        return WorkForm.initial_of(said) if said else {"proactive": kind == ALERTS}

    form = WorkForm(
        request.POST or None,
        initial=values(row) | {"version": row.version},
        kind=kind,
        measured_cv=held.arrival_cv if held else None,
    )

    def keep() -> None:
        if "leave-out" in request.POST:
            kept = tuple(one for one in contents.work if one.kind != kind)
        else:
            kept = _with(contents.work, form.work())
        live = dict(contents.live)
        if kind in live and next((w.a_week for w in kept if w.kind == kind), None) != (
            live[kind].value
        ):
            del live[kind]
        said = as_json(Contents(work=kept, live=live))
        signing.change(
            row=row,
            version=form.cleaned_data["version"] or 0,
            content={"work": said["work"], "live": said["live"]},
            by=by,
            at=now,
        )

    address = reverse("capability:review", args=[row.pk])
    return entered(
        request,
        form,
        keep,
        title=str(WORK_TITLES[kind]),
        back=(address, title_of(row)),
        then=f"{address}#work",
        told=told_of(row),
        stands=values,
        template="work.html",
        shown={"held": held is not None, "budgeted": kind == ALERTS},
    )


@login_required
@plainly
@require_POST
def use_measured(request: HttpRequest, number: int) -> HttpResponse:
    """Take what the product has measured into the review, each number stamped."""
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    before = rows.contents_of(row)
    after = as_json(taken_over(before, _measured(by, row.compartment_id, now)))
    content = {key: after[key] for key in ("work", "systems", "alerts_a_system", "live")}
    signing.change(row=row, version=version_of(request), content=content, by=by, at=now)
    messages.success(request, _("The measured figures are in the review, marked as live."))
    return redirect("capability:review", row.pk)


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, number: int) -> HttpResponse:
    """What two more posts, three more systems or another budget would do, side by side.

    A change is tried by its address alone; a post keeps it beside the review.
    """
    by, now = asker_of(request), timezone.now()
    row: Review = rows.row_of(Review, by.user, at=now, pk=number)
    beside = beside_of(row, by, now)
    if rows.standing_of(beside.contents) is None:
        messages.success(request, _("Enter people and work first: then a change can be tried."))
        return redirect("capability:review", row.pk)
    asked = request.POST if request.method == "POST" else (request.GET or None)
    form = WhatIfForm(asked, initial={"token": new_token()})
    tried: list[WhatIf] = []
    if form.is_valid():
        said = form.cleaned_data
        tried = [
            WhatIf(
                title=said["title"] or _("Another way"),
                posts=said["posts"] or 0,
                systems=said["systems"] or 0,
                budget=said["budget"],
            )
        ]

    def keep() -> None:
        trying.keep_what_if(
            review=row,
            title=form.cleaned_data["title"],
            change=review_sections.change_of(tried[0]),
            token=form.cleaned_data["token"] or new_token(),
            by=by,
            at=now,
        )

    with_tried = Beside(
        row, beside.contents, [*beside.what_ifs, *(tried if request.method != "POST" else [])]
    )
    ways = ways_of(with_tried)
    address = reverse("capability:review", args=[row.pk])
    return entered(
        request,
        form,
        keep,
        title=_("What if"),
        back=(address, title_of(row)),
        then=reverse("capability:what_if", args=[row.pk]),
        told=told_of(row),
        template="what_if.html",
        shown={
            "ways": review_sections.compared(ways),
            "picture": pictures.side_by_side(ways),
            "kept": [
                (one.title, reverse("capability:leave_what_if", args=[row.pk, one.pk]), one.pk)
                for one in beside.what_ifs
            ]
            if beside.edits
            else [],
            "edits": beside.edits,
            "tried": bool(tried),
            "left_out": review_sections.left_out_words(with_tried),
            "token": new_token(),
        },
        said=_("Kept beside the review."),
    )


@login_required
@plainly
@require_POST
def leave_what_if(request: HttpRequest, number: int, which: int) -> HttpResponse:
    """Leave a what-if."""
    by, now = asker_of(request), timezone.now()
    row: WhatIf = rows.row_of(WhatIf, by.user, at=now, pk=which, review_id=number)
    check_named(request, row)
    trying.leave_what_if(what_if=row, by=by, at=now)
    messages.success(request, _("%(title)s is no longer beside it.") % {"title": row.title})
    return redirect("capability:what_if", number)


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
        "facts": review_sections.result_facts(beside.contents, result) if result else [],
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


def _measured(by: Asker, place: str, at: Any) -> tuple[Measured, ...]:
    return measured(by.user, compartment=place, home=Path(settings.CONFIG.home), at=at)


def _measured_row(one: Measured) -> list[Any]:
    cv = "\N{EN DASH}" if one.arrival_cv is None else number(one.arrival_cv, 2)
    source = _("%(source)s, %(day)s") % {"source": one.source, "day": written(one.on)}
    return [str(one.title), f"{number(one.value, 2)} {one.unit}", cv, source]


def _with(work: tuple[Work, ...], one: Work) -> tuple[Work, ...]:
    """The work with one kind put in, in the order in which the form offers them."""
    by_kind = {held.kind: held for held in work} | {one.kind: one}
    return tuple(by_kind[kind] for kind in WORK_TITLES if kind in by_kind)


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
