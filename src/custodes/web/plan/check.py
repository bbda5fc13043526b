"""The check before sending: what an assessor would and would not find, element by element.

A pure function over a plan and the live figures. It lists what to put right; it is no verdict, and
nothing is held back because of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from custodes.web.design.showing import day as written
from custodes.web.plan.contents import Figure, Line, Plan, Reference
from custodes.web.plan.criteria import Strategy, strands_met
from custodes.web.plan.elements import ELEMENTS, RANK, Element, Qualifier, Status


class Concern(StrEnum):
    """What may be amiss with a line; `NOT_REVIEWED`, with the monitoring as a whole."""

    NO_EVIDENCE = "no-evidence"
    FIGURE_GONE = "figure-gone"
    DOCUMENT_GONE = "document-gone"
    OVER_STATED = "over-stated"
    UNDER_STATED = "under-stated"
    OVERDUE = "overdue"
    NO_OWNER = "no-owner"
    NOT_REVIEWED = "not-reviewed"


@dataclass(frozen=True)
class Bears:
    """How much of a live figure bears out a status: the force's own choice, shown beside it."""

    figure: str
    words: str
    in_place: float
    commenced: float = 0.0
    """More than this shows that work has begun."""


BEARS: tuple[Bears, ...] = (
    Bears("coverage-systems", "IT systems monitored, of those held", 0.9),
    Bears("coverage-devices", "devices monitored, of those held", 0.9),
    Bears("links-working", "support organisations in regular contact, of those listed", 0.5),
    Bears("reviews-done", "reviews of the unit in the last year", 1),
)
"""The thresholds are Custodes' own: none was published."""


@dataclass(frozen=True)
class Found:
    """One element as an assessor of the plan would see it."""

    element: Element
    status: Status
    qualifiers: tuple[Qualifier, ...] = ()
    unanswered: tuple[str, ...] = ()
    """The points (`ELEMENTS`) that nothing in the plan answers."""
    concerns: tuple[Concern, ...] = ()
    """What an assessor would ask about the element as a whole."""


@dataclass(frozen=True)
class Doubt:
    """Something about one line that an assessor would ask about."""

    line: str
    concern: Concern
    because: str


@dataclass(frozen=True)
class Checked:
    """The whole check: four elements in their order, and the doubts."""

    elements: tuple[Found, ...]
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def nothing_to_find(self) -> tuple[Element, ...]:
        """The elements of which the plan holds no information."""
        return tuple(one.element for one in self.elements if one.status is Status.NO_INFORMATION)


def check(plan: Plan, strategy: Strategy, *, on: date, bears: Sequence[Bears] = BEARS) -> Checked:
    """What an assessor would find in the plan on that day, held against its live figures.

    `strategy` is the version in force. A figure that `bears` does not name bears out nothing.
    """
    ccu = _element(plan, Element.CCU)
    monitoring = _element(plan, Element.MONITORING)
    if RANK[monitoring.status] >= RANK[Status.COMMENCED] > RANK[ccu.status]:
        # People are to act on what is monitored, and nobody has looked whether there are enough.
        monitoring = replace(monitoring, concerns=(Concern.NOT_REVIEWED,))
    elements = (_strategy(plan, strategy), ccu, monitoring, _element(plan, Element.LINKS))
    return Checked(elements, tuple(_doubts(plan, on, bears)))


def _strategy(plan: Plan, strategy: Strategy) -> Found:
    """The strategy is reflected by lines of any element that are written to its strands."""
    met = strands_met(plan.lines, strategy)
    missing = tuple(key for key in strategy.strands if key not in met)
    if not plan.lines:
        return Found(Element.STRATEGY, Status.NO_INFORMATION, (), missing)
    if not met:
        return Found(Element.STRATEGY, Status.NOT_IN_PLAN, (), missing)
    lines = [line for line in plan.lines if line.strand and line.strategy == strategy.id]
    return Found(Element.STRATEGY, _status(lines), _lacking(missing), missing)


def _element(plan: Plan, element: Element) -> Found:
    points = tuple(point.key for point in ELEMENTS[element].points)
    lines = [line for line in plan.lines if line.element is element]
    if not lines:
        return Found(element, Status.NO_INFORMATION, (), points)
    answered = {
        point
        for line in lines
        for evidence in line.evidence
        if _there(plan, evidence.figure, evidence.reference)
        for point in evidence.answers
    }
    missing = tuple(point for point in points if point not in answered)
    return Found(element, _status(lines), _lacking(missing), missing)


def _there(plan: Plan, figure: str, place: Reference | None) -> bool:
    if figure:
        return any(one.id == figure for one in plan.figures)
    return place is not None and any(one.name == place.document for one in plan.documents)


def _lacking(missing: tuple[str, ...]) -> tuple[Qualifier, ...]:
    return (Qualifier.LACK_OF_DETAIL,) if missing else ()


def _status(lines: Sequence[Line]) -> Status:
    """All in place: in place. Any begun: commenced. Any planned: not commenced."""
    ranks = [RANK[line.status] for line in lines]
    if min(ranks) == RANK[Status.IN_PLACE]:
        return Status.IN_PLACE
    if max(ranks) >= RANK[Status.COMMENCED]:
        return Status.COMMENCED
    if max(ranks) == RANK[Status.NOT_COMMENCED]:
        return Status.NOT_COMMENCED
    return Status.NOT_IN_PLAN if max(ranks) == RANK[Status.NOT_IN_PLAN] else Status.NO_INFORMATION


def _doubts(plan: Plan, on: date, bears: Sequence[Bears]) -> Iterable[Doubt]:
    figures = {figure.id: figure for figure in plan.figures}
    documents = {document.name for document in plan.documents}
    borne = {one.figure: one for one in bears}
    for line in plan.lines:
        claimed = RANK[line.status] >= RANK[Status.COMMENCED]
        if claimed and not line.evidence:
            yield Doubt(line.id, Concern.NO_EVIDENCE, "It is claimed, and nothing shows it.")
        if not line.owner:
            yield Doubt(line.id, Concern.NO_OWNER, "Nobody owns it.")
        if line.due and line.due < on and line.status is not Status.IN_PLACE:
            yield Doubt(line.id, Concern.OVERDUE, f"It was due on {written(line.due)}.")
        for evidence in line.evidence:
            place = evidence.reference
            if place is not None and place.document not in documents:
                yield Doubt(
                    line.id, Concern.DOCUMENT_GONE, f"{place.document} is not among the documents."
                )
            elif evidence.live and evidence.figure not in figures:
                yield Doubt(line.id, Concern.FIGURE_GONE, f"The figure {evidence.figure} is gone.")
            elif evidence.figure in borne:
                yield from _held(line, figures[evidence.figure], borne[evidence.figure])


def _held(line: Line, figure: Figure, bears: Bears) -> Iterable[Doubt]:
    """The claim against the figure: more than it bears out, or less."""
    if figure.value >= bears.in_place:
        shows = Status.IN_PLACE
    elif figure.value > bears.commenced:
        shows = Status.COMMENCED
    else:
        shows = Status.NOT_COMMENCED
    told = f"{bears.words}: {value_in_words(figure)} (from {figure.run}, {written(figure.on)})"
    if RANK[line.status] > RANK[shows]:
        yield Doubt(line.id, Concern.OVER_STATED, f"The figure shows less than is claimed. {told}.")
    elif RANK[line.status] < RANK[shows]:
        yield Doubt(
            line.id, Concern.UNDER_STATED, f"The figure shows more than is claimed. {told}."
        )


def value_in_words(figure: Figure) -> str:
    """A live figure with its unit, as people read it."""
    return f"{figure.value:.0%}" if figure.unit == "share" else f"{figure.value:g} {figure.unit}"
