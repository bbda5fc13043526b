"""Putting a statement to a force to verify or refute, and drawing samples for dip-checks."""

from datetime import date, datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment import states
from custodes.web.assessment.models import Assessed, DrawnSample, Question
from custodes.web.assessment.sampling import drawn
from custodes.web.decision import Action
from custodes.web.plan.elements import Element


def ask_force(
    *,
    assessed: Assessed,
    element: Element,
    statement: str,
    due_on: date,
    token: str,
    by: Asker,
    at: datetime,
) -> Question:
    """Put a statement to a force. Sent twice, it is asked once."""
    check_may(
        by, Action.ASSESS, assessed.compartment, about=str(assessed.pk), reason=statement, at=at
    )
    if due_on < in_london(at).date():
        raise UserError("Give the force a day to come by which to answer.")
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        same: Question | None = (
            Question.objects.visible_to(by.user, at=at).filter(token=mark).first()
        )
        if same is not None:
            return same
        row = Question(
            compartment=assessed.compartment,
            assessed=assessed,
            element=element.value,
            statement=statement.strip(),
            due_on=due_on,
            asked_by=by.user,
            asked_at=at,
            token=mark,
        )
        row.save()
        made(row, by)
    return row


def answer(*, question: Question, became: str, said: str, by: Asker, at: datetime) -> Question:
    """Enter what the force answered, verified or refuted, or withdraw the question."""
    check_may(
        by,
        Action.ASSESS,
        question.compartment,
        about=str(question.assessed_id),
        reason=said,
        at=at,
    )
    with one_act():
        rows = Question.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
        now: Question = rows.get(pk=question.pk)
        states.QUESTIONS.check(now.state, became)
        changed(now, by, state=became, answer=said.strip(), answered_at=at)
    return now


def draw_sample(
    *,
    assessed: Assessed,
    title: str,
    references: list[str],
    size: int,
    seed: str,
    token: str,
    by: Asker,
    at: datetime,
) -> DrawnSample:
    """Draw a sample of a force's references and keep the list with it. Sent twice, drawn once."""
    check_may(by, Action.ASSESS, assessed.compartment, about=str(assessed.pk), reason=title, at=at)
    drawn(references, size=size, seed=seed)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        same: DrawnSample | None = (
            DrawnSample.objects.visible_to(by.user, at=at).filter(token=mark).first()
        )
        if same is not None:
            return same
        row = DrawnSample(
            compartment=assessed.compartment,
            assessed=assessed,
            title=title,
            references=references,
            size=size,
            seed=seed,
            by=by.user,
            at=at,
            token=mark,
        )
        row.save()
        made(row, by)
    return row
