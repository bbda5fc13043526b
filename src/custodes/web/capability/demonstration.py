"""A made-up unit for the demonstration: its register, people, reviews and threats."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from custodes.store.home import Home
from custodes.vocabulary.times import in_london
from custodes.web.accounts.demonstration import BECAUSE, TITLES, address
from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.capability.actions import registers, signing
from custodes.web.capability.actions.items import Brought, bring_in
from custodes.web.capability.actions.publishing import publish
from custodes.web.capability.actions.reading import keep_reading
from custodes.web.capability.actions.trying import keep_what_if
from custodes.web.capability.assessed import Judged
from custodes.web.capability.assessed import as_json as threat_json
from custodes.web.capability.capacity import Change, Stage, Work
from custodes.web.capability.contents import Contents, as_json
from custodes.web.capability.holdings import Holding
from custodes.web.capability.models import Item, Post, Review, ThreatAssessment
from custodes.web.capability.models.threat import IMPORTED
from custodes.web.capability.readings import read_engine
from custodes.web.capability.review_sections import signed_line
from custodes.web.capability.rows import holdings, row_of
from custodes.web.capability.threat import Category
from custodes.web.capability.views.panels import content_now
from custodes.web.capability.views.review_papers import paper_of_review
from custodes.web.capability.views.reviews import begin as begin_review
from custodes.web.capability.views.threats import begin as begin_threat
from custodes.web.capability.views.threats import paper_of_threat, said_by
from custodes.web.capability.words import DEVICE, PROACTIVE, REACTIVE, SYSTEM, TECHNOLOGY
from custodes.web.decision import Kind, Role
from custodes.web.decision.roles import CapabilityReviewer, ChiefOfficerLead

ONCE = "demonstration"
POSTS: tuple[tuple[str, float, bool, tuple[str, ...]], ...] = (
    ("Head of unit", 37.0, True, ("covert", "disclosure", "partnership")),
    ("Detective sergeant", 37.0, True, ("covert", "domestic-abuse", "disclosure")),
    ("Intelligence analyst 1", 37.0, True, ("analyst", "communications-data")),
    ("Intelligence analyst 2", 29.6, True, ("analyst",)),
    ("Intelligence officer", 37.0, True, ("communications-data", "partnership")),
    ("Detective constable 1", 37.0, True, ("domestic-abuse", "safeguarding")),
    ("Detective constable 2", 37.0, False, ("covert", "domestic-abuse")),
    ("Safeguarding liaison", 18.5, True, ("safeguarding", "domestic-abuse")),
)
BY_HAND: tuple[dict[str, Any], ...] = (
    {"what": SYSTEM, "name": "Number plate reading", "mode": REACTIVE, "how": "Asked of the owner",
     "post": "Intelligence officer"},
    {"what": SYSTEM, "name": "Body-worn video store", "planned": 210, "due": 120},
    {"what": SYSTEM, "name": "Vetting", "planned": 95, "due": 30},
    {"what": DEVICE, "name": "Tablets of the roads unit", "held": 24, "planned": 60},
    {"what": TECHNOLOGY, "name": "Custodes", "how": "Monitoring, alerts, partners, this review",
     "post": "Intelligence analyst 1"},
    {"what": TECHNOLOGY, "name": "Billing analysis", "how": "Work phones, every month",
     "post": "Intelligence analyst 1"},
    {"what": TECHNOLOGY, "name": "Case management", "how": "Cases and disclosure",
     "post": "Detective sergeant"},
)  # fmt: skip
WORK = (
    Work("alerts", 0.0, (Stage("Triage", 1.0, 0.5, "analyst"),
                         Stage("Develop", 5.0, 1.0, "analyst")), True),
    Work("partner-reports", 0.6, (Stage("Assess and safeguard", 6.0, 1.0, "safeguarding"),), True,
         1.5),
    Work("other-reports", 2.5, (Stage("Assess", 5.0, 1.0),), False),
    Work("intelligence", 3.0, (Stage("Grade and develop", 7.0, 1.0),), True),
    Work("cases", 0.9, (Stage("Plan", 8.0, 0.5), Stage("Inquire", 45.0, 1.0, "covert"),
                        Stage("Disclose", 14.0, 0.5, "disclosure")), False),
    Work("links", 0.8, (Stage("Brief and meet", 4.0, 0.5, "partnership"),), True, 0.5),
)  # fmt: skip
ROUTES = {"monitoring": 6, "intelligence": 3, "partner": 5, "staff": 9, "public": 11,
          "other-inquiry": 4, "other-body": 1}  # fmt: skip
EARLIER = {"monitoring": 1, "partner": 1, "staff": 8, "public": 13, "other-inquiry": 5}
VOLUMES: dict[Category, tuple[int, int]] = {
    Category.SEXUAL_MISCONDUCT: (14, 31),
    Category.DISCLOSURE: (42, 38),
    Category.MISUSE_OF_SYSTEMS: (27, 34),
    Category.ASSOCIATION: (19, 17),
    Category.ABUSE_OF_AUTHORITY: (6, 9),
    Category.VULNERABILITY: (5, 8),
    Category.DRUGS: (8, 7),
    Category.THEFT: (6, 3),
    Category.PERVERTING: (2, 1),
    Category.OTHER: (4, 5),
}
HARM = {
    Category.SEXUAL_MISCONDUCT: (5, "Those harmed were vulnerable when they met the officer."),
    Category.ABUSE_OF_AUTHORITY: (4, "Trust of those who most need the police."),
    Category.DISCLOSURE: (4, "Puts victims and sources at risk."),
    Category.MISUSE_OF_SYSTEMS: (3, "Often the first sign of something graver."),
    Category.ASSOCIATION: (3, "Opens the way to pressure."),
    Category.DRUGS: (3, "Opens the way to pressure."),
    Category.THEFT: (2, "Seldom, and seldom large."),
}
PRIORITIES = (
    (Category.SEXUAL_MISCONDUCT.name, {
        "prevention": "Briefings for every new supervisor; signs to look for.",
        "intelligence": "Monitoring within the budget; partners asked every quarter.",
        "enforcement": "Every case referred; safeguarding before proof.",
        "engagement": "Feedback to partners within four weeks.",
    }),
    (Category.DISCLOSURE.name, {
        "prevention": "Access reviewed when a post changes.",
        "intelligence": "Billing joined with look-ups.",
    }),
    (Category.MISUSE_OF_SYSTEMS.name, {"intelligence": "Look-ups without a purpose, ranked."}),
)  # fmt: skip


def seed(*, at: datetime, home: Path, rng_seed: int = 1) -> None:
    """Fill the unit's registers and reviews, once: where a post is on it already, nothing is done.

    Coverage is that of the home where there is one.
    """
    draw = Random(rng_seed)  # noqa: S311
    place = found_compartment(kind=Kind.PLAN, title=TITLES[Kind.PLAN])
    head = _person("head-of-unit", "Head of unit", CapabilityReviewer, place, at)
    chief = _person("chief-officer", "Chief officer", ChiefOfficerLead, place, at)
    if Post.objects.visible_to(head.user, at=at).filter(compartment=place).exists():
        return
    today = in_london(at).date()
    _register(place, home, head, at, today)
    _people(place, head, at, today, draw)
    _test(place, head, at)
    _reviews(place, head, chief, at, today)
    _threat(place, head, chief, at, today, draw)
    publish(
        title="Ethics panel, last quarter",
        content=content_now(place, head, at),
        compartment=place,
        token=ONCE,
        by=head,
        at=at,
    )


def _register(place: Compartment, home: Path, by: Asker, at: datetime, today: date) -> None:
    if (home / "home.toml").exists():
        run, as_of, content = read_engine(Home.open(home), clock=lambda: at)
        keep_reading(
            run=run,
            as_of=as_of if as_of.tzinfo else as_of.replace(tzinfo=at.tzinfo),
            content=content,
            compartment=place,
            token=ONCE,
            by=by,
            at=at,
        )
    for n, one in enumerate(holdings(by.user, compartment=place.key, at=at)):
        if one.measured:
            _describe(place, one, n, by, at)
    for row in BY_HAND:
        fields = {key: value for key, value in row.items() if key not in ("planned", "due")}
        if "planned" in row:
            fields["planned_on"] = today - timedelta(days=row["planned"])
        if "due" in row:
            fields["due_on"] = today + timedelta(days=row["due"])
        registers.add_item(compartment=place, by=by, at=at, **fields)


def _describe(place: Compartment, one: Holding, n: int, by: Asker, at: datetime) -> Item:
    return registers.add_item(
        compartment=place,
        by=by,
        at=at,
        what=one.what,
        name=one.name.replace("_", " ").capitalize(),
        engine_name=one.engine_name,
        mode=REACTIVE if n % 3 == 2 else PROACTIVE,
        how="Audit trail every night" if one.what == SYSTEM else "Billing and use, every month",
        post="Intelligence analyst 1" if n % 2 else "Intelligence analyst 2",
    )


def _people(place: Compartment, by: Asker, at: datetime, today: date, draw: Random) -> None:
    for title, hours, filled, skills in POSTS:
        post = registers.add_post(
            compartment=place, title=title, hours=hours, filled=filled, by=by, at=at
        )
        for skill in skills if filled else ():
            on = today - timedelta(days=draw.randrange(60, 1200))
            lasts = skill in ("covert", "communications-data", "safeguarding")
            until = on + timedelta(days=1095) if lasts else None
            registers.note_training(post=post, skill=skill, on=on, until=until, by=by, at=at)


def _test(place: Compartment, by: Asker, at: datetime) -> None:
    said = [
        registers.Said("people", "yes", "Two analysts' posts of the unit's own.", 0),
        registers.Said("systems", "partly", "All that are monitored; vetting on request.", 0),
        registers.Said("joined", "yes", "Look-ups, billing, duties and taskings in one place.", 0),
        registers.Said("patterns", "yes", "Every pair is ranked each week.", 0),
        registers.Said("profiles", "partly", "Subject profiles; no problem profile yet.", 0),
        registers.Said("threat", "yes", "Counted into the assessment of this year.", 0),
        registers.Said("results", "no", "", 0),
    ]
    registers.answer_test(compartment=place, said=said, by=by, at=at)


def _reviews(place: Compartment, head: Asker, chief: Asker, at: datetime, today: date) -> None:
    """A review of half a year ago that was signed, and one that is being written."""
    earlier = Contents(
        posts=6,
        vacancies=1,
        away=0.22,
        skilled={"analyst": 1, "covert": 2, "disclosure": 1, "safeguarding": 1, "partnership": 1},
        work=WORK[1:],
        systems=2,
        alerts_a_system=4.0,
        budget=0.0,
        waiting=9,
        routes=EARLIER,
        conclusions="Monitoring is taken up with the tenth of hours that this frees; a second "
        "analyst is asked for.",
    )
    first = begin_review(place, head, at)
    signing.change(
        row=first,
        version=first.version,
        content=as_json(earlier),
        on=today - timedelta(days=182),
        by=head,
        at=at,
    )
    first = row_of(Review, head.user, at=at, pk=first.pk)
    paper = paper_of_review(first, chief, at, signs=True)
    signing.sign(row=first, paper=paper, version=first.version, by=chief, at=at)
    second = begin_review(place, head, at)
    begun = replace(
        earlier,
        work=WORK,
        alerts_a_system=3.5,
        budget=10.0,
        waiting=14,
        routes=ROUTES,
        conclusions="The vacancy is filled first. Until then the budget is eight alerts a week, "
        "and the video store is joined when it is.",
    )
    said = as_json(begun)
    signing.change(
        row=second,
        version=second.version,
        content={
            key: said[key]
            for key in ("work", "alerts_a_system", "budget", "waiting", "routes", "conclusions")
        },
        by=head,
        at=at,
    )
    for n, (title, change) in enumerate(
        (
            ("Two more analysts", Change(posts=2, skill="analyst")),
            ("Three more systems, same budget", Change(systems=3)),
            (
                "Two analysts, three systems, budget of 16",
                Change(posts=2, systems=3, budget=16.0, skill="analyst"),
            ),
        )
    ):
        keep_what_if(review=second, title=title, change=change, token=f"{ONCE}-{n}", by=head, at=at)


def _threat(
    place: Compartment, head: Asker, chief: Asker, at: datetime, today: date, draw: Random
) -> None:
    """Items of two years, and an assessment made from them and signed."""
    items = [
        Brought(
            f"INT-{category.name[:3]}-{year}-{n:03}",
            today - timedelta(days=draw.randrange(1, 364) + 365 * (1 - year)),
            frozenset({category}),
        )
        for category, counts in VOLUMES.items()
        for year, count in enumerate(counts)
        for n in range(count)
    ]
    bring_in(items, origin=IMPORTED, compartment=place, by=head, at=at)
    row = begin_threat(place, head, at)
    said = replace(
        said_by(row),
        harm={one.name: Judged(*judged) for one, judged in HARM.items()},
        priorities=PRIORITIES,
        summary="Abuse of position for a sexual purpose is the gravest threat, and it rises: "
        "more is seen since systems are monitored and partners are asked.\nWhat is not known: "
        "personal phones, and the systems that are not joined yet.",
    )
    content = threat_json(said)
    signing.change(
        row=row,
        version=row.version,
        content={
            "harm": content["harm"],
            "priorities": [list(one) for one in content["priorities"]],
            "summary": content["summary"],
        },
        by=head,
        at=at,
    )
    row = row_of(ThreatAssessment, head.user, at=at, pk=row.pk)
    paper = paper_of_threat(row, [signed_line(chief.user.name, at)])
    signing.sign(row=row, paper=paper, version=row.version, by=chief, at=at)


def _person(word: str, name: str, role: type[Role], place: Compartment, at: datetime) -> Asker:
    user = found_account(email=address(word), name=name, at=at)
    found_membership(user=user, compartment=place, role=role, because=BECAUSE, at=at)
    return Asker(user, By(actor=user.reference), True, at)
