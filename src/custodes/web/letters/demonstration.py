"""The round of 2017 as an example, and a made-up round in which every page shows something."""

from datetime import datetime, timedelta
from pathlib import Path

from custodes.vocabulary.times import in_london
from custodes.web.accounts.installation import (
    found_account,
    found_compartment,
    found_membership,
)
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.actions import asking, judging, moderating, opening
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.grades import Area, Grade
from custodes.web.assessment.made_up import MADE_UP, made_up_findings
from custodes.web.assessment.models import Assessed, AssessmentRound
from custodes.web.assessment.public_record import findings_of
from custodes.web.assessment.queries import assessed_in, round_named
from custodes.web.assessment.rounds import ROUND_2017
from custodes.web.audit.actions import By
from custodes.web.decision import Kind, Role
from custodes.web.decision.roles import InspectionLead, Inspector
from custodes.web.letters.actions import issuing, publishing, wording
from custodes.web.letters.queries import letter_to, overall
from custodes.web.letters.sentences import paragraph, reworded
from custodes.web.plan.elements import Element, Status

BECAUSE = "The demonstration."
ONCE = "demonstration"
JUDGED = ("Kent", "Surrey", "Sussex")
"""Forces of the made-up round that two assessors judge: differing, agreed and still at work."""


def seed(*, at: datetime, home: Path, rng_seed: int = 1) -> None:
    """Open both rounds and work in them, once: where the second is open, nothing is done.

    `home` is not read: all of it lies in the database.
    """
    place = found_compartment(kind=Kind.INSPECTION, title="Inspection")
    first = _person("inspector", "Inspector", Inspector, place, at)
    second = _person("inspector-2", "Second inspector", Inspector, place, at)
    lead = _person("inspection-lead", "Inspection lead", InspectionLead, place, at)
    rounds = AssessmentRound.objects.visible_to(first.user, at=at)
    if rounds.filter(compartment=place, key=MADE_UP.id).exists():
        return
    opened = {"compartment": place, "by": first, "because": BECAUSE, "at": at}
    example = opening.open_round(ROUND_2017, from_record=True, **opened)  # type: ignore[arg-type]
    for one in assessed_in(example, first.user, at=at):
        if found := findings_of(one.force):
            said = "From the public record."
            opening.enter_record(assessed=one, findings=found, by=first, because=said, at=at)
    made = opening.open_round(MADE_UP, **opened)  # type: ignore[arg-type]
    findings = made_up_findings(rng_seed)
    forces = {one.force: one for one in assessed_in(made, first.user, at=at)}
    for force, one in forces.items():
        if force not in JUDGED:
            opening.enter_record(
                assessed=one, findings=findings[force], by=first, because="Made up.", at=at
            )
    for force in JUDGED:
        _judge(forces[force], findings[force], (first, second), lead, at)
    _work(forces, first, lead, at)
    _letters(made, forces, first, lead, at)


def _judge(
    one: Assessed, found: tuple[Finding, ...], two: tuple[Asker, Asker], lead: Asker, at: datetime
) -> None:
    """Give a force to two assessors, who find; the third force is not handed in by the second."""
    users = [by.user for by in two]
    rows = opening.assign(assessed=one, assessors=users, by=lead, because=BECAUSE, at=at)
    for row, by in zip(rows, two, strict=True):
        for finding in found:
            said = finding
            if by is two[1] and finding.element is Element.LINKS and one.force == JUDGED[0]:
                said = Finding(
                    one.force, Element.LINKS, Status.NOT_IN_PLAN, references=finding.references
                )
            judging.find(assignment=row, finding=said, version=0, by=by, at=at)
        if one.force != JUDGED[2] or by is two[0]:
            judging.hand_in(assignment=row, by=by, at=at)
    if one.force == JUDGED[1]:
        moderating.moderate(
            assessed=Assessed.objects.visible_to(lead.user, at=at).get(pk=one.pk),
            chosen={},
            reasons={},
            because="Both agree.",
            by=lead,
            at=at,
        )


def _work(forces: dict[str, Assessed], by: Asker, lead: Asker, at: datetime) -> None:
    """A question, a sample, a grade, a class that was set by hand, and a good example."""
    one = forces["Essex"]
    act = {"assessed": one, "by": by, "at": at}
    asking.ask_force(
        **act,  # type: ignore[arg-type]
        element=Element.MONITORING,
        statement="The monitoring of handheld devices began before our review.",
        due_on=in_london(at).date() + timedelta(days=14),
        token=ONCE,
    )
    references = [f"R-{n:03}" for n in range(1, 61)]
    asking.draw_sample(
        **act,  # type: ignore[arg-type]
        title="Closed alerts of the last quarter",
        references=references,
        size=8,
        seed="spring-2026",
        token=ONCE,
    )
    moderating.grade(
        **act,  # type: ignore[arg-type]
        area=Area.CORRUPTION,
        given=Grade.ADEQUATE,
        because="A made-up grade, to show where it stands.",
    )
    overridden = forces["Avon and Somerset"]
    moderating.set_class(
        assessed=overridden,
        by=by,
        at=at,
        force_class=ForceClass.COMMENCED,
        version=overridden.version,
        because="Work had begun on what the rule does not look at (made up).",
    )
    publishing.name_example(
        assessed=forces["Dorset"],
        text="Meets each of its partners every quarter and tells them what became of reports.",
        reference="Force plan (made up), page 7",
        token=ONCE,
        by=by,
        at=at,
    )


def _letters(
    round_: AssessmentRound, forces: dict[str, Assessed], by: Asker, lead: Asker, at: datetime
) -> None:
    """One letter issued, one approved, one asked for, one reworded; and totals of what stands."""
    now = round_named(round_.key, by.user, at=at)
    rows = {one.force: one for one in assessed_in(now, by.user, at=at)}
    issued, approved, asked, reword = (
        rows[force] for force in ("Cleveland", "Cumbria", "Durham", "Gwent")
    )
    issuing.ask(forces=[issued, approved, asked], by=by, at=at)
    issuing.approve_all(forces=[issued, approved], by=lead, at=at)
    issuing.issue(forces=[issued], by=by, at=at)
    draft = letter_to(reword, by.user, at=at)
    first, *rest = paragraph(draft.findings, strategy=round_.strategy)
    text = f"{first.text[:-1]}, as far as we could see."
    wording.word(
        assessed=reword,
        sentences=[reworded(first, text, keeps_link=True), *rest],
        version=0,
        by=by,
        at=at,
    )
    publishing.publish_totals(
        round_=now,
        figures=overall(now, by.user, at=at).figures,
        because="For commissioners.",
        by=lead,
        at=at,
    )


def _person(word: str, name: str, role: type[Role], place: Compartment, at: datetime) -> Asker:
    user: User = found_account(email=f"{word}@demonstration.example", name=name, at=at)
    found_membership(user=user, compartment=place, role=role, because=BECAUSE, at=at)
    return Asker(user, By(actor=user.reference), True, at)
