"""The three log-ins of the demonstration, each with a password that is printed once."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from custodes.web.accounts.installation import (
    found_account,
    found_compartment,
    found_membership,
    set_password,
)
from custodes.web.decision import Kind, Role
from custodes.web.decision.roles import (
    ChiefOfficerLead,
    ForcePlanOwner,
    Inspector,
    MonitoringAnalyst,
)

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another: 31, so that 15 of them are 74 bits."""

WHO: tuple[tuple[str, str, Kind, str, tuple[type[Role], ...]], ...] = (
    ("analyst", "Analyst", Kind.MONITORING, "Monitoring", (MonitoringAnalyst,)),
    ("force-lead", "Force lead", Kind.PLAN, "Plan", (ChiefOfficerLead, ForcePlanOwner)),
    ("inspector", "Inspector", Kind.INSPECTION, "Inspection", (Inspector,)),
)
BECAUSE = "The demonstration."


@dataclass(frozen=True)
class LogIn:
    """What the command prints, once."""

    title: str
    email: str
    password: str


def make_log_ins(*, at: datetime) -> tuple[LogIn, ...]:
    """Analyst, force lead and inspector, in compartments of their own.

    Made again on the same home, the accounts stay and the passwords are new. For a demonstration
    alone: it signs in without a second factor.
    """
    made = []
    for word, title, kind, compartment, roles in WHO:
        user = found_account(email=f"{word}@demonstration.example", name=title, at=at)
        place = found_compartment(kind=kind, title=compartment)
        for role in roles:
            found_membership(user=user, compartment=place, role=role, because=BECAUSE, at=at)
        password = new_password()
        set_password(user=user, password=password)
        made.append(LogIn(title, user.email, password))
    return tuple(made)


def new_password() -> str:
    """Three groups of five letters and digits, drawn at random."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))
