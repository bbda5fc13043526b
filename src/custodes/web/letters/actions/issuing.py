"""Issuing letters: asked for, approved by a second person, then frozen and hashed for good."""

from collections.abc import Collection
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.actions import approve
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.keeping import changed
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.assessment.models import Assessed
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action, Kind, Lack, Question
from custodes.web.letters import states
from custodes.web.letters.actions.wording import add_wording, draft_of
from custodes.web.letters.letter import digest, frozen
from custodes.web.letters.models import Letter
from custodes.web.letters.queries import Stands, letters_of, template_now

COMMISSIONER = "commissioner"
"""What the audit calls the one to whom the copy is disclosed."""


def ask(*, forces: Collection[Assessed], by: Asker, at: datetime) -> None:
    """Ask that the letters to these forces be issued. One that cannot be stops all of them.

    Raises NotAllowed for whoever may not send letters at all, and UserError where a letter may
    not be issued: an element has no finding, or a sentence traces to none.
    """
    _check_but_for_the_second(forces, by, at)
    with one_act():
        for now in letters_of(forces, by.user, at=at).values():
            _check_fresh(now)
            frozen(now.letter)
            row = draft_of(now, by)
            if now.wording is None:
                add_wording(row, now, now.letter.body[now.letter.own], by, at)
            states.LETTERS.check(row.state, states.ASKED)
            changed(row, by, state=states.ASKED, asked_by=by.user)


def approve_all(*, forces: Collection[Assessed], by: Asker, at: datetime) -> None:
    """Approve as the second person that these letters go out as they are worded now."""
    for now in letters_of(forces, by.user, at=at).values():
        row = _begun(now)
        states.LETTERS.check(row.state, states.APPROVED)
        _check_fresh(now)
        if row.asked_by is None:
            raise UserError("Nobody has asked for this letter to be issued.")
        approve(
            asker=row.asked_by,
            action=Action.SEND_LETTER,
            compartment=now.assessed.compartment,
            about=now.about,
            by=by,
            at=at,
        )
        with one_act():
            changed(row, by, state=states.APPROVED)


def issue(*, forces: Collection[Assessed], by: Asker, at: datetime) -> None:
    """Issue letters that a second person approved, as they were approved: frozen and hashed.

    One that cannot be issued stops all of them. Issued again, a letter stays as it was.
    """
    held = letters_of(forces, by.user, at=at)
    wanted = [now for now in held.values() if _begun(now).state != states.ISSUED]
    words = []
    for now in wanted:
        states.LETTERS.check(_begun(now).state, states.ISSUED)
        place = now.assessed.compartment
        words.append(check_may(by, Action.SEND_LETTER, place, about=now.about, at=at))
    with one_act():
        for word in words:
            spend(word, by=by, at=at)
        again = letters_of([now.assessed for now in wanted], by.user, at=at)
        template = template_now(by.user, at=at)
        for now in again.values():
            if now.about != held[now.assessed.pk].about:
                raise UserError(
                    f"The letter to {now.assessed.force} was changed meanwhile. None was issued."
                )
            kept = frozen(now.letter)
            changed(
                _begun(now),
                by,
                state=states.ISSUED,
                frozen=kept,
                sha256=digest(kept),
                template=template,
                issued_by=by.user,
                issued_at=at,
            )


def copy_for_commissioner(*, now: Stands, by: Asker, at: datetime) -> None:
    """Record that a copy of an issued letter goes to the commissioner, by whoever may send letters;
    in the transaction of the answer. Raises UserError for one that was not issued."""
    _check_but_for_the_second([now.assessed], by, at)
    if now.row is None or now.row.state != states.ISSUED:
        raise UserError("A copy is made of a letter that was issued: a draft is nobody's yet.")
    record(
        Act.DISCLOSURE,
        by=by.by,
        kind=Letter.audit_kind,
        object_id=now.row.pk,
        compartment=now.row.compartment_id,
        reason=COMMISSIONER,
    )


def may_approve(now: Stands, by: Asker, at: datetime) -> bool:
    """Whether this person may be the second one for that letter."""
    if now.row is None or now.row.asked_by is None:
        return False
    place = now.assessed.compartment
    asked = Question(
        account_of(now.row.asked_by, at=at),
        Action.SEND_LETTER,
        place.key,
        Kind[place.kind],
        at,
        about=now.about,
    )
    return decision.may_approve(by.account(at), asked)


def _begun(now: Stands) -> Letter:
    if now.row is None:
        raise UserError(f"The letter to {now.assessed.force} was not asked for yet.")
    return now.row


def _check_fresh(now: Stands) -> None:
    if now.moved:
        raise UserError(
            f"Findings on {now.assessed.force} changed after its letter was worded. Compose it "
            "again, or change a sentence, and look at it first."
        )


def _check_but_for_the_second(forces: Collection[Assessed], by: Asker, at: datetime) -> None:
    """Raise NotAllowed unless only the second person's word, or a fresh proof of who one is, is
    missing: both are asked for again when the letter goes out."""
    for place in {one.compartment for one in forces}:
        asked = Question(by.account(at), Action.SEND_LETTER, place.key, Kind[place.kind], at)
        answer = decision.decide(asked)
        if answer.lack not in (None, Lack.STEP_UP, Lack.SECOND_PERSON):
            check_may(by, Action.SEND_LETTER, place, at=at)
