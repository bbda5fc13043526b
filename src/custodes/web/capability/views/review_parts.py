"""The parts of a review on their forms: people, budget, routes, conclusions, kinds of work."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from custodes.web.accounts.answers import plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import shows_records
from custodes.web.capability import rows
from custodes.web.capability.actions import signing
from custodes.web.capability.capacity import ALERTS, Work
from custodes.web.capability.contents import WORK_TITLES, Contents, as_json
from custodes.web.capability.measured import taken_over
from custodes.web.capability.models import Review
from custodes.web.capability.review_forms import PARTS, WorkForm
from custodes.web.capability.review_sections import title_of
from custodes.web.capability.views.pages import entered, one_of, told_of, version_of
from custodes.web.capability.views.reviews import measured_of


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
    after = as_json(taken_over(before, measured_of(by, row.compartment_id, now)))
    content = {key: after[key] for key in ("work", "systems", "alerts_a_system", "live")}
    signing.change(row=row, version=version_of(request), content=content, by=by, at=now)
    messages.success(request, _("The measured figures are in the review, marked as live."))
    return redirect("capability:review", row.pk)


def _with(work: tuple[Work, ...], one: Work) -> tuple[Work, ...]:
    """The work with one kind put in, in the order in which the form offers them."""
    by_kind = {held.kind: held for held in work} | {one.kind: one}
    return tuple(by_kind[kind] for kind in WORK_TITLES if kind in by_kind)
