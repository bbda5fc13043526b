"""A made-up round for all 43 forces, so that every class, status and sentence can be seen.

No force ever sent what is in it. The classes have the counts of 2017, and which force has which is
drawn at random from the seed, whatever is known of it.
"""

import random
from dataclasses import replace
from datetime import date

from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.findings import FITS, EarlierInspection, Finding, Reference
from custodes.web.assessment.public_record import COUNTS
from custodes.web.assessment.rounds import ROUND_2017
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.plan.forces import FORCES

MADE_UP = replace(
    ROUND_2017,
    id="made-up",
    title="Made-up round: no force sent what is in it",
    asked_on=date(2026, 2, 2),
    cut_off=date(2026, 3, 2),
    reviewed="March 2026",
    letter_on=date(2026, 5, 1),
    strategy="the national strategy",
    inspector="A. Inspector",
    inspector_title="Inspector of Constabulary (made up)",
    made_up=True,
)
NONE, OUT = Status.NO_INFORMATION, Status.NOT_IN_PLAN
PLANNED, BEGUN, DONE = Status.NOT_COMMENCED, Status.COMMENCED, Status.IN_PLACE
# For each class the statuses of strategy, unit, monitoring and links that it is drawn from.
PATTERNS: dict[ForceClass, tuple[tuple[Status, ...], ...]] = {
    ForceClass.INSUFFICIENT: (
        (OUT, NONE, NONE, BEGUN),
        (OUT, NONE, BEGUN, NONE),
        (NONE, NONE, NONE, NONE),
        (PLANNED, OUT, NONE, PLANNED),
    ),
    ForceClass.NOT_COMMENCED: (
        (PLANNED, PLANNED, PLANNED, PLANNED),
        (BEGUN, NONE, PLANNED, PLANNED),
        (OUT, PLANNED, PLANNED, OUT),
    ),
    ForceClass.COMMENCED: (
        (BEGUN, BEGUN, PLANNED, BEGUN),
        (DONE, BEGUN, BEGUN, DONE),
        (OUT, PLANNED, BEGUN, NONE),
    ),
    ForceClass.ALL_IN_PLACE: ((DONE, DONE, DONE, DONE),),
}
ONE_IN = 4
"""How often a finding that could be qualified is."""


def made_up_findings(seed: int = 1) -> dict[str, tuple[Finding, ...]]:
    """Four findings for each force, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - nothing is secret here
    classes = [force_class for force_class, n in COUNTS.items() for _ in range(n)]
    draw.shuffle(classes)
    return {
        force.name: tuple(
            _finding(draw, force.name, element, status)
            for element, status in zip(Element, draw.choice(PATTERNS[force_class]), strict=True)
        )
        for force, force_class in zip(FORCES, classes, strict=True)
    }


def _finding(draw: random.Random, force: str, element: Element, status: Status) -> Finding:
    fitting = [q for q in Qualifier if status in FITS[q]]
    qualifiers = frozenset(q for q in fitting if draw.randrange(ONE_IN) == 0)
    absent = status is Status.NO_INFORMATION
    seen = absent and element is not Element.STRATEGY and draw.randrange(ONE_IN) == 0
    page = draw.randrange(1, 30)
    return Finding(
        force,
        element,
        status,
        qualifiers,
        references=() if absent else (Reference("Force plan (made up)", f"page {page}"),),
        earlier=EarlierInspection("legitimacy inspection", 2024) if seen else None,
    )
