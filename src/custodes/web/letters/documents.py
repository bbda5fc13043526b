"""Letters and the overview as files: from what was frozen, or marked as drafts."""

import json
from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import User
from custodes.web.assessment.models import AssessmentRound
from custodes.web.letters import overview, states
from custodes.web.letters.letter import content
from custodes.web.letters.models import WordTemplate
from custodes.web.letters.paper import DRAFT, MARKING, pdf
from custodes.web.letters.queries import Overall, Stands, frozen_of, overall, template_now
from custodes.web.letters.template import built_in, filled


def said_by(now: Stands, user: User, *, at: datetime) -> tuple[dict[str, Any], bool]:
    """What a letter says, and whether it is issued: what was frozen then, else its draft."""
    if now.row is not None and now.row.state == states.ISSUED:
        return json.loads(frozen_of(now.row, user, at=at)), True
    return content(now.letter), False


def letter_pdf(now: Stands, user: User, *, at: datetime) -> bytes:
    """A letter as a tagged PDF; one that was not issued says that it is a draft."""
    said, issued = said_by(now, user, at=at)
    marking = MARKING if issued else DRAFT
    return pdf("letter.typ", said, title=f"{said['heading']}: {said['force']}", marking=marking)


def letter_word(now: Stands, user: User, *, at: datetime) -> bytes:
    """A letter as a Word document, in the template that it was issued in."""
    said, issued = said_by(now, user, at=at)
    if not issued:
        said = said | {"note": " ".join(filter(None, ["Draft: not issued.", said["note"]]))}
    template = built_in()
    kept: WordTemplate | None = template_now(user, at=at)
    if issued and now.row is not None:
        kept = (
            WordTemplate.objects.visible_to(user, at=at).get(pk=now.row.template_id)
            if now.row.template_id
            else None
        )
    if kept is not None:
        template = bytes(kept.content)
    return filled(template, said)


def overview_content(round_: AssessmentRound, user: User, *, at: datetime) -> dict[str, Any]:
    """The overview as plain data. Raises UserError while a force has no class."""
    found = overall(round_, user, at=at)
    check_whole(found)
    return overview.content(
        round_.plain, found.figures, classes=found.classes, examples=found.examples
    )


def check_whole(found: Overall) -> None:
    """Raise UserError while a force of the round has not all its findings."""
    if found.lacking:
        named = ", ".join(found.lacking[:5]) + (" and others" if len(found.lacking) > 5 else "")
        raise UserError(
            f"The overview cannot be made: {len(found.lacking)} forces have no finding on some "
            f"element ({named})."
        )
