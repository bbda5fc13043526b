"""A made-up register, drawn with a seed: every kind of evidence, early, late, withdrawn."""

from datetime import date, timedelta
from random import Random

from custodes.web.partners.evidence import (
    Agreement,
    Briefing,
    Contact,
    Fact,
    Link,
    Register,
    Report,
    Step,
)
from custodes.web.partners.kinds import KINDS, ROUTES, STEPS

FIRST = date(2023, 1, 1)
AREAS = ("Coast", "Dales", "Moors", "Vale", "York")


def register(seed=1, partners=200):
    draw = Random(seed)
    links = tuple(link(draw, number) for number in range(1, partners + 1))
    routes = [route for route in ROUTES if route != "partner"]
    others = tuple(report(draw, draw.choice(routes), None) for _ in range(60))
    return Register(AREAS, links, others)


def link(draw, number):
    many = draw.choice([0, 0, 1, 2, 4])
    listed = day(draw, 400)
    return Link(
        id=number,
        name=f"Partner {number}",
        kind=draw.choice(KINDS).id,
        areas=tuple(sorted(draw.sample(AREAS, draw.randint(0, 2)))),
        force_wide=draw.random() < 0.1,
        listed_on=listed,
        left_on=listed + timedelta(days=900) if draw.random() < 0.1 else None,
        every_days=draw.choice([30, 90, 180]),
        contacts=tuple(
            Contact(
                **dated(draw),
                reached=draw.random() < 0.7,
                next_on=day(draw) if draw.random() < 0.3 else None,
            )
            for _ in range(draw.randint(0, 5))
        ),
        briefings=tuple(
            Briefing(**dated(draw), attended=draw.choice([0, 3, 12]))
            for _ in range(draw.randint(0, 2))
        ),
        agreements=tuple(agreement(draw) for _ in range(draw.choice([0, 0, 1, 2]))),
        reports=tuple(report(draw, "partner", number) for _ in range(many)),
    )


def agreement(draw):
    given = dated(draw)
    return Agreement(
        **given,
        review_on=given["on"] + timedelta(days=draw.choice([180, 365, 730])),
        end=Fact(**dated(draw, given["on"])) if draw.random() < 0.3 else None,
    )


def report(draw, route, partner):
    given = dated(draw)
    steps = tuple(
        Step(**dated(draw, given["on"], most=60), step=step)
        for step in STEPS
        if draw.random() < 0.6
    )
    return Report(**given, route=route, partner=partner, steps=steps)


def dated(draw, first=FIRST, most=1200):
    on = first + timedelta(days=draw.randrange(most))
    known = on + timedelta(days=draw.choice([0, 0, 0, 5, 200]))
    withdrawn = known + timedelta(days=draw.randrange(300)) if draw.random() < 0.1 else None
    return {"on": on, "known_on": known, "withdrawn_on": withdrawn}


def day(draw, most=1200):
    return FIRST + timedelta(days=draw.randrange(most))
