"""Asking the decision, and acting on its answer: a refusal is itself recorded, and then raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from custodes.vocabulary.errors import UserError
from custodes.web import decision
from custodes.web.accounts.models import Approval, ApprovalUse, Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import approval_row, as_asked
from custodes.web.audit.actions import hold_the_end, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect, Outcome
from custodes.web.decision import Action, Kind, NotAllowed, Question


def check_may(
    by: Asker,
    action: Action,
    compartment: Compartment,
    *,
    about: str = "",
    at: datetime,
    **more: Any,
) -> Approval | None:
    """Raise NotAllowed, with the reason, unless the asker may do this to the thing `about`.

    `more` is what else a `Question` holds: subjects, handling, state, states, reason. A second
    person's approval is looked up and returned where the act asks for one: `spend` it in the
    transaction of the act. From here on the asker acts in the role that allows this (`by.by`). To
    be called outside that transaction, so that the record of a refusal stays.
    """
    word = approval_row(by.user, action, compartment, about, at=at)
    question = Question(
        by.account(at),
        action,
        compartment.key,
        Kind[compartment.kind],
        at,
        about=about,
        approval=as_asked(word, at=at),
        **more,
    )
    by.act_in(decision.acting_role(question))
    answer = decision.decide(question)
    if answer.allowed:
        return word
    refuse(by, action, compartment, about=about, why=answer.lack.name if answer.lack else "")
    raise NotAllowed(answer)


def refuse(
    by: Asker, action: Action, compartment: Compartment, *, about: str = "", why: str = ""
) -> None:
    """Record that an act was refused, and in one word why; whoever calls it then raises.

    To be called outside the transaction of the act, as `check_may`.
    """
    record(
        Act.DENY,
        by=by.by,
        kind=action.name.lower().replace("_", "-"),
        object_id=about,
        compartment=compartment.key,
        reason=why.lower().replace("_", "-"),
        outcome=Outcome.REFUSED,
    )


def spend(word: Approval | None, *, by: Asker, at: datetime) -> User | None:
    """Use up the approval that `check_may` returned; whoever gave it, None where none was asked.

    To be called in the transaction of the act, so that both are kept or neither. Raises UserError
    where it was used meanwhile.
    """
    if word is None:
        return None
    if ApprovalUse.objects.filter(approval=word).exists():
        raise UserError("This approval has been used. Ask the second person again.")
    row = ApprovalUse(approval=word, at=at)
    row.save()
    record(
        Act.ADMIN,
        by=by.by,
        kind=ApprovalUse.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=word.compartment_id,
    )
    return word.by


@contextmanager
def one_act() -> Iterator[None]:
    """A transaction that holds the end of the audit from its start, so that acts come one after
    the other: what was looked up in it is still so when it is written and recorded."""
    with transaction.atomic():
        hold_the_end()
        yield
