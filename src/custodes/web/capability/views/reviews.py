"""The pages of reviews: the list, and one review."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker, asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.capability import pictures, review_sections, rows
from custodes.web.capability.actions import signing
from custodes.web.capability.beside import Beside
from custodes.web.capability.contents import WORK_TITLES, Contents, as_json
from custodes.web.capability.holdings import counted
from custodes.web.capability.measured import Measured, measured
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.presenters import number, written
from custodes.web.capability.register_sections import register_sections as registers_of
from custodes.web.capability.review_sections import state_lines, title_of
from custodes.web.capability.states import DRAFT, SIGNING
from custodes.web.capability.views.pages import compartment_of, edits, looked, may_act, page
from custodes.web.decision import Action

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
        offered = measured_of(by, row.compartment_id, now)
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


def measured_of(by: Asker, place: str, at: Any) -> tuple[Measured, ...]:
    """What the product has measured of the unit, as of a moment."""
    return measured(by.user, compartment=place, home=Path(settings.CONFIG.home), at=at)


def _measured_row(one: Measured) -> list[Any]:
    cv = "\N{EN DASH}" if one.arrival_cv is None else number(one.arrival_cv, 2)
    source = _("%(source)s, %(day)s") % {"source": one.source, "day": written(one.on)}
    return [str(one.title), f"{number(one.value, 2)} {one.unit}", cv, source]
