"""What the pages read of the assessments, as far as this user may know of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.http import Http404

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import Compartment, Membership, User
from custodes.web.accounts.standing import account_of
from custodes.web.assessment import states
from custodes.web.assessment.classes import Classed, classed
from custodes.web.assessment.findings import Finding, missing
from custodes.web.assessment.independence import Judgement
from custodes.web.assessment.models import (
    Assessed,
    AssessmentRound,
    Assignment,
    ForceKey,
    Judged,
    ReceivedPackage,
    Settled,
)
from custodes.web.assessment.received import KnownKey
from custodes.web.decision import Action, Kind, Question
from custodes.web.decision.decide import decide
from custodes.web.design import showing
from custodes.web.plan.elements import Element
from custodes.web.plan.forces import BY_KEY
from custodes.web.submission.keys import fingerprint


def rounds_of(user: User, *, at: datetime) -> list[AssessmentRound]:
    """The rounds, the latest first."""
    rows = AssessmentRound.objects.visible_to(user, at=at).select_related("compartment")
    return list(rows.order_by("-asked_on", "pk"))


def round_named(key: str, user: User, *, at: datetime) -> AssessmentRound:
    """One round. Raises Http404 where there is none that the user may know of."""
    return _one(AssessmentRound, user, at, key=key)  # type: ignore[no-any-return]


def assessed_named(key: str, force: str, user: User, *, at: datetime) -> Assessed:
    """One force in a round. Raises Http404 where there is none that the user may know of."""
    if force not in BY_KEY:
        raise Http404
    return _one(  # type: ignore[no-any-return]
        Assessed, user, at, "round", round__key=key, force=BY_KEY[force].name
    )


def assessed_in(round_: AssessmentRound, user: User, *, at: datetime) -> list[Assessed]:
    """The forces of a round, in the order of the alphabet."""
    rows = Assessed.objects.visible_to(user, at=at).filter(round=round_)
    return list(rows.select_related("compartment", "round").order_by("force"))


def assignments(
    assessed: Collection[Assessed], user: User, *, at: datetime
) -> dict[int, list[Assignment]]:
    """Who assesses each force, the first place first."""
    rows = Assignment.objects.visible_to(user, at=at).filter(assessed__in=_keys(assessed))
    found: dict[int, list[Assignment]] = {row.pk: [] for row in assessed}
    for row in rows.select_related("assessor", "assessed", "compartment").order_by("place"):
        found[row.assessed_id].append(row)
    return found


def latest(
    held: Collection[Assignment], user: User, *, at: datetime
) -> dict[int, dict[Element, Judged]]:
    """The last version of each assessor's findings, by assignment and element."""
    keys = [row.pk for row in held]
    rows = Judged.objects.visible_to(user, at=at).filter(assignment__in=keys)
    found: dict[int, dict[Element, Judged]] = {key: {} for key in keys}
    for row in rows.order_by("version"):
        found[row.assignment_id][Element(row.element)] = row
    return found


def judgements(
    assessed: Collection[Assessed], user: User, *, at: datetime
) -> dict[int, list[Judgement]]:
    """Both assessors' findings by force. Who may see which is for `independence.seen_by`."""
    held = assignments(assessed, user, at=at)
    said = latest([row for rows in held.values() for row in rows], user, at=at)
    return {
        one.pk: [
            Judgement(
                row.assessor.reference,
                tuple(finding.finding_of(one.force) for finding in said[row.pk].values()),
                row.handed_in_at is not None,
            )
            for row in held[one.pk]
        ]
        for one in assessed
    }


def standing(
    assessed: Collection[Assessed], user: User, *, at: datetime
) -> dict[int, dict[Element, Settled]]:
    """The findings that stand, by force and element: the last version of each."""
    rows = Settled.objects.visible_to(user, at=at).filter(assessed__in=_keys(assessed))
    found: dict[int, dict[Element, Settled]] = defaultdict(dict)
    for row in rows.select_related("by").order_by("version"):
        found[row.assessed_id][Element(row.element)] = row
    return {
        one.pk: {element: found[one.pk][element] for element in Element if element in found[one.pk]}
        for one in assessed
    }


def findings_of(
    assessed: Collection[Assessed], user: User, *, at: datetime
) -> dict[str, tuple[Finding, ...]]:
    """The findings that stand as plain data, by the name of the force."""
    found = standing(assessed, user, at=at)
    return {
        one.force: tuple(row.finding_of(one.force) for row in found[one.pk].values())
        for one in assessed
    }


def known_keys(
    compartment: Compartment, user: User, *, at: datetime, forces: Collection[str] = ()
) -> dict[str, KnownKey]:
    """By force, the key that it is known by: the last that was entered, else that of the first
    package that was taken in, in whichever round; of all forces where none are named."""
    which = {"force__in": list(forces)} if forces else {}
    taken = ReceivedPackage.objects.visible_to(user, at=at).filter(compartment=compartment)
    first = taken.filter(**{f"assessed__{k}": v for k, v in which.items()}).exclude(assessed=None)
    found: dict[str, KnownKey] = {}
    for row in first.defer("content").select_related("assessed").order_by("-at", "-pk"):
        day = in_london(row.at).date()
        how = f"as its first package had it, of {showing.day(day)}; not compared yet"
        if row.assessed:
            found[row.assessed.force] = KnownKey(fingerprint(row.key), False, day, how)
    entered = ForceKey.objects.visible_to(user, at=at).filter(compartment=compartment, **which)
    for key in entered.select_related("by").order_by("at", "pk"):
        day = in_london(key.at).date()
        how = f"compared and entered on {showing.day(day)}"
        found[key.force] = KnownKey(key.fingerprint, True, day, how)
    return found


def class_of(assessed: Assessed, findings: Collection[Finding]) -> Classed | None:
    """The class of a force; None while an element has no finding."""
    if missing(findings):
        return None
    return classed(findings, override=assessed.set_class, reason=assessed.class_because)


def assessors(assessed: Assessed, *, at: datetime) -> list[User]:
    """Those who may assess in that compartment, by name."""
    held = Membership.objects.filter(compartment=assessed.compartment).select_related("user")
    people = {row.user_id: row.user for row in held}
    able = [user for user in people.values() if may_assess(user, assessed.compartment, at)]
    return sorted(able, key=lambda user: (user.name, user.pk))


def may_assess(user: User, compartment: Compartment, at: datetime) -> bool:
    """Whether that person's role lets them assess in that compartment."""
    asked = Question(
        account_of(user, at=at),
        Action.ASSESS,
        compartment.key,
        Kind[compartment.kind],
        at,
        reason="to be assigned",
    )
    return decide(asked).allowed


def both_in(assessed: Assessed) -> bool:
    """Whether both assessors have handed in, so that each may see the other's work."""
    return assessed.state in {states.COMPARED, states.MODERATED}


def _keys(rows: Collection[Any]) -> list[int]:
    return [row.pk for row in rows]


def _one(model: Any, user: User, at: datetime, *related: str, **wanted: Any) -> Any:
    rows = model.objects.visible_to(user, at=at).select_related("compartment", *related)
    found = rows.filter(**wanted).first()
    if found is None:
        raise Http404
    return found


def record_numbered(model: Any, number: int, user: User, *, at: datetime) -> Any:
    """One record by its number. Raises Http404 where there is none that the user may know of."""
    return _one(model, user, at, "assessed", "assessed__round", pk=number)
