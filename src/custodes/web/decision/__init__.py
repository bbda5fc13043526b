"""Who may do what, and who may know that a thing exists: one pure function, asked everywhere."""

from custodes.web.decision.actions import SEES, Action, Handling
from custodes.web.decision.decide import (
    Decision,
    Lack,
    NotAllowed,
    acting_role,
    approving_role,
    check_may,
    check_may_know_of,
    decide,
    may,
    may_approve,
    may_know_of,
)
from custodes.web.decision.question import Account, Approval, Bar, Basis, Membership, Question
from custodes.web.decision.roles import ROLES, Role, role_with_id
from custodes.web.decision.things import Kind, Thing

__all__ = [
    "ROLES",
    "SEES",
    "Account",
    "Action",
    "Approval",
    "Bar",
    "Basis",
    "Decision",
    "Handling",
    "Kind",
    "Lack",
    "Membership",
    "NotAllowed",
    "Question",
    "Role",
    "Thing",
    "acting_role",
    "approving_role",
    "check_may",
    "check_may_know_of",
    "decide",
    "may",
    "may_approve",
    "may_know_of",
    "role_with_id",
]
