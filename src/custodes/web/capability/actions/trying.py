"""What-ifs: tried on a review, kept beside it, and left again."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.actions.keeping import wrote_also
from custodes.web.capability.capacity import Change
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.states import DRAFT
from custodes.web.decision import Action

MOST = 8
"""What-ifs that stand beside one review."""


def keep_what_if(
    *, review: Review, title: str, change: Change, token: str, by: Asker, at: datetime
) -> WhatIf:
    """Keep a what-if; the same form sent again keeps one. Raises UserError beside a review that was
    signed or set aside, and for a change that changes nothing."""
    check_may(by, Action.EDIT_CAPABILITY, review.compartment, about=str(review.pk), at=at)
    if replace(change, skill="") == Change():
        raise UserError(_("Change one at least: posts, systems or the budget."))
    with one_act():
        rows = WhatIf.objects.visible_to(by.user, at=at)
        same: WhatIf | None = rows.filter(token=token).first()
        if same is not None:
            return same
        _written_beside(review, by, at)
        if rows.filter(review=review, left_at=None).count() >= MOST:
            raise UserError(_("At most %(n)d stand side by side: leave one first.") % {"n": MOST})
        row = WhatIf(
            compartment=review.compartment,
            review=review,
            title=" ".join(title.split()) or _("Another way"),
            posts=change.posts,
            systems=change.systems,
            budget=change.budget,
            skill=change.skill,
            by=by.user,
            at=at,
            token=token,
        )
        row.save()
        made(row, by)
    return row


def leave_what_if(*, what_if: WhatIf, by: Asker, at: datetime) -> None:
    """Leave one that stood beside the others."""
    check_may(by, Action.EDIT_CAPABILITY, what_if.compartment, about=str(what_if.pk), at=at)
    with one_act():
        if what_if.left_at is None:
            _written_beside(what_if.review, by, at)
            changed(what_if, by, "left", left_at=at)


def _written_beside(review: Review, by: Asker, at: datetime) -> None:
    """Count the review's version on: what stands beside it is signed with it, so that whoever read
    it before reads it again, and whoever tried something does not sign. Raises UserError once it
    was signed or set aside."""
    rows = Review.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now = rows.get(pk=review.pk)
    if now.state != DRAFT:
        raise UserError(_("It was signed or set aside, and stays as it is. Begin a new one."))
    changed(now, by, "what-if", version=now.version + 1, wrote=wrote_also(now, by))
