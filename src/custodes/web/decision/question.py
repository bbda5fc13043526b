"""What is asked: which account would do what, to which thing, when, and with what beside it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from custodes.web.decision.actions import Action, Handling
from custodes.web.decision.roles import Role
from custodes.web.decision.things import Kind


@unique
class Basis(Enum):
    """Why somebody is kept away from something that their role would show them."""

    SUBJECT = "is the one it is about"
    LINE_MANAGER = "is the line manager of the one it is about"
    ASSOCIATION = "has declared an association"
    RECUSED = "has stepped back"
    OTHER = "another reason, written down"


@dataclass(frozen=True)
class Membership:
    """A role in a compartment, from a moment on and until a moment (None: no end yet)."""

    compartment: str
    role: type[Role]
    start: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is in force at that moment; the start counts, the end does not."""
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True)
class Bar:
    """What keeps an account from a whole compartment, or from all that concerns one subject."""

    basis: Basis
    start: datetime
    end: datetime | None = None
    compartment: str | None = None
    subject: str | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is in force at that moment; the start counts, the end does not."""
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True)
class Account:
    """What a decision needs to know of one account.

    `active`: neither suspended nor expired. `proven`: signed in with a second factor. `staff`: the
    reference under which the force's own facts hold them, so that nobody sees what is about
    themselves. `stepped_up_at`: when they last proved again who they are.
    """

    id: str
    active: bool
    proven: bool
    staff: str | None = None
    memberships: tuple[Membership, ...] = ()
    bars: tuple[Bar, ...] = ()
    stepped_up_at: datetime | None = None


@dataclass(frozen=True)
class Approval:
    """A colleague's word that one act on one thing may be done."""

    by: Account
    action: Action
    about: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """May this account do this, now, to this thing?

    `about` is the thing's id, `subjects` the references of the staff whom it concerns. `state` is
    where the thing stands and `states` those in which the act can be done (None: in any).
    `conditions_met` says that the conditions of handling code C were read and are met.
    """

    by: Account
    action: Action
    compartment: str
    kind: Kind
    at: datetime
    about: str = ""
    subjects: frozenset[str] = frozenset()
    handling: Handling | None = None
    conditions_met: bool = False
    state: str = ""
    states: frozenset[str] | None = None
    reason: str = ""
    approval: Approval | None = None
