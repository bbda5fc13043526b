"""Putting questions to partners: writing one, putting it, noting the answer, closing it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.documents.personal import traces
from custodes.web.partners import asking
from custodes.web.partners.actions.listing import made
from custodes.web.partners.kinds import WAYS
from custodes.web.partners.models import Partner, Question, QuestionPut


class MovedOn(UserError):
    """Somebody changed the thing after the form was opened; `now` is the thing as it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(
            "Somebody changed this while you were at work on it. Nothing of yours was saved yet: "
            "look at both, then save again or leave it."
        )
        self.now = now


def write_question(
    *,
    compartment: Compartment,
    title: str,
    text: str,
    due_on: date,
    token: str,
    by: Asker,
    at: datetime,
) -> Question:
    """Write a question down as a draft. Sent twice, it is one question."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    words = _checked(title, text, due_on, at)
    with one_act():
        seen = Question.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        found: Question | None = seen.filter(token=token).first()
        if found is not None:
            return found
        row = Question(
            compartment=compartment, due_on=due_on, by=by.user, at=at, token=token, **words
        )
        row.save()
        made(row, by)
    return row


def change_question(
    *,
    question: Question,
    title: str,
    text: str,
    due_on: date,
    version: int,
    by: Asker,
    at: datetime,
) -> Question:
    """Change a question; once it is put to partners its words stay, and only its day moves."""
    check_may(by, Action.EDIT_PLAN, question.compartment, about=str(question.pk), at=at)
    words = _checked(title, text, due_on, at)
    with one_act():
        now: Question = _locked(Question, question.pk, version, by, at)
        if now.state != asking.DRAFT and (now.title, now.text) != (words["title"], words["text"]):
            raise UserError("The words of a question that partners have stay as they were sent.")
        _change(now, by, **words, due_on=due_on)
    return now


def put_question(
    *,
    question: Question,
    partners: Iterable[Partner],
    on: date,
    way: str,
    by: Asker,
    at: datetime,
) -> list[QuestionPut]:
    """Note that a question was put to partners on a day. To whom it was put before, it stays so."""
    if way not in WAYS:
        raise UserError("Choose the way of contact from the list.")
    if on > in_london(at).date():
        raise UserError("Enter what has happened, not what is to come.")
    check_may(by, Action.EDIT_PLAN, question.compartment, about=str(question.pk), at=at)
    chosen = {partner.pk: partner for partner in partners}
    if not chosen:
        raise UserError("Choose at least one partner.")
    if any(partner.compartment_id != question.compartment_id for partner in chosen.values()):
        raise UserError("That partner is not on this register.")
    with one_act():
        now: Question = _locked(Question, question.pk, None, by, at)
        asking.QUESTIONS.check(now.state, asking.PUT)
        held = QuestionPut.objects.visible_to(by.user, at=at).filter(question=now)
        had = {row.partner_id: row for row in held}
        rows = []
        for key, partner in sorted(chosen.items()):
            row = had.get(key)
            if row is None:
                row = QuestionPut(
                    compartment=now.compartment,
                    question=now,
                    partner=partner,
                    on=on,
                    way=way,
                    by=by.user,
                    at=at,
                )
                row.save()
                made(row, by)
            elif row.state == asking.WITHDRAWN:
                asking.REPLY_STATES.check(row.state, asking.WAITING)
                _change(row, by, state=asking.WAITING, on=on, way=way)
            rows.append(row)
        if now.state != asking.PUT:
            _change(now, by, state=asking.PUT)
    return rows


def note_answer(
    *,
    put: QuestionPut,
    on: date,
    answer: str,
    note: str,
    version: int,
    by: Asker,
    at: datetime,
) -> QuestionPut:
    """Note what came back: of which kind, and never what a report would say."""
    if answer not in asking.REPLIES:
        raise UserError("Choose what came back from the list.")
    if on < put.on:
        raise UserError("An answer comes after the question.")
    if on > in_london(at).date():
        raise UserError("Enter what has happened, not what is to come.")
    check_names_nobody(note)
    check_may(by, Action.EDIT_PLAN, put.compartment, about=str(put.pk), at=at)
    with one_act():
        now: QuestionPut = _locked(QuestionPut, put.pk, version, by, at)
        asking.REPLY_STATES.check(now.state, asking.ANSWERED)
        said = {"answered_on": on, "answer": answer, "note": note.strip()}
        _change(now, by, state=asking.ANSWERED, **said)
    return now


def take_back(*, put: QuestionPut, version: int, by: Asker, at: datetime) -> QuestionPut:
    """Note that no answer is waited for any more."""
    check_may(by, Action.EDIT_PLAN, put.compartment, about=str(put.pk), at=at)
    with one_act():
        now: QuestionPut = _locked(QuestionPut, put.pk, version, by, at)
        asking.REPLY_STATES.check(now.state, asking.WITHDRAWN)
        _change(now, by, state=asking.WITHDRAWN)
    return now


def close_question(*, question: Question, version: int, by: Asker, at: datetime) -> Question:
    """Close a question: what was answered stays, what was not is waited for no more."""
    check_may(by, Action.EDIT_PLAN, question.compartment, about=str(question.pk), at=at)
    with one_act():
        now: Question = _locked(Question, question.pk, version, by, at)
        asking.QUESTIONS.check(now.state, asking.CLOSED)
        waiting = QuestionPut.objects.visible_to(by.user, at=at).filter(
            question=now, state=asking.WAITING
        )
        for row in waiting:
            _change(row, by, state=asking.WITHDRAWN)
        _change(now, by, state=asking.CLOSED)
    return now


def check_names_nobody(*texts: str) -> None:
    """Raise UserError where a text of the register holds what could tell who somebody is."""
    found = traces([("", text) for text in texts])
    if found:
        raise UserError(
            f"This looks like {found[0].kind}. A question and its answer name nobody: whoever saw "
            "something reports it, by the page for reports."
        )


def _checked(title: str, text: str, due_on: date, at: datetime) -> dict[str, str]:
    heading, body = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    if not heading or not body:
        raise UserError("Give the question a title, and say what to look for.")
    if due_on < in_london(at).date():
        raise UserError("Give a day to come by which an answer is hoped for.")
    check_names_nobody(heading, body)
    return {"title": heading, "text": body}


def _locked(kind: Any, key: int, version: int | None, by: Asker, at: datetime) -> Any:
    """The row as it stands, held until the act ends. Raises MovedOn from another version."""
    now = kind.objects.visible_to(by.user, at=at).select_for_update(of=("self",)).get(pk=key)
    if version is not None and now.version != version:
        raise MovedOn(now)
    return now


def _change(row: Any, by: Asker, **fields: Any) -> None:
    changes = {
        name: (str(getattr(row, name)), str(new))
        for name, new in fields.items()
        if getattr(row, name) != new
    }
    if not changes:
        return
    record(
        Act.ALTERATION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.CHANGED,
        compartment=row.compartment_id,
        changes=changes,
    )
    for name, new in fields.items():
        setattr(row, name, new)
    row.version += 1
    row.save(update_fields=[*fields, "version"])
