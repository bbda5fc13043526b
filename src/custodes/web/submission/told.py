"""What a submission holds while it is prepared: the plan at its cut-off, and the check of it."""

from datetime import datetime

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.plan.check import Checked, check
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.remarks import Remark, remarks
from custodes.web.plan.rows import Whole, evidence, runs_held, versions, whole
from custodes.web.plan.states import SET_ASIDE
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
    claims = {Element(key): Status(claim["status"]) for key, claim in row.claims.items()}
    return found, remarks(
        held.plan, found, held.strategy, held.criteria.recommendations, claims=claims
    )


def writers_of(row: Prepared, user: User, *, at: datetime) -> set[int]:
    """The keys of all whose words are in it: who prepared it, and who wrote the lines, or put in
    the evidence, that stood at its cut-off. None of them signs it."""
    stood = {one.line_id: one for one in versions(user, row.compartment, at=row.cut_off)}
    rests = evidence(user, row.compartment, at=at, as_of=row.cut_off)
    lines = {line: one.by_id for line, one in stood.items() if one.state != SET_ASIDE}
    put_in = {one.by_id for line in lines for one in rests.get(line, ())}
    return {row.by_id, *row.wrote, *lines.values(), *put_in}
