"""What a force sent on one element, beside which an assessor judges it."""

from dataclasses import dataclass
from datetime import datetime

from custodes.web.accounts.models import User
from custodes.web.assessment.models import Assessed, ReceivedPackage
from custodes.web.design.showing import day
from custodes.web.plan.check import value_in_words
from custodes.web.plan.contents import Document
from custodes.web.plan.elements import QUALIFIER_WORDS, STATUS_WORDS, Element
from custodes.web.submission.package import Package, read


@dataclass(frozen=True)
class Sent:
    """The force's own claim, its plan lines with what they rest on, and its documents."""

    claim: str = ""
    text: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()
    documents: tuple[Document, ...] = ()


def package_of(assessed: Assessed, user: User, *, at: datetime) -> Package | None:
    """The package of that force, read and checked; None where none was taken in."""
    rows = ReceivedPackage.objects.visible_to(user, at=at).filter(assessed=assessed)
    row: ReceivedPackage | None = rows.first()
    return read(bytes(row.content)) if row is not None else None


def sent_of(assessed: Assessed, element: Element, user: User, *, at: datetime) -> Sent | None:
    """What stands in the package of that force on the element; None where none was taken in."""
    package = package_of(assessed, user, at=at)
    if package is None:
        return None
    said = package.submission
    claim = next((claim for claim in said.claims if claim.element is element), None)
    figures = {
        figure.id: f"{figure.title}: {value_in_words(figure)} ({figure.run}, {day(figure.on)})"
        for figure in said.figures
    }
    lines = []
    for line in said.lines:
        if line.element is not element:
            continue
        rests = [
            figures.get(e.figure, e.figure)
            if e.reference is None
            else f"{e.reference.document}"
            + (f", page {e.reference.page}" if e.reference.page else "")
            + (f", {e.reference.paragraph}" if e.reference.paragraph else "")
            for e in line.evidence
        ]
        lines.append((line.title, STATUS_WORDS[line.status], "; ".join(rests)))
    words = ""
    if claim:
        words = "; ".join(
            [STATUS_WORDS[claim.status], *(QUALIFIER_WORDS[q] for q in claim.qualifiers)]
        )
    return Sent(
        words,
        claim.text if claim else "",
        tuple(lines),
        said.documents,
    )
