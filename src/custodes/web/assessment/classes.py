"""The class of a force: a declared rule over its findings, which an inspector may override.

The rule of 2017 was not published. This one is ours: declared here, shown beside every class, and
where an inspector decides otherwise the class of the rule, theirs and their reason are all kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, unique

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.findings import Finding, by_element, missing
from custodes.web.plan.elements import ELEMENTS, Element, Status


@unique
class ForceClass(Enum):
    """How far a force has come, from least to most."""

    INSUFFICIENT = "insufficient information"
    NOT_COMMENCED = "plan, not commenced"
    COMMENCED = "plan commenced"
    ALL_IN_PLACE = "all elements in place"


WORK = (Element.CCU, Element.MONITORING, Element.LINKS)
"""The elements that are work to be done; the strategy is what the plan is held against."""
ABSENT = frozenset({Status.NO_INFORMATION, Status.NOT_IN_PLAN})
BEGUN = frozenset({Status.COMMENCED, Status.IN_PLACE})
ENOUGH_ABSENT = 2
"""Of the three elements of work, how many may be absent before nothing can be said of a plan."""

Statuses = Mapping[Element, Status]


@dataclass(frozen=True)
class Step:
    """One step of the rule: the first whose test holds gives the class."""

    gives: ForceClass
    words: str
    holds: Callable[[Statuses], bool]


RULE = (
    Step(
        ForceClass.ALL_IN_PLACE,
        "All four elements are in place.",
        lambda found: all(found[element] is Status.IN_PLACE for element in Element),
    ),
    Step(
        ForceClass.INSUFFICIENT,
        "Two or more of the unit's review, monitoring and links have no information or are not "
        "in the plan.",
        lambda found: sum(found[element] in ABSENT for element in WORK) >= ENOUGH_ABSENT,
    ),
    Step(
        ForceClass.COMMENCED,
        "Work has begun on the unit's review, on monitoring or on links.",
        lambda found: any(found[element] in BEGUN for element in WORK),
    ),
    Step(
        ForceClass.NOT_COMMENCED,
        "There is a plan, and no work on it has begun.",
        lambda _found: True,
    ),
)


@dataclass(frozen=True)
class Classed:
    """A class, what the rule said and why, and the reason where an inspector decided otherwise."""

    force_class: ForceClass
    by_rule: ForceClass
    because: str
    reason: str = ""

    @property
    def overridden(self) -> bool:
        """Whether an inspector decided otherwise than the rule."""
        return self.force_class is not self.by_rule


def classed(
    findings: Iterable[Finding], *, override: ForceClass | None = None, reason: str = ""
) -> Classed:
    """The class of a force with its four findings.

    Raises UserError while an element has no finding, or where a class that does not follow from
    the rule has no reason.
    """
    found = by_element(findings)
    if lacking := missing(found.values()):
        raise UserError(
            f"There is no finding yet on: {'; '.join(ELEMENTS[e].title for e in lacking)}."
        )
    statuses = {element: finding.status for element, finding in found.items()}
    step = next(step for step in RULE if step.holds(statuses))
    if override in (None, step.gives):
        return Classed(step.gives, step.gives, step.words)
    if not reason.strip():
        raise UserError(
            f'The findings give the class "{step.gives.value}". To set '
            f'"{override.value}" write the reason.'
        )
    return Classed(override, step.gives, step.words, reason.strip())
