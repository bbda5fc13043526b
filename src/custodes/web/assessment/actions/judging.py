"""What an assessor does: find on each element, apart from the other, and hand in."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment import states
from custodes.web.assessment.actions.opening import locked
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.independence import Judgement
from custodes.web.assessment.models import Assignment, Judged
from custodes.web.assessment.models.judged import fields_of
from custodes.web.decision import Action
from custodes.web.plan.elements import ELEMENTS, STATUS_WORDS


def find(
    *, assignment: Assignment, finding: Finding, version: int, by: Asker, at: datetime
) -> Judged:
    """Keep a finding as the next version. `version` is the one that the form was made from (0 for
    none); the same finding again changes nothing. Raises Conflict where it has moved on."""
    said = finding.text or STATUS_WORDS[finding.status]
    check_may(
        by,
        Action.ASSESS,
        assignment.compartment,
        about=str(assignment.assessed_id),
        reason=said,
        at=at,
    )
    with one_act():
        _check_mine(assignment, by)
        rows = Judged.objects.visible_to(by.user, at=at).filter(
            assignment=assignment, element=finding.element.value
        )
        last: Judged | None = rows.order_by("version").last()
        if last and last.finding_of(finding.force) == finding:
            return last
        if (last.version if last else 0) != version:
            raise Conflict(f"The finding on {ELEMENTS[finding.element].title}", version, last)
        row = Judged(
            compartment=assignment.compartment,
            assignment=assignment,
            version=version + 1,
            by=by.user,
            at=at,
            **fields_of(finding),
        )
        row.save()
        made(row, by)
    return row


def hand_in(*, assignment: Assignment, by: Asker, at: datetime) -> None:
    """Hand in one's findings on a force. Raises UserError while an element has none; handed in
    again it stays as it was."""
    check_may(
        by,
        Action.ASSESS,
        assignment.compartment,
        about=str(assignment.assessed_id),
        reason="all four elements have a finding",
        at=at,
    )
    with one_act():
        assessed = locked(assignment.assessed, by, at)
        held = Assignment.objects.visible_to(by.user, at=at).filter(assessed=assessed)
        rows = {row.pk: row for row in held}
        mine = rows[assignment.pk]
        if mine.handed_in_at is not None:
            return
        _check_mine(mine, by)
        current = Judged.objects.visible_to(by.user, at=at).filter(assignment=mine)
        latest = {row.element: row for row in current.order_by("version")}
        Judgement(
            by.user.reference,
            tuple(row.finding_of(assessed.force) for row in latest.values()),
            handed_in=True,
        )
        changed(mine, by, handed_in_at=at)
        if all(row.handed_in_at is not None for row in rows.values()):
            changed(assessed, by, state=states.COMPARED)


def _check_mine(assignment: Assignment, by: Asker) -> None:
    if assignment.assessor_id != by.user.pk:
        raise UserError("Only the assessor whose findings these are changes them.")
    if assignment.handed_in_at is not None:
        raise UserError("These findings were handed in and stay as they are.")
