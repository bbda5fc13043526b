"""Telling whoever reported how far it has come: the stage, by a way that is safe, and no more."""

from datetime import date, datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.partners.actions.counting import count_step
from custodes.web.partners.kinds import FED_BACK
from custodes.web.reports.actions.keeping import check, locked, made
from custodes.web.reports.actions.replying import queue
from custodes.web.reports.models import Feedback, Report
from custodes.web.reports.words import FEEDBACK, FEEDBACK_SAID, FEEDBACK_WAYS

RECEIVED = "received"


def feed_back(
    *, report: Report, stage: str, way: str, on: date, token: str, by: Asker, at: datetime
) -> Feedback:
    """Note a stage that was told, and by the thread tell it, in the words that are declared.

    Each stage is told once: sent twice it is one row. The first that says more than *received* is
    what stops the clock of feedback.
    """
    if stage not in FEEDBACK or way not in FEEDBACK_WAYS:
        raise UserError("Choose the stage and the way from the lists.")
    if on > in_london(at).date():
        raise UserError("Enter what has happened, not what is to come.")
    check(by, Action.ANSWER_REPORTER, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, None, by, at)
        held: Feedback | None = now.feedback.filter(stage=stage).first()
        if held is not None:
            return held
        if on < now.received_on:
            raise UserError("Feedback comes after the report.")
        if way == "thread":
            said = FEEDBACK_SAID.get(now.language, FEEDBACK_SAID["en"])
            queue(now, said[stage], by, at)
        row = Feedback(
            compartment=now.compartment,
            report=now,
            stage=stage,
            on=on,
            way=way,
            by=by.user,
            at=at,
            token=f"{now.pk}-{token}"[:64],
        )
        made(row, by)
        if now.counted is not None and stage != RECEIVED:
            told = now.feedback.exclude(stage=RECEIVED).count()
            if told == 1:
                count_step(
                    report=now.counted,
                    step=FED_BACK,
                    on=on,
                    token=f"feedback-{row.pk}",
                    by=by,
                    at=at,
                )
    return row
