"""A unit for the tests: its people, its register and a review, made as the pages make them."""

from datetime import UTC, datetime

from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.capability.actions.reading import keep_reading
from custodes.web.capability.capacity import Stage, Work
from custodes.web.capability.contents import Contents
from custodes.web.decision import Kind
from custodes.web.decision.roles import CapabilityReviewer, ChiefOfficerLead, ForcePlanOwner
from web.accounts.people import AT, member, place, user

COVERED = [
    {"what": "system", "name": "records", "held": 100, "monitored": 90,
     "last_event": "2026-05-31T10:00:00Z"},
    {"what": "system", "name": "custody", "held": 50, "monitored": 0, "last_event": None},
    {"what": "system", "name": "gone", "held": 0, "monitored": 0, "last_event": None},
    {"what": "device", "name": "mobile", "held": 30, "monitored": 12,
     "last_event": "2026-05-31T11:00:00Z"},
]  # fmt: skip
DEVICES = {
    "faults": {
        "no_holder": {"count": 2, "listed": ["D7", "D9"]},
        "twice": {"count": 0, "listed": []},
        "unknown_holder": {"count": 1, "listed": ["D4"]},
    },
    "staff": 40,
    "staff_without": 11,
    "coverage": {"mobile": [12, 30]},
}
CONTENTS = Contents(
    posts=6,
    vacancies=1,
    away=0.2,
    skilled={"analyst": 2, "financial": 1},
    work=(
        Work("alerts", 0, (Stage("Triage", 1, 0.5), Stage("Develop", 5, 1.0, "analyst")), True),
        Work("other-reports", 4, (Stage("Assess", 6, 1.0),), False),
        Work("cases", 0.8, (Stage("Inquire", 60, 0.8, "financial"),), False),
    ),
    systems=4,
    alerts_a_system=5,
    budget=10,
    waiting=12,
    routes={"monitoring": 3, "partner": 2, "staff": 4, "public": 6},
    conclusions="Two posts are asked for.",
)


def people(at: datetime = AT) -> tuple[Asker, Asker, Asker, object]:
    """The plan's owner, the reviewer, the chief officer, and the compartment of the plan."""
    where = place(Kind.PLAN, "Plan")
    askers = []
    for word, role in (
        ("owner", ForcePlanOwner),
        ("reviewer", CapabilityReviewer),
        ("chief", ChiefOfficerLead),
    ):
        who = user(word)
        member(who, where, role)
        askers.append(Asker(who, By(actor=who.reference), True, at))
    return *askers, where


def reading(where, by, at=AT, token="reading"):
    """The engine's word on coverage, as the job keeps it."""
    return keep_reading(
        run="R0007",
        as_of=datetime(2026, 5, 31, 23, tzinfo=UTC),
        content={"covered": COVERED, "devices": DEVICES},
        compartment=where,
        token=token,
        by=by,
        at=at,
    )
