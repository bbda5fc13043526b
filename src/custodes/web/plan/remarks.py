"""What is said before a plan is sent: each thing to put right, the gravest first.

First what an assessor would not find at all, then what claims more than is shown, then the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from custodes.web.plan.check import Checked, Concern, Found
from custodes.web.plan.contents import Plan
from custodes.web.plan.criteria import RECOMMENDATIONS, Recommendation, Strategy, no_longer_matches
from custodes.web.plan.elements import (
    ELEMENTS,
    RANK,
    STATEMENTS,
    STATUS_WORDS,
    Element,
    Qualifier,
    Status,
)

NOT_MATCHED = "no-longer-matches"
ORDER: tuple[str, ...] = (
    Status.NO_INFORMATION.value,
    Status.NOT_IN_PLAN.value,
    Concern.OVER_STATED.value,
    Concern.NO_EVIDENCE.value,
    Concern.FIGURE_GONE.value,
    Concern.DOCUMENT_GONE.value,
    Qualifier.LACK_OF_DETAIL.value,
    Concern.NOT_REVIEWED.value,
    Concern.OVERDUE.value,
    Concern.NO_OWNER.value,
    NOT_MATCHED,
    Concern.UNDER_STATED.value,
)
WORDS: dict[str, str] = {
    Status.NO_INFORMATION.value: "No information",
    Status.NOT_IN_PLAN.value: "Not in the plan",
    Qualifier.LACK_OF_DETAIL.value: "Lack of detail",
    Concern.NOT_REVIEWED.value: "Unit not reviewed",
    Concern.OVER_STATED.value: "Over-stated",
    Concern.UNDER_STATED.value: "Under-stated",
    Concern.NO_EVIDENCE.value: "No evidence",
    Concern.FIGURE_GONE.value: "Figure is gone",
    Concern.DOCUMENT_GONE.value: "Document is gone",
    Concern.OVERDUE.value: "Overdue",
    Concern.NO_OWNER.value: "No owner",
    NOT_MATCHED: "No longer matches",
}


@dataclass(frozen=True)
class Remark:
    """One thing to put right. `line` is empty where it is about the element and no line of it."""

    what: str
    element: Element
    says: str
    line: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return WORDS[self.what]


def remarks(
    plan: Plan,
    checked: Checked,
    strategy: Strategy,
    recommendations: Mapping[str, Recommendation] = RECOMMENDATIONS,
    claims: Mapping[Element, Status] | None = None,
) -> tuple[Remark, ...]:
    """What to put right, the gravest first, in the order of the elements and of the plan.

    `claims` is how far the force says that it is with an element, beside what its lines show.
    """
    lines = {line.id: line for line in plan.lines}
    found = [remark for one in checked.elements for remark in _of_element(one, strategy)]
    found += [
        remark
        for one in checked.elements
        if claims and one.element in claims
        for remark in _of_claim(one, claims[one.element])
    ]
    found += [
        Remark(
            doubt.concern.value,
            lines[doubt.line].element,
            doubt.because,
            doubt.line,
            lines[doubt.line].title,
        )
        for doubt in checked.doubts
    ]
    found += [
        Remark(NOT_MATCHED, lines[one.line].element, one.because, one.line, lines[one.line].title)
        for one in no_longer_matches(plan.lines, strategy, recommendations)
    ]
    places = {element: place for place, element in enumerate(Element)}
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.what), places[one.element])))


def questions(found: Found, strategy: Strategy) -> tuple[str, ...]:
    """The questions that nothing in the plan answers, in words."""
    if found.element is Element.STRATEGY:
        words = strategy.strands
        return tuple(f"What is done under {words[key].lower()}?" for key in found.unanswered)
    asks = {point.key: point.asks for point in ELEMENTS[found.element].points}
    return tuple(asks[key] for key in found.unanswered)


def _of_element(found: Found, strategy: Strategy) -> Iterable[Remark]:
    says = STATEMENTS[found.element, found.status]
    if found.status in (Status.NO_INFORMATION, Status.NOT_IN_PLAN):
        yield Remark(found.status.value, found.element, says)
        return
    if Qualifier.LACK_OF_DETAIL in found.qualifiers:
        asked = " ".join(questions(found, strategy))
        yield Remark(Qualifier.LACK_OF_DETAIL.value, found.element, f"Nothing answers: {asked}")
    if Concern.NOT_REVIEWED in found.concerns:
        yield Remark(
            Concern.NOT_REVIEWED.value,
            found.element,
            "Monitoring has begun, and no review of the unit that is to act on it has.",
        )


def _of_claim(found: Found, claimed: Status) -> Iterable[Remark]:
    """What the force says of an element, where its own lines show more or less."""
    least = RANK[Status.NOT_IN_PLAN]  # Below it nothing is claimed, in whichever words.
    says, shows = (max(least, RANK[status]) for status in (claimed, found.status))
    if says == shows:
        return
    yield Remark(
        (Concern.OVER_STATED if says > shows else Concern.UNDER_STATED).value,
        found.element,
        f"The force says: {STATUS_WORDS[claimed]}. The lines of its plan show: "
        f"{STATUS_WORDS[found.status]}.",
    )
