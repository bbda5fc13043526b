"""Changing the review budget: with a reason, and only from the one that was seen."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.runs.models import MOST_A_WEEK, ReviewBudget


class BudgetConflict(UserError):
    """Somebody changed the budget after the form was opened; `now` is the one that stands."""

    def __init__(self, now: ReviewBudget) -> None:
        super().__init__(
            f"The budget was set to {now.a_week} alerts a week while you were at work on it. "
            "Nothing of yours was saved yet: look at both, then save again or leave it."
        )
        self.now = now


def set_budget(
    *,
    compartment: Compartment,
    a_week: int,
    version: int,
    by: Asker,
    because: str,
    at: datetime,
) -> ReviewBudget:
    """Say how many alerts a week the unit can read: what the next run is asked for.

    `version` is that of the budget that was seen, 0 where none had been set. The same form sent
    twice is one change. Raises BudgetConflict where somebody was quicker.
    """
    if not 1 <= a_week <= MOST_A_WEEK:
        raise UserError(f"Write a number of alerts from 1 to {MOST_A_WEEK}.")
    check_may(by, Action.SET_BUDGET, compartment, reason=because, at=at)
    with one_act():
        rows = ReviewBudget.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        last: ReviewBudget | None = rows.order_by("-version").first()
        stands = last.version if last else 0
        if last is not None and stands != version:
            same = stands == version + 1 and last.by_id == by.user.pk
            if same and (last.a_week, last.reason) == (a_week, because):
                return last
            raise BudgetConflict(last)
        row = ReviewBudget(
            compartment=compartment,
            a_week=a_week,
            reason=because,
            version=stands + 1,
            by=by.user,
            at=at,
        )
        row.save()
        record(
            Act.CONFIG,
            by=by.by,
            kind=ReviewBudget.audit_kind,
            object_id=row.pk,
            effect=Effect.MADE,
            compartment=compartment.key,
        )
    return row
