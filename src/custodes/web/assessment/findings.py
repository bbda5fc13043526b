"""A finding: what was found on one element of one force, and the pages it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from custodes.vocabulary.errors import UserError, shown
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_WORDS,
    STATUS_WORDS,
    Element,
    Qualifier,
    Status,
)

LONGEST_INSPECTION = 60
"""Characters of the name of an earlier inspection, so that the sentence on it stays readable."""
FITS = {
    # Of what is not there nothing can be told in too little detail.
    Qualifier.LACK_OF_DETAIL: frozenset(Status) - {Status.NO_INFORMATION, Status.NOT_IN_PLAN},
    Qualifier.BEFORE_REVIEW: frozenset({Status.COMMENCED, Status.IN_PLACE}),
}
"""The statuses beside which a qualifier says something."""


@dataclass(frozen=True)
class Reference:
    """A document that a finding rests on, and where in it: a page or a paragraph, if it is told."""

    document: str
    place: str

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True)
class EarlierInspection:
    """That something had been seen in an earlier inspection: which, and in what year."""

    inspection: str
    year: int


@dataclass(frozen=True)
class Finding:
    """One element of one force. `text` is what an assessor adds, in whole sentences."""

    force: str
    element: Element
    status: Status
    qualifiers: frozenset[Qualifier] = frozenset()
    text: str = ""
    references: tuple[Reference, ...] = ()
    earlier: EarlierInspection | None = None

    def __post_init__(self) -> None:
        """Refuse a qualifier that contradicts the status."""
        for qualifier in sorted(self.qualifiers, key=lambda word: word.value):
            if self.status not in FITS[qualifier]:
                raise UserError(
                    f"{self.force}, {ELEMENTS[self.element].title}: a finding of "
                    f"{shown(STATUS_WORDS[self.status])} cannot be qualified as "
                    f"{shown(QUALIFIER_WORDS[qualifier])}. Change one of the two."
                )

    @property
    def key(self) -> str:
        """What a sentence names to say which finding it comes from."""
        return f"{self.force}/{self.element.value}"


def by_element(findings: Iterable[Finding]) -> dict[Element, Finding]:
    """The findings of one force, in the order of the elements.

    Raises UserError where two forces are mixed or an element has two findings.
    """
    given = list(findings)
    if len(forces := {finding.force for finding in given}) > 1:
        raise UserError(f"These findings are of several forces: {', '.join(sorted(forces))}.")
    found = {finding.element: finding for finding in given}
    if len(found) != len(given):
        raise UserError("An element has two findings. Moderate them into one first.")
    return {element: found[element] for element in Element if element in found}


def missing(findings: Iterable[Finding]) -> tuple[Element, ...]:
    """The elements without a finding."""
    found = by_element(findings)
    return tuple(element for element in Element if element not in found)
