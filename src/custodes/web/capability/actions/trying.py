"""What-ifs: tried on a review, kept beside it, and left again."""

from datetime import datetime

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.capacity import Change
from custodes.web.capability.models import Review, WhatIf
from custodes.web.decision import Action

MOST = 8
"""What-ifs that stand beside one review."""


def keep_what_if(
    *, review: Review, title: str, change: Change, token: str, by: Asker, at: datetime
) -> WhatIf:
    """Keep a what-if; the same form sent again keeps one."""
    check_may(by, Action.EDIT_CAPABILITY, review.compartment, about=str(review.pk), at=at)
    with one_act():
        rows = WhatIf.objects.visible_to(by.user, at=at)
        same: WhatIf | None = rows.filter(token=token).first()
        if same is not None:
            return same
        if rows.filter(review=review, left_at=None).count() >= MOST:
            raise UserError(_("At most %(n)d stand side by side: leave one first.") % {"n": MOST})
        row = WhatIf(
            compartment=review.compartment,
            review=review,
            title=" ".join(title.split()) or _("Another way"),
            posts=change.posts,
            systems=change.systems,
            budget=change.budget,
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
            changed(what_if, by, "left", left_at=at)
