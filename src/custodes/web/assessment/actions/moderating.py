"""What the lead of an inspection does: decide where two differ, amend, set a class."""

from collections.abc import Mapping
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment import states
from custodes.web.assessment.actions.opening import locked
from custodes.web.assessment.classes import ForceClass, classed
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.independence import moderated
from custodes.web.assessment.models import Assessed, Assignment, Graded, Settled
from custodes.web.assessment.models.judged import fields_of
from custodes.web.assessment.queries import judgements, standing
from custodes.web.decision import Action
from custodes.web.plan.elements import ELEMENTS, Element


def moderate(
    *,
    assessed: Assessed,
    chosen: Mapping[Element, Finding],
    reasons: Mapping[Element, str],
    because: str,
    by: Asker,
    at: datetime,
) -> None:
    """Have findings stand: the chosen ones where the two assessors differed, else what both said.

    Raises UserError as `independence.moderated` does. The moderator is neither of the two.
    """
    check_may(
        by, Action.MODERATE, assessed.compartment, about=str(assessed.pk), reason=because, at=at
    )
    with one_act():
        now = locked(assessed, by, at)
        states.ASSESSED.check(now.state, states.MODERATED)
        _check_did_not_assess(now, by, at)
        first, second = judgements([now], by.user, at=at)[now.pk]
        result = moderated(first, second, chosen, reasons)
        for finding in result.findings:
            row = Settled(
                compartment=now.compartment,
                assessed=now,
                version=1,
                by=by.user,
                at=at,
                because=result.reasons.get(finding.element, ""),
                **fields_of(finding),
            )
            row.save()
            made(row, by)
        changed(now, by, state=states.MODERATED)


def amend(
    *,
    assessed: Assessed,
    finding: Finding,
    version: int,
    by: Asker,
    because: str,
    at: datetime,
) -> Settled:
    """Change a finding that stands, with a reason, as neither of the two who assessed the force.
    Raises Conflict where it has moved on."""
    check_may(
        by, Action.MODERATE, assessed.compartment, about=str(assessed.pk), reason=because, at=at
    )
    with one_act():
        _check_did_not_assess(assessed, by, at)
        if locked(assessed, by, at).state not in states.SETTLED:
            raise UserError("No finding stands yet. Moderate the two assessments first.")
        last = standing([assessed], by.user, at=at)[assessed.pk].get(finding.element)
        if (last.version if last else 0) != version:
            raise Conflict(f"The finding on {ELEMENTS[finding.element].title}", version, last)
        row = Settled(
            compartment=assessed.compartment,
            assessed=assessed,
            version=version + 1,
            by=by.user,
            at=at,
            because=because,
            **fields_of(finding),
        )
        row.save()
        made(row, by)
    return row


def set_class(
    *,
    assessed: Assessed,
    force_class: ForceClass,
    version: int,
    by: Asker,
    because: str,
    at: datetime,
) -> Assessed:
    """Set the class of a force; the one that the rule gives takes an earlier override away.

    Raises UserError for a class that does not follow and has no reason, and Conflict where
    somebody set it meanwhile.
    """
    found = standing([assessed], by.user, at=at)[assessed.pk]
    plain = [row.finding_of(assessed.force) for row in found.values()]
    result = classed(plain, override=force_class, reason=because)
    check_may(
        by,
        Action.ASSESS,
        assessed.compartment,
        about=str(assessed.pk),
        reason=result.reason or result.because,
        at=at,
    )
    with one_act():
        now = locked(assessed, by, at)
        if now.version != version:
            raise Conflict(f"The class of {now.force}", version, now)
        name = result.force_class.name if result.overridden else ""
        changed(now, by, force_class=name, class_because=result.reason, version=version + 1)
    return now


def grade(
    *, assessed: Assessed, area: Area, given: Grade, by: Asker, because: str, at: datetime
) -> Graded:
    """Grade one area of a force, with the reason."""
    check_may(
        by, Action.ASSESS, assessed.compartment, about=str(assessed.pk), reason=because, at=at
    )
    with one_act():
        row = Graded(
            compartment=assessed.compartment,
            assessed=assessed,
            area=area.name,
            grade=given.name,
            because=because,
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row


def _check_did_not_assess(assessed: Assessed, by: Asker, at: datetime) -> None:
    """Raise UserError where the asker is one of those to whom the force was assigned: what stands
    is decided by somebody who did not find it."""
    held = Assignment.objects.visible_to(by.user, at=at).filter(assessed=assessed)
    if held.filter(assessor=by.user).exists():
        raise UserError("Whoever assessed a force does not decide which finding on it stands.")
