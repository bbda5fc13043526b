"""A made-up register for the demonstration: partners of most kinds, with links at every level."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from custodes.vocabulary.times import in_london
from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.partners.actions.noting import (
    note_agreement,
    note_briefing,
    note_contact,
    note_report,
    note_step,
)
from custodes.web.partners.kinds import FED_BACK, KINDS, ROUTES, SAFEGUARDED
from custodes.web.partners.models import Partner

AREAS = ("Coast", "Dales", "Moors", "Vale")
PARTNERS = 24
BECAUSE = "The demonstration."


def seed(*, at: datetime, home: Path, rng_seed: int = 1) -> None:
    """Fill the plan's register, once: where a partner is on it already, nothing is done.

    Everything is entered at `at`, so that on a day before it the register knows nothing.
    `home` is not read: the register lies in the database.
    """
    draw = Random(rng_seed)  # noqa: S311
    place = found_compartment(kind=Kind.PLAN, title="Plan")
    user = found_account(email="force-lead@demonstration.example", name="Force lead", at=at)
    found_membership(user=user, compartment=place, role=ForcePlanOwner, because=BECAUSE, at=at)
    by, today = Asker(user, By(actor=user.reference), True, at), in_london(at).date()
    if Partner.objects.visible_to(user, at=at).filter(compartment=place).exists():
        return
    for area in AREAS:
        add_area(name=area, compartment=place, by=by, at=at)
    for number in range(PARTNERS):
        kind = KINDS[number % (len(KINDS) - 4)]
        more: dict[str, Any] = {"by": by, "at": at}
        name = f"{AREAS[number % len(AREAS)]} {kind.title} {number + 1}"
        partner = add_partner(
            compartment=place,
            listed_on=today - timedelta(days=300),
            name=name,
            kind=kind.id,
            areas=[AREAS[number % len(AREAS)]],
            **more,
        )
        level = draw.randrange(6)
        day = today - timedelta(days=draw.randrange(40, 200))
        if level >= 1:
            note_contact(
                partner=partner, on=day, way="visit", reached=True, token=f"c{number}", **more
            )
        if level >= 2:
            note_briefing(
                partner=partner,
                on=day,
                given_by="Force lead",
                attended=draw.randrange(3, 20),
                topic="pack",
                token=f"b{number}",
                **more,
            )
        if level >= 3:
            note_agreement(
                partner=partner,
                on=day,
                title="Reporting and feedback",
                review_on=day + timedelta(days=365),
                token=f"a{number}",
                **more,
            )
        if level >= 4:
            report = note_report(
                compartment=place,
                route="partner",
                partner=partner,
                on=day,
                token=f"r{number}",
                **more,
            )
            steps = (SAFEGUARDED, FED_BACK) if level == 5 else (SAFEGUARDED,)
            for step in steps:
                then = day + timedelta(days=draw.randrange(1, 20))
                note_step(report=report, step=step, on=then, token=f"s{number}{step}", **more)
    for number, route in enumerate(list(ROUTES)[1:]):
        then = today - timedelta(days=20 * number + 5)
        note_report(compartment=place, route=route, on=then, token=f"o{number}", by=by, at=at)
