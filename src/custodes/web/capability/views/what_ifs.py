"""What-ifs on their page: tried, kept beside a review, and left."""

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
from custodes.web.capability import pictures, rows, what_if_sections
from custodes.web.capability.actions import trying
from custodes.web.capability.beside import Beside
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.review_forms import WhatIfForm
from custodes.web.capability.review_sections import title_of
from custodes.web.capability.views.pages import check_named, entered, told_of
from custodes.web.capability.views.reviews import beside_of
from custodes.web.capability.what_if_sections import ways_of
from custodes.web.design.forms import new_token


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
                skill=said["skill"],
            )
        ]

    def keep() -> None:
        trying.keep_what_if(
            review=row,
            title=form.cleaned_data["title"],
            change=what_if_sections.change_of(tried[0]),
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
            "ways": what_if_sections.compared(ways),
            "picture": pictures.side_by_side(ways),
            "kept": [
                (one.title, reverse("capability:leave_what_if", args=[row.pk, one.pk]), one.pk)
                for one in beside.what_ifs
            ]
            if beside.edits
            else [],
            "edits": beside.edits,
            "tried": bool(tried),
            "left_out": what_if_sections.left_out_words(with_tried),
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
