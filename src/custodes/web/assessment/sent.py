"""What a force sent on one element, beside which an assessor judges it."""

from dataclasses import dataclass
from datetime import datetime

from custodes.web.accounts.models import User
from custodes.web.assessment.models import Assessed, ReceivedPackage
from custodes.web.plan.elements import QUALIFIER_WORDS, STATUS_WORDS, Element
from custodes.web.submission.package import read


@dataclass(frozen=True)
class Sent:
    """The force's own claim, its plan lines with what they rest on, and its documents by title."""

    claim: str = ""
    text: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()
    documents: tuple[str, ...] = ()


def sent_of(assessed: Assessed, element: Element, user: User, *, at: datetime) -> Sent | None:
    """What stands in the package of that force on the element; None where none was taken in."""
    rows = ReceivedPackage.objects.visible_to(user, at=at).filter(assessed=assessed)
    row: ReceivedPackage | None = rows.first()
    if row is None:
        return None
    said = read(bytes(row.content)).submission
    claim = next((claim for claim in said.claims if claim.element is element), None)
    figures = {
        figure.id: f"{figure.title}: {figure.value:g} {figure.unit}" for figure in said.figures
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
        tuple(f"{document.title} ({document.name})" for document in said.documents),
    )
