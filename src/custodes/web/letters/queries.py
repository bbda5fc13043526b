"""What the pages read of letters and of the overview, as far as this user may know of it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import rfc8785
from django.http import Http404

from custodes.web.accounts.models import User
from custodes.web.assessment import queries as assessment
from custodes.web.assessment.classes import Classed
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.models import Assessed, AssessmentRound
from custodes.web.assessment.models.judged import fields_of
from custodes.web.letters.figures import Figures, figures
from custodes.web.letters.letter import Letter as Composed
from custodes.web.letters.letter import composed
from custodes.web.letters.models import Example, Letter, Wording, WordTemplate
from custodes.web.letters.overview import GoodExample
from custodes.web.letters.sentences import Origin, Sentence
from custodes.web.plan.forces import BY_NAME


@dataclass(frozen=True)
class Stands:
    """A letter as it stands: its row if it was begun, its last wording, and the letter itself.

    `moved` says that findings changed since it was worded.
    """

    assessed: Assessed
    row: Letter | None
    wording: Wording | None
    letter: Composed
    basis: str
    findings: tuple[Finding, ...]

    @property
    def version(self) -> int:
        """The version of its wording; 0 while it stands as it was composed."""
        return self.wording.version if self.wording else 0

    @property
    def moved(self) -> bool:
        """Whether findings changed since it was worded."""
        return self.wording is not None and self.wording.basis != self.basis

    @property
    def about(self) -> str:
        """What a second person approves: this letter in this wording on these findings."""
        key = self.row.pk if self.row else 0
        return f"letter-{key}-v{self.version}-{self.basis[:12]}"


def letters_of(whole: Collection[Assessed], user: User, *, at: datetime) -> dict[int, Stands]:
    """The letters to these forces, by force, in four queries."""
    findings = assessment.findings_of(whole, user, at=at)
    keys = [one.pk for one in whole]
    held = Letter.objects.visible_to(user, at=at).filter(assessed__in=keys).defer("frozen")
    rows = {row.assessed_id: row for row in held.select_related("asked_by", "issued_by")}
    worded = Wording.objects.visible_to(user, at=at).filter(
        letter__in=[row.pk for row in rows.values()]
    )
    wordings = {row.letter_id: row for row in worded.select_related("by").order_by("version")}
    made = {}
    for one in whole:
        row = rows.get(one.pk)
        wording = wordings.get(row.pk) if row else None
        draft = composed(BY_NAME[one.force], one.round.plain, findings[one.force])
        if wording:
            said = tuple(sentence_of(kept) for kept in wording.sentences)
            body = (*draft.body[: draft.own], said, *draft.body[draft.own + 1 :])
            draft = replace(draft, body=body)
        basis = basis_of(findings[one.force])
        made[one.pk] = Stands(one, row, wording, draft, basis, findings[one.force])
    return made


def letter_to(assessed: Assessed, user: User, *, at: datetime) -> Stands:
    """The letter to one force."""
    return letters_of([assessed], user, at=at)[assessed.pk]


def frozen_of(row: Letter, user: User, *, at: datetime) -> bytes:
    """What was frozen when the letter was issued."""
    kept = Letter.objects.visible_to(user, at=at).values_list("frozen", flat=True)
    return bytes(kept.get(pk=row.pk))


def template_now(user: User, *, at: datetime) -> WordTemplate | None:
    """The inspectorate's own template; None while the shipped one is in use."""
    rows = WordTemplate.objects.visible_to(user, at=at)
    found: WordTemplate | None = rows.order_by("at", "pk").last()
    return found


def basis_of(findings: Collection[Finding]) -> str:
    """The SHA-256 of findings, by which it is known whether they changed."""
    return hashlib.sha256(rfc8785.dumps([fields_of(f) for f in findings])).hexdigest()


def sentence_of(kept: dict[str, Any]) -> Sentence:
    """A sentence as it was kept."""
    return Sentence(kept["text"], Origin[kept["origin"]], tuple(kept["findings"]))


def plain_of(sentence: Sentence) -> dict[str, Any]:
    """A sentence as it is kept."""
    return {
        "text": sentence.text,
        "origin": sentence.origin.name,
        "findings": list(sentence.findings),
    }


@dataclass(frozen=True)
class Overall:
    """The figures of the forces that have four findings, and the forces that lack some."""

    figures: Figures
    classes: dict[str, Classed]
    lacking: tuple[str, ...]
    examples: tuple[GoodExample, ...]


def overall(round_: AssessmentRound, user: User, *, at: datetime) -> Overall:
    """The figures of a round. Raises UserError where a sum does not hold."""
    whole = assessment.assessed_in(round_, user, at=at)
    findings = assessment.findings_of(whole, user, at=at)
    classes = {}
    for one in whole:
        classed = assessment.class_of(one, findings[one.force])
        if classed:
            classes[one.force] = classed
    made = figures({force: findings[force] for force in classes}, classes)
    rows = Example.objects.visible_to(user, at=at).filter(assessed__in=[one.pk for one in whole])
    examples = tuple(
        GoodExample(row.assessed.force, row.text, row.reference)
        for row in rows.select_related("assessed").order_by("assessed__force", "pk")
        if row.assessed.force in classes
    )
    lacking = tuple(one.force for one in whole if one.force not in classes)
    return Overall(made, classes, lacking, examples)


def record_numbered(model: Any, number: int, user: User, *, at: datetime) -> Any:
    """One record by its number. Raises Http404 where there is none that the user may know of."""
    found = model.objects.visible_to(user, at=at).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
