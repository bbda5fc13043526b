"""What a submission holds while it is prepared: the plan at its cut-off, and the check of it."""

from datetime import datetime

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.plan.check import Checked, check
from custodes.web.plan.remarks import Remark, remarks
from custodes.web.plan.rows import Whole, runs_held, whole
from custodes.web.submission.models import Prepared


def held_at(row: Prepared, user: User, *, at: datetime) -> Whole:
    """The plan as it stood at the cut-off, with the documents chosen."""
    return whole(
        user,
        row.compartment,
        runs=runs_held(),
        at=at,
        as_of=row.cut_off,
        only=set(row.documents),
    )


def checked_at(row: Prepared, held: Whole) -> tuple[Checked, tuple[Remark, ...]]:
    """The check of what would be sent, on the day of the cut-off."""
    found = check(held.plan, held.strategy, on=in_london(row.cut_off).date())
    return found, remarks(held.plan, found, held.strategy, held.criteria.recommendations)
