"""A made-up plan for the demonstration: good lines and weak ones, so that the check has its say."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from custodes.vocabulary.times import in_london
from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner
from custodes.web.plan.actions.criteria import judge_own, name_force
from custodes.web.plan.actions.evidence import (
    draw_figures,
    put_in,
    rest_on_document,
    rest_on_figure,
)
from custodes.web.plan.actions.lines import add_line, set_state
from custodes.web.plan.criteria import NPCC_2017
from custodes.web.plan.elements import Element, Strand
from custodes.web.plan.models import PlanDocument, PlanLine
from custodes.web.plan.rows import figures
from custodes.web.plan.states import COMMENCED, IN_PLACE, PLANNED, SET_ASIDE

BECAUSE = "The demonstration."
BEGUN = timedelta(days=300)
"""How long ago the made-up plan was begun."""
HEAD, DEPUTY = "Head of the counter-corruption unit", "Deputy chief constable"
SAFE, LEARN = "Head of safeguarding", "Head of learning and development"
DOCUMENTS: tuple[tuple[str, str, int, str], ...] = (
    (
        "unit-review.txt",
        "Review of the counter-corruption unit",
        210,
        """Review of the counter-corruption unit (made up)

The unit was reviewed by an officer of another force in spring. It has eight posts, two of them
vacant. Work asks for about a third more hours than there are.
""",
    ),
    (
        "partner-briefings.csv",
        "Briefings of partners",
        150,
        """day,partner,heard
2026-02-03,A refuge of the coast,12
2026-02-17,Advisers of the vale,7
""",
    ),
    (
        "monitoring-policy.txt",
        "Policy on the monitoring of IT",
        190,
        """Policy on lawful monitoring (made up)

1. Desktop systems are monitored for use without a policing purpose.
2. Two analysts read what the monitoring raises every week.
""",
    ),
)
"""Name, title, days ago, words."""
Line = tuple[str, Element, Strand | None, str, str, tuple[str, ...], int, int | None]
LINES: tuple[Line, ...] = (
    ("Brief every new officer and PCSO on abuse of position in their first month",
     Element.STRATEGY, Strand.PREVENTION, IN_PLACE, LEARN, (), 290, -90),
    ("Write a strategic threat assessment on corruption every year",
     Element.STRATEGY, Strand.INTELLIGENCE, COMMENCED, HEAD, ("2019-threat", "2022-threat"), 280,
     60),
    ("Review the capability and capacity of the counter-corruption unit",
     Element.CCU, Strand.INTELLIGENCE, COMMENCED, DEPUTY, ("2016-ccu", "2019-people"), 280, 30),
    ("Fill the two vacant posts of analysts",
     Element.CCU, None, PLANNED, HEAD, ("2015-analysis", "2019-people"), 200, -20),
    ("Monitor every system that holds personal records",
     Element.MONITORING, Strand.INTELLIGENCE, IN_PLACE, HEAD, ("2016-monitor", "2022-monitor"), 260,
     -30),
    ("Look through what the monitoring raises every week, not only after a complaint",
     Element.MONITORING, Strand.INTELLIGENCE, COMMENCED, HEAD, ("2022-seek", "2022-monitor"), 190,
     None),
    ("Know who holds each phone, handset and laptop",
     Element.MONITORING, None, COMMENCED, "", ("2022-devices",), 120, 90),
    ("Meet each organisation that supports vulnerable people at least every quarter",
     Element.LINKS, Strand.ENGAGEMENT, COMMENCED, SAFE, ("2016-links", "2019-links"), 250, 120),
    ("Tell each partner what came of its reports within four weeks",
     Element.LINKS, Strand.ENGAGEMENT, PLANNED, SAFE, ("2022-links",), 100, 150),
    ("Refer every allegation of abuse of position to the IOPC",
     Element.CCU, Strand.ENFORCEMENT, IN_PLACE, DEPUTY, ("2016-refer",), 290, None),
    ("Buy a second product for reading telephones",
     Element.MONITORING, None, PLANNED, HEAD, (), 240, 10),
)  # fmt: skip
"""What, element, strand, how far now, owner, recommendations, days ago, days to the day due."""
RESTS: dict[int, tuple[tuple[str, tuple[str, ...]], ...]] = {
    2: (("threat-assessments-done", ("intelligence",)),),
    3: (("reviews-done", ("figures",)), ("posts-short", ("figures",))),
    5: (("coverage-systems", ("covered",)), ("coverage-devices", ("covered",))),
    8: (("links-working", ("how-often",)), ("links-briefed", ("told",))),
}
"""The live figures that lines rest on, by number, and what each answers."""
PLACES: dict[int, tuple[str, str, int, tuple[str, ...]]] = {
    3: ("unit-review.txt", "what was reviewed, by whom and when", 1, ("review",)),
    6: ("monitoring-policy.txt", "that two analysts read it every week", 1, ("people", "use")),
    8: ("partner-briefings.csv", "which partners were briefed", 1, ("who", "told")),
}
JUDGED: tuple[tuple[str, str, str, int], ...] = (
    ("all-monitored", "in-full", "All desktop systems are monitored.", 200),
    ("all-monitored", "in-part", "Handhelds are not; the figure of coverage says so.", 40),
    ("links-work", "in-part", "Half of the partners have been briefed.", 40),
    ("devices-known", "not-yet", "Some devices have no holder in the register.", 40),
    ("people-meetings", "in-full", "Held every month since January; see the minutes.", 40),
)


def seed(*, at: datetime, home: Path) -> None:
    """Write the plan, once: where a line is in it already, nothing is done. `home` is not read.

    Its own writer has been at it for ten months, so that the pages show how it has changed.
    """
    place = found_compartment(kind=Kind.PLAN, title="Plan")
    begun = at - BEGUN
    user = found_account(email="plan-writer@demonstration.example", name="Plan writer", at=begun)
    found_membership(user=user, compartment=place, role=ForcePlanOwner, because=BECAUSE, at=begun)
    by = Asker(user, By(actor=user.reference), True, at)
    if PlanLine.objects.visible_to(user, at=at).filter(compartment=place).exists():
        return
    name_force(compartment=place, force="north-yorkshire", by=by, at=begun)
    for name, title, ago, words in DOCUMENTS:
        put_in(
            compartment=place,
            name=name,
            title=title,
            content=words.encode(),
            token=name,
            by=by,
            at=at - timedelta(days=ago),
        )
    for number, line in enumerate(LINES, start=1):
        _entered(place, number, line, by, at)
    draw_figures(compartment=place, by=by, at=at)
    drawn = figures(user, place, at=at)
    lines = {row.number: row for row in PlanLine.objects.visible_to(user, at=at).filter(
        compartment=place)}  # fmt: skip
    for number, names in RESTS.items():
        for name, answers in names:
            if name in drawn:
                rest_on_figure(
                    line=lines[number],
                    figure=name,
                    answers=answers,
                    token=f"f{number}{name}",
                    by=by,
                    at=at,
                )
    for characteristic, answer, because, ago in JUDGED:
        earlier = [one for one in JUDGED if one[0] == characteristic and one[3] > ago]
        judge_own(
            compartment=place,
            characteristic=characteristic,
            answer=answer,
            because=because,
            version=len(earlier),
            by=by,
            at=at - timedelta(days=ago),
        )


def _entered(place: Compartment, number: int, line: Line, by: Asker, at: datetime) -> None:
    """Enter one line as planned, with its place in a document, and bring it to where it is."""
    title, element, strand, state, owner, asked, ago, due = line
    then, today = at - timedelta(days=ago), in_london(at).date()
    more: dict[str, Any] = {"by": by}
    row = add_line(
        compartment=place,
        title=title,
        element=element,
        state=PLANNED,
        owner=owner,
        strand=strand.value if strand else "",
        strategy=NPCC_2017.id if strand else "",
        recommendations=asked,
        start=today - timedelta(days=ago),
        due=today + timedelta(days=due) if due is not None else None,
        token=f"line-{number}",
        at=then,
        **more,
    )
    if number in PLACES:
        name, shows, page, answers = PLACES[number]
        documents = PlanDocument.objects.visible_to(by.user, at=at)
        rest_on_document(
            line=row,
            document=documents.get(compartment=place, name=name),
            shows=shows,
            page=page,
            answers=answers,
            token=f"d{number}",
            at=then,
            **more,
        )
    if state in (COMMENCED, IN_PLACE):
        row = set_state(
            line=row,
            state=COMMENCED,
            version=row.version,
            because="Work was begun.",
            at=then + timedelta(days=ago // 4),
            **more,
        )
    if state == IN_PLACE:
        set_state(
            line=row,
            state=IN_PLACE,
            version=row.version,
            because="Reported as done by its owner.",
            at=then + timedelta(days=ago // 2),
            **more,
        )
    if number == len(LINES):
        set_state(
            line=row,
            state=SET_ASIDE,
            version=row.version,
            because="The first product has not been used to the full.",
            at=then + timedelta(days=60),
            **more,
        )
