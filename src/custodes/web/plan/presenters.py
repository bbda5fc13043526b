"""The plan as the pages show it: words and addresses, no markup."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.design import showing
from custodes.web.plan.check import BEARS, Checked
from custodes.web.plan.contents import Figure
from custodes.web.plan.criteria import Recommendation, Strategy, no_longer_matches, not_answered
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_WORDS,
    STATEMENTS,
    STATUS_WORDS,
    Element,
)
from custodes.web.plan.listing import overdue
from custodes.web.plan.models import DrawnFigure, Evidence, LineVersion, PlanLine
from custodes.web.plan.remarks import WORDS, Remark, questions
from custodes.web.plan.rows import Whole
from custodes.web.plan.states import LINES

SHORT = {
    Element.STRATEGY: _("Strategy"),
    Element.CCU: _("Unit"),
    Element.MONITORING: _("Monitoring"),
    Element.LINKS: _("Links"),
}
FILE_COLUMNS = (
    *("Line", "What is done", "Element", "How far", "Owner", "Starts", "Due", "Strand", "Strategy"),
    *("Recommendations", "Live evidence", "Evidence by hand", "To put right"),
)
COLOURS = {
    "not-commenced": "govuk-tag--grey",
    "commenced": "govuk-tag--blue",
    "in-place": "govuk-tag--green",
    "set-aside": "govuk-tag--grey",
}
NOTHING = "\N{EN DASH}"


def written(day: date | None) -> str:
    """A day as it is written on a page: 3 Mar 2026."""
    return showing.day(day) if day else NOTHING


def value_of(figure: Figure | DrawnFigure) -> str:
    """A figure's value in words: 45 %, or 12 alerts a week."""
    if figure.unit == "share":
        return f"{figure.value:.0%}"
    return f"{figure.value:,.4g} {figure.unit}"


def stamp_of(figure: Figure | DrawnFigure) -> str:
    """Where a figure came from and of which day it is."""
    return f"{figure.run}, {written(figure.on)}"


def figure_words(figure: Figure | DrawnFigure) -> str:
    """A figure whole: what it is, its value, its run and day."""
    return f"{figure.title}: {value_of(figure)} ({stamp_of(figure)})"


def strand_words(line: PlanLine | LineVersion, whole: Whole) -> str:
    """A line's strand in the words of its version of the strategy."""
    if not line.strand:
        return ""
    strategy = whole.criteria.strategies.get(line.strategy)
    words = strategy.strands.get(line.strand) if strategy else None
    return words or line.strand


def rows_of(
    lines: Sequence[PlanLine],
    whole: Whole,
    rests: Mapping[int, Sequence[Evidence]],
    remarks: Sequence[Remark],
    today: date,
) -> list[list[Any]]:
    """Lines as rows of the list: line, element, owner, due, how far, rests on, to put right."""
    found: list[list[Any]] = []
    for line in lines:
        held = rests.get(line.pk, ())
        live = sum(1 for one in held if one.figure)
        wrong = [one.words for one in remarks if one.line == line.key]
        found.append(
            [
                {
                    "text": f"{line.key}: {line.title}",
                    "href": reverse("plan:line", args=[line.number]),
                },
                str(SHORT[Element(line.element)]),
                line.owner or _("nobody"),
                written(line.due) + (f" ({_('overdue')})" if overdue(line, today) else ""),
                str(LINES.words[line.state]),
                _("%(live)d live, %(hand)d by hand") % {"live": live, "hand": len(held) - live},
                "; ".join(dict.fromkeys(wrong)),
            ]
        )
    return found


def file_rows(
    lines: Sequence[PlanLine],
    whole: Whole,
    rests: Mapping[int, Sequence[Evidence]],
    remarks: Sequence[Remark],
) -> list[list[Any]]:
    """Lines as rows of a file, in the order of FILE_COLUMNS."""
    figures = {figure.id: figure for figure in whole.plan.figures}
    found: list[list[Any]] = []
    for line in lines:
        held = rests.get(line.pk, ())
        found.append(
            [
                line.key,
                line.title,
                ELEMENTS[Element(line.element)].title,
                str(LINES.words[line.state]),
                line.owner,
                line.start,
                line.due,
                strand_words(line, whole),
                line.strategy,
                ", ".join(line.recommendations),
                "; ".join(
                    figure_words(figures[one.figure])
                    for one in held
                    if one.figure and one.figure in figures
                ),
                "; ".join(place_of(one) + f": {one.shows}" for one in held if one.document),
                "; ".join(one.says for one in remarks if one.line == line.key),
            ]
        )
    return found


def place_of(one: Evidence) -> str:
    """Where in its document a piece of evidence stands."""
    if one.document is None:
        return ""
    said = one.document.name
    said += f", {_('page')} {one.page}" if one.page else ""
    return said + (f", {_('paragraph')} {one.paragraph}" if one.paragraph else "")


def evidence_cards(
    line: PlanLine, held: Sequence[Evidence], whole: Whole, now: Mapping[str, Figure]
) -> list[dict[str, Any]]:
    """What a line rests on: live figures with their stamp, and places in documents."""
    asks = {point.key: point.asks for point in ELEMENTS[Element(line.element)].points}
    drawn = {figure.id: figure for figure in whole.plan.figures}
    cards = []
    for one in held:
        answers = [asks[key] for key in one.answers if key in asks]
        card: dict[str, Any] = {"pk": one.pk, "answers": answers, "live": bool(one.figure)}
        if one.figure:
            figure = drawn.get(one.figure)
            newer = now.get(one.figure)
            moved = figure and newer and (newer.value, newer.run) != (figure.value, figure.run)
            card |= {
                "title": figure.title if figure else one.figure,
                "value": value_of(figure) if figure else _("The run that it came from is gone."),
                "stamp": stamp_of(figure) if figure else "",
                "now": value_of(newer) if moved and newer else "",
                "gone": figure is None,
            }
        else:
            card |= {
                "title": one.shows,
                "value": place_of(one),
                "stamp": f"SHA-256 {one.document.sha256[:16]}…" if one.document else "",
                "document": one.document_id,
                "now": "",
                "gone": False,
            }
        cards.append(card)
    return cards


def line_facts(line: PlanLine, whole: Whole, today: date) -> list[tuple[str, str]]:
    """A line's facts as a list."""
    due = written(line.due)
    if overdue(line, today) and line.due:
        due += f" ({_('overdue by %(n)d days') % {'n': (today - line.due).days}})"
    asked = whole.criteria.recommendations
    named = [
        f"{asked[one].asks} ({asked[one].source})" if one in asked else f"{one} ({_('gone')})"
        for one in line.recommendations
    ]
    strand = strand_words(line, whole)
    if strand:
        strategy = whole.criteria.strategies.get(line.strategy)
        strand = f"{strand} ({strategy.title if strategy else line.strategy})"
    return [
        (_("Element"), ELEMENTS[Element(line.element)].title),
        (_("Owner"), line.owner or _("Nobody yet")),
        (_("Starts on"), written(line.start)),
        (_("Due on"), due),
        (_("Strand"), strand or _("None")),
        (_("Recommendations"), " ".join(named) or _("None")),
    ]


def history(rows: Sequence[LineVersion]) -> list[dict[str, Any]]:
    """A line's versions as a timeline, the last first: what changed, by whom, why."""
    items = []
    for n, row in enumerate(rows):
        before = rows[n - 1] if n else None
        items.append(
            {
                "title": _("Version %(n)d") % {"n": row.version},
                "by": row.by.name,
                "at": row.at.isoformat(),
                "text": " ".join(filter(None, [_changes(before, row), row.because])),
            }
        )
    return items[::-1]


def element_rows(checked: Checked, strategy: Strategy) -> list[dict[str, Any]]:
    """The four elements as an assessor would see them."""
    return [
        {
            "key": one.element.value,
            "title": ELEMENTS[one.element].title,
            "looks_for": ELEMENTS[one.element].looks_for,
            "status": STATUS_WORDS[one.status],
            "qualifiers": [
                *(QUALIFIER_WORDS[q] for q in one.qualifiers),
                *(WORDS[c.value] for c in one.concerns),
            ],
            "says": STATEMENTS[one.element, one.status],
            "asks": questions(one, strategy),
            "nothing": one.element in checked.nothing_to_find,
        }
        for one in checked.elements
    ]


def remark_rows(remarks: Sequence[Remark]) -> list[list[Any]]:
    """What to put right, each linked to its line."""
    return [
        [
            one.words,
            {"text": f"{one.line}: {one.title}", "href": line_address(one.line)}
            if one.line
            else str(SHORT[one.element]),
            one.says,
        ]
        for one in remarks
    ]


def line_address(key: str) -> str:
    """The page of a line by what people call it."""
    return reverse("plan:line", args=[int(key.removeprefix("L"))])


def bears_rows() -> list[tuple[str, str, str]]:
    """From which value on a figure bears out a claim: the choice of this product, shown."""
    return [
        (
            one.words,
            f"{one.in_place:.0%}" if one.in_place < 1 else f"{one.in_place:g}",
            _("more than none") if not one.commenced else f"{one.commenced:g}",
        )
        for one in BEARS
    ]


def strand_sections(whole: Whole) -> list[dict[str, Any]]:
    """The strands of the strategy in force, each with the lines that are written to it."""
    return [
        {
            "title": words,
            "lines": [
                (line.id, line.title, STATUS_WORDS[line.status], line_address(line.id))
                for line in whole.plan.lines
                if (line.strand, line.strategy) == (key, whole.strategy.id)
            ],
        }
        for key, words in whole.strategy.strands.items()
    ]


def recommendation_rows(whole: Whole) -> list[list[Any]]:
    """Each recommendation with the lines that answer it."""
    asked: Collection[Recommendation] = whole.criteria.recommendations.values()
    return [
        [
            one.asks,
            one.source if str(one.year) in one.source else f"{one.source}, {one.year}",
            ", ".join(line.id for line in whole.plan.lines if one.id in line.recommendations)
            or _("No line"),
        ]
        for one in asked
    ]


def unmatched_rows(whole: Whole) -> list[list[Any]]:
    """The lines that a newer strategy or list has left behind."""
    titles = {line.id: line.title for line in whole.plan.lines}
    found = no_longer_matches(whole.plan.lines, whole.strategy, whole.criteria.recommendations)
    return [
        [
            {"text": f"{one.line}: {titles[one.line]}", "href": line_address(one.line)},
            one.because,
        ]
        for one in found
    ]


def unanswered(whole: Whole) -> int:
    """How many recommendations no line answers."""
    return len(not_answered(whole.plan.lines, whole.criteria.recommendations))


def _changes(before: LineVersion | None, row: LineVersion) -> str:
    if before is None:
        return _("Entered as: %(state)s.") % {"state": LINES.words[row.state]}
    said = []
    if row.state != before.state:
        said.append(
            _("%(old)s → %(new)s.")
            % {"old": LINES.words[before.state], "new": LINES.words[row.state]}
        )
    names = {
        "title": _("what is done"),
        "element": _("element"),
        "owner": _("owner"),
        "strand": _("strand"),
        "recommendations": _("recommendations"),
        "start": _("start"),
        "due": _("due"),
    }
    told = [words for name, words in names.items() if getattr(row, name) != getattr(before, name)]
    if told:
        said.append(_("Changed: %(what)s.") % {"what": ", ".join(told)})
    return " ".join(said)
