"""Wording a letter: changed sentence by sentence, or composed from the findings once more."""

from collections.abc import Sequence
from datetime import datetime

from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.actions.opening import locked
from custodes.web.assessment.models import Assessed
from custodes.web.decision import Action
from custodes.web.letters import states
from custodes.web.letters.models import Letter, Wording
from custodes.web.letters.queries import Stands, letter_to, plain_of
from custodes.web.letters.sentences import Sentence, paragraph


def word(
    *,
    assessed: Assessed,
    sentences: Sequence[Sentence],
    version: int,
    by: Asker,
    at: datetime,
) -> Wording | None:
    """Keep the force's own paragraph as the next version; worded the same, nothing changes.

    `version` is the one that the form was made from. Raises Conflict where it has moved on. What
    had been asked for or approved is a draft again.
    """
    check_may(
        by,
        Action.ASSESS,
        assessed.compartment,
        about=str(assessed.pk),
        reason="wording of the letter",
        at=at,
    )
    with one_act():
        now = letter_to(locked(assessed, by, at), by.user, at=at)
        if now.version != version:
            raise Conflict(f"The letter to {assessed.force}", version, now)
        if tuple(sentences) == now.letter.body[now.letter.own] and not now.moved:
            return now.wording
        row = draft_of(now, by)
        if row.state != states.DRAFT:
            states.LETTERS.check(row.state, states.DRAFT)
            changed(row, by, state=states.DRAFT)
        return add_wording(row, now, sentences, by, at)


def compose_again(*, assessed: Assessed, version: int, by: Asker, at: datetime) -> Wording | None:
    """Compose the paragraph from the findings as they stand; what was written before stays kept."""
    now = letter_to(assessed, by.user, at=at)
    sentences = paragraph(now.findings, strategy=assessed.round.strategy)
    return word(assessed=assessed, sentences=sentences, version=version, by=by, at=at)


def draft_of(now: Stands, by: Asker) -> Letter:
    """The row of a letter; made where the letter was not begun."""
    if now.row is not None:
        return now.row
    row = Letter(compartment=now.assessed.compartment, assessed=now.assessed)
    row.save()
    made(row, by)
    return row


def add_wording(
    row: Letter, now: Stands, sentences: Sequence[Sentence], by: Asker, at: datetime
) -> Wording:
    """The next version of a letter's paragraph."""
    wording = Wording(
        compartment=row.compartment,
        letter=row,
        version=now.version + 1,
        sentences=[plain_of(sentence) for sentence in sentences],
        basis=now.basis,
        by=by.user,
        at=at,
    )
    wording.save()
    made(wording, by)
    return wording
