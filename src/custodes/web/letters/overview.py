"""The national overview as a document: figures, themes and named good examples, in plain words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.classes import RULE, Classed, ForceClass
from custodes.web.assessment.public_record import COUNTS
from custodes.web.assessment.rounds import Round
from custodes.web.design.pictures.drawing import Picture
from custodes.web.design.pictures.tile_map import tile_map
from custodes.web.documents.word import add_picture, written
from custodes.web.letters.figures import Figures, check_sums, in_words, share
from custodes.web.plan.elements import ELEMENTS, STATUS_WORDS, Element, Status

MADE_UP = "Made up: no force sent what this overview is about."
SET_BY_HAND = "An inspector set another class than the rule gives:"
BY_HAND = ("Force", "By the rule", "Class")
LETTERS = {
    ForceClass.INSUFFICIENT: "I",
    ForceClass.NOT_COMMENCED: "N",
    ForceClass.COMMENCED: "C",
    ForceClass.ALL_IN_PLACE: "A",
}
"""What stands in the tile of a force, so that colour says nothing alone."""
THEMES = {
    Status.NO_INFORMATION: "No information was sent",
    Status.NOT_IN_PLAN: "The plan leaves it out",
    Status.NOT_COMMENCED: "Work was planned and had not begun",
}
"""What is looked for across forces; the theme of an element is the commonest of these."""


@dataclass(frozen=True)
class GoodExample:
    """Something that one force does well, named with what it rests on."""

    force: str
    text: str
    reference: str


def content(
    round_: Round,
    made: Figures,
    *,
    classes: Mapping[str, Classed] | None = None,
    examples: Sequence[GoodExample] = (),
) -> dict[str, Any]:
    """The overview as plain data; of `classes` it names those that were set by hand.

    Raises UserError where a sum does not hold, or an example is of a force that was not assessed.
    """
    check_sums(made)
    if strange := [e.force for e in examples if e.force not in made.assessed.forces]:
        raise UserError(f"A good example names {strange[0]}, which was not assessed.")
    whole = made.assessed.value
    drawn = forces_map(made)
    return {
        "title": round_.title,
        "note": MADE_UP if round_.made_up else "",
        "summary": summary(made),
        "classes": [[c.value, str(f.value), _named(f.forces)] for c, f in made.classes.items()],
        "total": ["Forces assessed", str(whole), ""],
        "statuses": ["Element", *(STATUS_WORDS[s] for s in Status), "In all"],
        "elements": [
            [ELEMENTS[e].title, *(str(made.elements[e][s].value) for s in Status), str(whole)]
            for e in Element
        ],
        "map": drawn.svg,
        "map_said": f"{drawn.title}. {drawn.description}",
        "themes": themes(made),
        "examples": [[e.force, e.text, e.reference] for e in examples],
        "rule": [[step.gives.value, step.words] for step in RULE],
        "by_hand": by_hand(classes or {}),
    }


def by_hand(classes: Mapping[str, Classed]) -> list[list[str]]:
    """The forces whose class an inspector set: force, what the rule gave, what was set. The reason
    stays with the force, for it was written for the inspectorate."""
    return [
        [force, one.by_rule.value, one.force_class.value]
        for force, one in sorted(classes.items())
        if one.overridden
    ]


def forces_map(made: Figures) -> Picture:
    """The forces as tiles about where they are; each tile bears the letter of its class."""
    states = {force: c.value for c, figure in made.classes.items() for force in figure.forces}
    return tile_map(
        states, [c.value for c in ForceClass], "Forces by class", list(LETTERS.values())
    )


def themes(made: Figures) -> list[str]:
    """For each element what most often held forces back, with how many; none where nothing did."""
    said = []
    for element in Element:
        counts = {status: made.elements[element][status].value for status in THEMES}
        status = max(counts, key=lambda s: counts[s])
        if counts[status]:
            said.append(
                f"{ELEMENTS[element].title}: {THEMES[status][0].lower()}{THEMES[status][1:]}, in "
                f"{share(counts[status], made.assessed.value)}."
            )
    return said


def word(overview: Mapping[str, Any]) -> bytes:
    """The overview as a Word document; the same figures give the same bytes."""
    paper = Document()
    paper.add_heading(overview["title"], level=0)
    for line in (overview["note"], *overview["summary"]):
        if line:
            paper.add_paragraph(line)
    paper.add_heading("Forces by class", level=1)
    _table(paper, ["Class", "Forces", "Which"], [*overview["classes"], overview["total"]])
    paper.add_heading("Findings by element", level=1)
    _table(paper, overview["statuses"], overview["elements"])
    if overview["themes"]:
        paper.add_heading("Themes", level=1)
        for line in overview["themes"]:
            paper.add_paragraph(line, style="List Bullet")
    if overview["examples"]:
        paper.add_heading("Good examples", level=1)
        _table(paper, ["Force", "What it does", "Rests on"], overview["examples"])
    paper.add_heading("How the class was reached", level=1)
    paper.add_paragraph("The first that holds, in this order:")
    _table(paper, ["Class", "When"], overview["rule"])
    if overview["by_hand"]:
        paper.add_paragraph(SET_BY_HAND)
        _table(paper, list(BY_HAND), overview["by_hand"])
    paper.add_heading("Where the forces are", level=1)
    add_picture(paper, overview["map"], overview["map_said"])
    return written(paper)


def summary(made: Figures) -> list[str]:
    """The figures in sentences: the classes, progress in words, and the share with a plan."""
    whole, begun = made.assessed.value, made.progress.value
    counts = [f"{figure.value} ({c.value})" for c, figure in made.classes.items()]
    first = in_words(begun) if begun else "none"
    were = "1 force was" if whole == 1 else f"{whole} forces were"
    return [
        f"{were} assessed: {', '.join(counts[:-1])} and {counts[-1]}.",
        f"{first[0].upper()}{first[1:]} had made progress.",
        f"{share(made.with_plan.value, whole)} had a plan that could be assessed.",
    ]


def published_summary() -> list[str]:
    """The national overview of 2017 in sentences, from the counts that were published."""
    assessed = sum(COUNTS.values())
    begun = COUNTS[ForceClass.COMMENCED] + COUNTS[ForceClass.ALL_IN_PLACE]
    planned = assessed - COUNTS[ForceClass.INSUFFICIENT]
    return [
        f"{assessed} forces were assessed, as the national overview of 2 October 2017 counted.",
        f"{in_words(begun).capitalize()} had made progress.",
        f"{share(planned, assessed)} had a plan that could be assessed.",
    ]


def _named(forces: Collection[str]) -> str:
    return ", ".join(forces) or "none"


def _table(paper: Any, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, columns, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
