"""Opening a round for the 43 forces, entering what is on the public record, and assigning."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment import states
from custodes.web.assessment.findings import Finding, by_element
from custodes.web.assessment.models import Assessed, AssessmentRound, Assignment, Settled
from custodes.web.assessment.models.judged import fields_of
from custodes.web.assessment.queries import may_assess
from custodes.web.assessment.rounds import Round
from custodes.web.decision import Action
from custodes.web.plan.forces import FORCES

ASSESSORS = 2


def open_round(
    round_: Round,
    *,
    compartment: Compartment,
    from_record: bool = False,
    by: Asker,
    because: str,
    at: datetime,
) -> AssessmentRound:
    """Open a round for all 43 forces; one that is there already is given back as it is."""
    check_may(by, Action.ASSESS, compartment, reason=because, at=at)
    with one_act():
        rows = AssessmentRound.objects.visible_to(by.user, at=at)
        found: AssessmentRound | None = rows.filter(compartment=compartment, key=round_.id).first()
        if found:
            return found
        kept = {name: value for name, value in asdict(round_).items() if name != "id"}
        row = AssessmentRound(
            compartment=compartment, key=round_.id, from_record=from_record, **kept
        )
        row.save()
        made(row, by)
        for force in FORCES:
            assessed = Assessed(compartment=compartment, round=row, force=force.name)
            assessed.save()
            made(assessed, by)
    return row


def enter_record(
    *, assessed: Assessed, findings: Iterable[Finding], by: Asker, because: str, at: datetime
) -> None:
    """Enter findings that are on the public record, or made up for an example, as they stand."""
    found = by_element(findings)
    if not found or any(finding.force != assessed.force for finding in found.values()):
        raise UserError("Findings are entered for the force that they are of.")
    check_may(by, Action.ASSESS, assessed.compartment, reason=because, at=at)
    with one_act():
        states.ASSESSED.check(assessed.state, states.RECORDED)
        for finding in found.values():
            row = Settled(
                compartment=assessed.compartment,
                assessed=assessed,
                version=1,
                by=by.user,
                at=at,
                because=because,
                **fields_of(finding),
            )
            row.save()
            made(row, by)
        changed(assessed, by, state=states.RECORDED)


def assign(
    *, assessed: Assessed, assessors: Collection[User], by: Asker, because: str, at: datetime
) -> list[Assignment]:
    """Give a force to two assessors. Raises UserError unless both may assess here."""
    check_may(
        by, Action.MODERATE, assessed.compartment, about=str(assessed.pk), reason=because, at=at
    )
    two = list(dict.fromkeys(assessors))
    if len(two) != ASSESSORS:
        raise UserError("Choose two different assessors.")
    if not all(may_assess(user, assessed.compartment, at) for user in two):
        raise UserError("Choose assessors whose role lets them assess here.")
    with one_act():
        now = locked(assessed, by, at)
        states.ASSESSED.check(now.state, states.ASSESSING)
        rows = []
        for place, user in enumerate(two, start=1):
            row = Assignment(compartment=now.compartment, assessed=now, assessor=user, place=place)
            row.save()
            made(row, by)
            rows.append(row)
        changed(now, by, state=states.ASSESSING)
    return rows


def locked(assessed: Assessed, by: Asker, at: datetime) -> Assessed:
    """The row as it stands, held until the act ends."""
    rows = Assessed.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now: Assessed = rows.select_related("compartment", "round").get(pk=assessed.pk)
    return now
