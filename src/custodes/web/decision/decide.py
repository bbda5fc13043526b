"""The decision: what must hold before somebody does something, in the order in which it is asked.

Everything that hides a thing comes before everything that refuses an act upon it, so that no
refusal tells of a thing that one may not know of.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, unique

from custodes.vocabulary.errors import UserError
from custodes.web.decision.actions import SEES, Handling
from custodes.web.decision.question import Account, Question
from custodes.web.decision.roles import Role

STEP_UP_LASTS = timedelta(minutes=10)
"""How long it counts that somebody has proved again who they are."""

APPROVAL_LASTS = timedelta(hours=24)
"""How long a second person's word counts."""


@unique
class Lack(Enum):
    """What was missing, in the words of the one who asked."""

    ACCOUNT = "This account is suspended or has ended."
    SECOND_FACTOR = "Set up and use a second factor first."
    MEMBERSHIP = "You are not a member here."
    BARRED = "You are kept away from this."
    SIGHT = "Your role does not show this."
    CAPABILITY = "Your role does not allow this. Ask somebody whose role does."
    HANDLING = "Its handling does not let it leave. It must be graded, and any conditions met."
    STATE = "Where it stands now, this cannot be done."
    STEP_UP = "Prove again who you are, then go on."
    REASON = "Give a reason in words."
    SECOND_PERSON = "A second person must approve this first, and it cannot be you."


HIDING = frozenset({Lack.ACCOUNT, Lack.SECOND_FACTOR, Lack.MEMBERSHIP, Lack.BARRED, Lack.SIGHT})
"""What makes that one may not even know of the thing: the page answers as for one that is not."""


@dataclass(frozen=True)
class Decision:
    """The answer: whether, why not in one plain sentence, and what was missing."""

    allowed: bool
    because: str
    lack: Lack | None = None

    @property
    def hidden(self) -> bool:
        """Whether the one who asked may not know that the thing exists (404, never 403)."""
        return self.lack in HIDING


class NotAllowed(UserError):
    """An act that was refused; `decision` says why and whether the thing stays hidden."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.because)
        self.decision = decision


def decide(question: Question) -> Decision:
    """The answer to one question. It reads nothing but the question."""
    for lack, holds in CONDITIONS:
        if not holds(question):
            return Decision(allowed=False, because=lack.value, lack=lack)
    return Decision(allowed=True, because="Your role allows this.")


def check_may(question: Question) -> None:
    """Raise NotAllowed, with the reason, unless the act is allowed."""
    decision = decide(question)
    if not decision.allowed:
        raise NotAllowed(decision)


def may(question: Question) -> bool:
    """Whether the act is allowed."""
    return decide(question).allowed


def check_may_know_of(question: Question) -> None:
    """Raise NotAllowed unless the one who asks may know that the thing exists."""
    decision = decide(_sight(question))
    if decision.hidden:
        raise NotAllowed(decision)


def may_know_of(question: Question) -> bool:
    """Whether the one who asks may know that the thing exists."""
    return not decide(_sight(question)).hidden


def may_approve(account: Account, question: Question) -> bool:
    """Whether that account may be the second person for what is asked."""
    return (
        account.id != question.by.id
        and account.active
        and account.proven
        and _free(account, question)
        and approving_role(account, question) is not None
    )


def acting_role(question: Question) -> type[Role] | None:
    """The role in which the one who asks may do the act, the first held; None where there is none.

    Whether they may is for `decide`: this tells of the role alone, for the record of what was done.
    """
    roles = _roles(question.by, question)
    return next((role for role in roles if question.action in role.may), None)


def approving_role(account: Account, question: Question) -> type[Role] | None:
    """The role in which that account may be the second person; None where there is none."""
    roles = _roles(account, question)
    return next((role for role in roles if question.action in role.approves), None)


def _roles(account: Account, question: Question) -> list[type[Role]]:
    """The roles that count where and when the question is asked, and for what lies there."""
    if question.kind not in question.action.value.thing.lies_in:
        return []
    return [
        held.role
        for held in account.memberships
        if held.compartment == question.compartment
        and held.holds(question.at)
        and question.kind in held.role.kinds
    ]


def _sight(question: Question) -> Question:
    return replace(question, action=SEES[question.action.value.thing])


def _active(question: Question) -> bool:
    return question.by.active


def _proven(question: Question) -> bool:
    return question.by.proven


def _member(question: Question) -> bool:
    return any(
        held.compartment == question.compartment and held.holds(question.at)
        for held in question.by.memberships
    )


def _not_barred(question: Question) -> bool:
    return _free(question.by, question)


def _free(account: Account, question: Question) -> bool:
    """Whether nothing keeps the account from the thing: not being its subject, and no bar."""
    if account.staff in question.subjects:
        return False
    return not any(
        bar.holds(question.at)
        and (bar.compartment == question.compartment or bar.subject in question.subjects)
        for bar in account.bars
    )


def _sees(question: Question) -> bool:
    return _capable(_sight(question))


def _capable(question: Question) -> bool:
    return acting_role(question) is not None


def _handling_lets_it_leave(question: Question) -> bool:
    if not question.action.value.leaves or question.handling is None:
        return True
    if question.handling is Handling.C:
        return question.conditions_met
    return question.handling is Handling.P


def _state_lets(question: Question) -> bool:
    return question.states is None or question.state in question.states


def _stepped_up(question: Question) -> bool:
    return not question.action.value.step_up or _within(
        question.by.stepped_up_at, question.at, STEP_UP_LASTS
    )


def _reasoned(question: Question) -> bool:
    return not question.action.value.reason or any(c.isalpha() for c in question.reason)


def _approved(question: Question) -> bool:
    if not question.action.value.second:
        return True
    given = question.approval
    return (
        given is not None
        and given.action is question.action
        and given.about == question.about
        and _within(given.at, question.at, APPROVAL_LASTS)
        and may_approve(given.by, question)
    )


def _within(moment: datetime | None, at: datetime, length: timedelta) -> bool:
    return moment is not None and timedelta(0) <= at - moment <= length


CONDITIONS: tuple[tuple[Lack, Callable[[Question], bool]], ...] = (
    (Lack.ACCOUNT, _active),
    (Lack.SECOND_FACTOR, _proven),
    (Lack.MEMBERSHIP, _member),
    (Lack.BARRED, _not_barred),
    (Lack.SIGHT, _sees),
    (Lack.CAPABILITY, _capable),
    (Lack.HANDLING, _handling_lets_it_leave),
    (Lack.STATE, _state_lets),
    (Lack.STEP_UP, _stepped_up),
    (Lack.REASON, _reasoned),
    (Lack.SECOND_PERSON, _approved),
)
"""What must hold, in order; the first that does not is the answer."""
