"""A made-up register for the demonstration: partners of most kinds, with links at every level."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from custodes.vocabulary.times import in_london
from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner
from custodes.web.partners.actions.asking import note_answer, put_question, write_question
from custodes.web.partners.actions.listing import add_area, add_partner, change_partner, take_off
from custodes.web.partners.actions.noting import (
    note_agreement,
    note_briefing,
    note_contact,
    note_report,
    note_step,
)
from custodes.web.partners.kinds import FED_BACK, GROUPS, KINDS, ROUTES, SAFEGUARDED
from custodes.web.partners.maturity import Level
from custodes.web.partners.models import Partner

AREAS = ("Coast", "Dales", "Moors", "Vale")
PARTNERS = 24
BECAUSE = "The demonstration."
POSTS = ("The manager", "The safeguarding lead", "The duty worker", "The team leader")
NOT_PAGES = ("partner", "other-partner", "public", "staff")
"""Routes that the reporting pages count by themselves."""


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
    partners = []
    for number in range(PARTNERS):
        partner = _listed(number, place, today, by, at)
        level = Level(number % len(Level))
        day = today - timedelta(days=draw.randrange(20, 150))
        _linked(partner, level, day, draw, f"{number}", by, at)
        partners.append(partner)
    for number, route in enumerate(one for one in ROUTES if one not in NOT_PAGES):
        then = today - timedelta(days=20 * number + 5)
        note_report(compartment=place, route=route, on=then, token=f"o{number}", by=by, at=at)
    _asked(partners, place, today, by, at)
    change_partner(partner=partners[0], version=1, every_days=60, by=by, at=at)
    ended = today - timedelta(days=30)
    take_off(partner=partners[6], on=ended, because="It has closed.", version=1, by=by, at=at)


def _listed(number: int, place: Compartment, today: date, by: Asker, at: datetime) -> Partner:
    kind = KINDS[number % (len(KINDS) - 4)]
    area = AREAS[number % len(AREAS)]
    groups = list(GROUPS)
    return add_partner(
        compartment=place,
        listed_on=today - timedelta(days=300),
        name=f"{area} {kind.title} {number + 1}",
        kind=kind.id,
        areas=[area] if number % 7 else [],
        force_wide=number % 7 == 0,
        groups=[groups[number % len(groups)], groups[(number * 4 + 2) % len(groups)]],
        contacts=f"{POSTS[number % len(POSTS)]}, on the office line, weekdays before noon",
        by=by,
        at=at,
    )


def _linked(
    partner: Partner, level: Level, day: date, draw: Random, mark: str, by: Asker, at: datetime
) -> None:
    """The evidence of a link that has come so far."""
    more: dict[str, Any] = {"partner": partner, "on": day, "by": by, "at": at}
    if level >= Level.CONTACTED:
        note_contact(
            way="visit", reached=True, note="They would like a briefing.", token=f"c{mark}", **more
        )
    if level >= Level.BRIEFED:
        heard = draw.randrange(3, 20)
        note_briefing(given_by="Force lead", attended=heard, topic="pack", token=f"b{mark}", **more)
    if level >= Level.AGREED:
        review = day + timedelta(days=365)
        note_agreement(title="Reporting and feedback", review_on=review, token=f"a{mark}", **more)
    if level >= Level.REFERRING:
        report = note_report(
            compartment=partner.compartment, route="partner", token=f"r{mark}", **more
        )
        for step in (SAFEGUARDED, FED_BACK)[: 2 if level is Level.ANSWERED else 1]:
            then = day + timedelta(days=draw.randrange(1, 20))
            note_step(report=report, step=step, on=then, token=f"s{mark}{step}", by=by, at=at)


def _asked(
    partners: list[Partner], place: Compartment, today: date, by: Asker, at: datetime
) -> None:
    """Two questions: one that some have answered, one that was not put to anybody yet."""
    more: dict[str, Any] = {"by": by, "at": at}
    question = write_question(
        compartment=place,
        title="Visits after a case has ended",
        text="Have clients spoken of officers who called on them after their case had ended, or "
        "who wrote to them from a private phone?\nIf so, please tell us by the reporting page.",
        due_on=today + timedelta(days=14),
        token="q1",  # noqa: S106
        **more,
    )
    asked = today - timedelta(days=10)
    puts = put_question(question=question, partners=partners[1:6], on=asked, way="email", **more)
    for put, answer in zip(puts, ("nothing", "reported"), strict=False):
        then = today - timedelta(days=2)
        note_answer(put=put, on=then, answer=answer, note="", version=put.version, **more)
    write_question(
        compartment=place,
        title="Nicknames that several clients know",
        text="Do several of your clients know an officer by the same first name or nickname?",
        due_on=today + timedelta(days=60),
        token="q2",  # noqa: S106
        **more,
    )
