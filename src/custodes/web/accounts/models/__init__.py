"""What the accounts keep: people, what was granted to them, and the word of second persons."""

from custodes.web.accounts.models.approved import Answer, Approval, ApprovalUse, Ask
from custodes.web.accounts.models.granted import (
    Bar,
    BarEnd,
    Compartment,
    Membership,
    MembershipEnd,
    new_key,
)
from custodes.web.accounts.models.people import Administered, Identity, User, UserManager

__all__ = [
    "Administered",
    "Answer",
    "Approval",
    "ApprovalUse",
    "Ask",
    "Bar",
    "BarEnd",
    "Compartment",
    "Identity",
    "Membership",
    "MembershipEnd",
    "User",
    "UserManager",
    "new_key",
]
