"""The log-ins of the demonstration: three that are printed, and on demand one for every other
role that works at these pages; each with a password that is printed once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from custodes.web.accounts.installation import (
    found_account,
    found_compartment,
    found_membership,
    set_password,
)
from custodes.web.decision import Kind, Role
from custodes.web.decision import roles as role

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another: 31, so that 15 of them are 74 bits."""
BECAUSE = "The demonstration."
IN_POST = timedelta(days=1_100)
"""How long everybody has been in their post, so that what they did in earlier years was theirs."""
TITLES: dict[Kind, str] = {
    Kind.INTAKE: "Intake",
    Kind.INTEL: "Intelligence",
    Kind.SOURCE: "Sources",
    Kind.CASE: "Cases",
    Kind.MONITORING: "Monitoring",
    Kind.CCU_WATCH: "Watch over the unit",
    Kind.PLAN: "Plan",
    Kind.INSPECTION: "Inspection",
    Kind.SYSTEM: "Installation",
}
"""The one compartment of each kind that the demonstration has."""


@dataclass(frozen=True)
class Post:
    """Somebody of the demonstration: the word of their address, a title, their roles.

    A role is held in every kind of compartment in which it can be.
    """

    word: str
    title: str
    roles: tuple[type[Role], ...]


PRINTED = (
    Post("analyst", "Analyst", (role.MonitoringAnalyst,)),
    Post("force-lead", "Force lead", (role.ChiefOfficerLead, role.ForcePlanOwner)),
    Post("inspector", "Inspector", (role.Inspector,)),
)
"""Who can sign in to every demonstration."""
OTHERS = (
    Post("supervisor", "Supervisor", (role.CcuSupervisor,)),
    Post("head-of-unit", "Head of unit", (role.HeadOfCcu, role.CapabilityReviewer)),
    Post("deputy-head", "Deputy head of unit", (role.HeadOfCcu,)),
    Post("intake-officer", "Intake officer", (role.IntakeOfficer,)),
    Post("intelligence-officer", "Intelligence officer", (role.IntelligenceOfficer,)),
    Post("source-custodian", "Source custodian", (role.SourceCustodian,)),
    Post("case-officer", "Case officer", (role.CaseOfficer,)),
    Post("safeguarding-lead", "Safeguarding lead", (role.SafeguardingLead,)),
    Post("authority", "Appropriate authority", (role.ReferralDecisionMaker,)),
    Post("authority-2", "Second appropriate authority", (role.ReferralDecisionMaker,)),
    Post("watcher", "Watcher", (role.ProfessionalStandardsWatcher,)),
    Post("watcher-2", "Second watcher", (role.ProfessionalStandardsWatcher,)),
    Post("auditor", "Auditor", (role.Auditor,)),
    Post("auditor-2", "Second auditor", (role.Auditor,)),
    Post("administrator", "Administrator", (role.SystemAdministrator,)),
    Post("verifier", "External verifier", (role.ExternalVerifier,)),
    Post("plan-owner", "Plan owner", (role.ForcePlanOwner,)),
    Post("reviewer", "Capability reviewer", (role.CapabilityReviewer,)),
    Post("chief-officer", "Chief officer", (role.ChiefOfficerLead,)),
    Post("inspector-2", "Second inspector", (role.Inspector,)),
    Post("inspection-lead", "Inspection lead", (role.InspectionLead,)),
    Post("reader", "National reader", (role.NationalReader,)),
)
"""Who can sign in to a demonstration that was asked for every role; a second one where an act takes
two who hold the same role."""


@dataclass(frozen=True)
class LogIn:
    """What the command prints, once."""

    title: str
    email: str
    password: str


def make_log_ins(*, at: datetime, every_role: bool = False) -> tuple[LogIn, ...]:
    """Analyst, force lead and inspector; with `every_role` the others as well.

    Made again on the same home, the accounts stay and the passwords are new. For a demonstration
    alone: it signs in without a second factor.
    """
    made = []
    for post in (*PRINTED, *(OTHERS if every_role else ())):
        user = found_account(email=address(post.word), name=post.title, at=at - IN_POST)
        for held in post.roles:
            for kind in sorted(held.kinds, key=lambda kind: kind.name):
                place = found_compartment(kind=kind, title=TITLES[kind])
                found_membership(
                    user=user, compartment=place, role=held, because=BECAUSE, at=at - IN_POST
                )
        password = new_password()
        set_password(user=user, password=password)
        made.append(LogIn(post.title, user.email, password))
    return tuple(made)


def address(word: str) -> str:
    """The address under which somebody of the demonstration signs in."""
    return f"{word}@demonstration.example"


def new_password() -> str:
    """Three groups of five letters and digits, drawn at random."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))
