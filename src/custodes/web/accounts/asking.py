"""Asking the decision, and acting on its answer: a refusal is itself recorded, and then raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from custodes.web import decision
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import approval_for
from custodes.web.audit.actions import hold_the_end, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action, Kind, NotAllowed, Question


def check_may(
    by: Asker,
    action: Action,
    compartment: Compartment,
    *,
    about: str = "",
    at: datetime,
    **more: Any,
) -> None:
    """Raise NotAllowed, with the reason, unless the asker may do this to the thing `about`.

    `more` is what else a `Question` holds: subjects, handling, state, states, reason. A second
    person's approval is looked up. To be called outside the transaction of the act, so that the
    record of a refusal stays.
    """
    answer = decision.decide(
        Question(
            by.account(at),
            action,
            compartment.key,
            Kind[compartment.kind],
            at,
            about=about,
            approval=approval_for(by.user, action, compartment, about, at=at),
            **more,
        )
    )
    if answer.allowed:
        return
    record(
        Act.DENY,
        by=by.by,
        kind=action.name.lower().replace("_", "-"),
        object_id=about,
        compartment=compartment.key,
        reason=answer.lack.name.lower().replace("_", "-") if answer.lack else "",
        outcome=Outcome.REFUSED,
    )
    raise NotAllowed(answer)


@contextmanager
def one_act() -> Iterator[None]:
    """A transaction that holds the end of the audit from its start, so that acts come one after
    the other: what was looked up in it is still so when it is written and recorded."""
    with transaction.atomic():
        hold_the_end()
        yield
