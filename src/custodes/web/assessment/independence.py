"""Two assessors who do not see each other's work until both are done, and what moderation keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.agreement import differences
from custodes.web.assessment.findings import Finding, by_element, missing
from custodes.web.plan.elements import ELEMENTS, Element


@dataclass(frozen=True)
class Judgement:
    """One assessor's findings on one force, and whether they have handed them in."""

    assessor: str
    findings: tuple[Finding, ...]
    handed_in: bool = False

    def __post_init__(self) -> None:
        """What is handed in has a finding on every element."""
        if self.handed_in and (lacking := missing(self.findings)):
            raise UserError(f"There is no finding yet on {ELEMENTS[lacking[0]].title}.")


@dataclass(frozen=True)
class Moderated:
    """What stands after moderation, with the reason for each element on which the two differed."""

    findings: tuple[Finding, ...]
    reasons: Mapping[Element, str]


def seen_by(assessor: str, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What a reader may see: an assessor their own until both are handed in; anybody else, only
    what both have handed in."""
    given = tuple(judgements)
    if both_in(given):
        return given
    return tuple(judgement for judgement in given if judgement.assessor == assessor)


def both_in(judgements: Iterable[Judgement]) -> bool:
    """Whether two different assessors have handed in."""
    return len({judgement.assessor for judgement in judgements if judgement.handed_in}) > 1


def differing(first: Judgement, second: Judgement) -> tuple[Element, ...]:
    """The elements on which two assessors found different things: status or qualifier."""
    ones, others = _said(first), _said(second)
    return tuple(element for element, _one, _other in differences(ones, others, list(Element)))


def moderated(
    first: Judgement,
    second: Judgement,
    chosen: Mapping[Element, Finding],
    reasons: Mapping[Element, str],
) -> Moderated:
    """The findings that stand: the first assessor's where both agree, the moderator's elsewhere.

    Raises UserError until both are in, where they are one person, or where an element on which
    they differed, or that the moderator changed, has no decision with a reason.
    """
    if not both_in([first, second]):
        raise UserError("Both assessors hand in their findings before anybody moderates them.")
    stand = by_element(first.findings)
    if {finding.force for finding in (*second.findings, *chosen.values())} - {
        finding.force for finding in stand.values()
    }:
        raise UserError("These findings are of different forces.")
    for element in {*differing(first, second), *chosen}:
        if element not in chosen or not reasons.get(element, "").strip():
            raise UserError(
                f"{ELEMENTS[element].title}: write which finding stands, and the reason."
            )
        stand[element] = chosen[element]
    kept = {element: reasons[element].strip() for element in Element if element in chosen}
    return Moderated(tuple(stand[element] for element in Element), kept)


def _said(judgement: Judgement) -> dict[Element, tuple[str, frozenset[str]]]:
    return {
        element: (finding.status.value, frozenset(q.value for q in finding.qualifiers))
        for element, finding in by_element(judgement.findings).items()
    }
