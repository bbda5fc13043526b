"""A threat assessment in sections: what is seen, harm, the control strategy, what it leaves out."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.capability.assessed import ITEMS, STRANDS, Assessed
from custodes.web.capability.models import ThreatAssessment
from custodes.web.capability.presenters import NOTHING, written
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.threat import FALLING, NO_CLEAR_TREND, RISING, due, left_out
from custodes.web.design.pictures import shares
from custodes.web.design.pictures.drawing import shortened

TRENDS: dict[str, Any] = {
    RISING: lambda: _("rising"),
    FALLING: lambda: _("falling"),
    NO_CLEAR_TREND: lambda: _("no clear trend"),
}


def title_of(row: ThreatAssessment) -> str:
    """The title of an assessment."""
    return _("Strategic threat assessment %(n)d") % {"n": row.number}


def threat_sections(row: ThreatAssessment, said: Assessed, *, edits: bool) -> list[Section]:
    """Every section of an assessment."""
    return [
        _summary(row, said, edits),
        _seen(row, said, edits),
        _harm(row, said, edits),
        _strategy(row, said, edits),
        _left_out(said),
        _how(),
    ]


def category_words(name: str) -> str:
    """A category as it is written at the start of a line."""
    return name[:1].upper() + name[1:]


def _summary(row: ThreatAssessment, said: Assessed, edits: bool) -> Section:
    return Section(
        "summary",
        _("Summary"),
        text=[line for line in said.summary.splitlines() if line.strip()],
        otherwise=_("No summary is written yet."),
        change=_part(row, "summary", edits),
    )


def _seen(row: ThreatAssessment, said: Assessed, edits: bool) -> Section:
    rows = []
    for one in said.seen:
        count = said.counts.get(one.category.name)
        origin = NOTHING
        if count is not None:
            origin = _("counted from items") if count.origin == ITEMS else _("entered by hand")
        rows.append(
            [
                category_words(one.category.value),
                one.before,
                one.now,
                TRENDS[one.trend](),
                one.harm if one.harm is not None else _("not judged"),
                origin,
            ]
        )
    columns = (
        (_("Category"), False),
        (_("Year before"), True),
        (_("This year"), True),
        (_("Trend"), False),
        (_("Harm, 1 to 5"), True),
        (_("Where from"), False),
    )
    drawn = shares(
        [(shortened(category_words(one.category.value), 24), one.now) for one in said.seen],
        _("Items of this year by category (one item may be of several)"),
    )
    return Section(
        "seen",
        _("What was seen over two years"),
        text=[_("The two years end on %(day)s.") % {"day": written(row.on)}],
        tables=[Table(_("By national category"), columns, rows, (4, 1, 1, 1.4, 1.2, 1.8))],
        pictures=[drawn] if any(one.now for one in said.seen) else (),
        change=_part(row, "counts", edits),
    )


def _harm(row: ThreatAssessment, said: Assessed, edits: bool) -> Section:
    rows = [
        [category_words(one.category.value), one.harm, said.harm[one.category.name].because]
        for one in said.seen
        if one.harm is not None
    ]
    columns = ((_("Category"), False), (_("Harm"), True), (_("Why"), False))
    return Section(
        "harm",
        _("Harm"),
        tables=[Table(_("Harm as people judged it"), columns, rows, (3, 1, 5))] if rows else (),
        otherwise=_("Nobody has judged the harm of a category yet."),
        change=_part(row, "harm", edits),
    )


def _strategy(row: ThreatAssessment, said: Assessed, edits: bool) -> Section:
    rows = [
        [
            n,
            category_words(one.category.value),
            *(one.by_strand.get(strand) or NOTHING for strand in STRANDS),
        ]
        for n, one in enumerate(said.strategy, 1)
    ]
    columns = (
        (_("Priority"), True),
        (_("Category"), False),
        *((str(title), False) for title in STRANDS.values()),
    )
    return Section(
        "strategy",
        _("Control strategy"),
        tables=[Table(_("Priorities, and what is done by strand"), columns, rows,
                      (1, 2, 2, 2, 2, 2))] if rows else (),
        otherwise=_("No category is a priority yet."),
        change=_part(row, "strategy", edits),
    )  # fmt: skip


def _left_out(said: Assessed) -> Section:
    left = left_out(said.seen, said.strategy)
    return Section(
        "left-out",
        _("Grave or rising, and no priority"),
        text=[
            _("The control strategy has no priority for: %(names)s.")
            % {"names": ", ".join(one.value for one in left)}
        ]
        if left
        else [_("Every category of harm 4 or 5, and every one that rises, is a priority.")],
    )


def _how() -> Section:
    return Section(
        "how",
        _("How a trend is told"),
        text=[
            _("“Rising” and “falling” are said only where chance alone would bring such a change "
              "less than one time in twenty (the exact test of two counts of Przyborowski and "
              "Wilenski, 1940; of more than 2,000 items its normal approximation). Harm is judged "
              "by people.")
        ],
    )  # fmt: skip


def due_words(on: date | None, today: date) -> str:
    """When the next assessment is due, and whether it is overdue."""
    if on is None:
        return _("None is signed: one is due now.")
    day = due(on)
    if day < today:
        return _("Overdue: it was due on %(day)s.") % {"day": written(day)}
    return _("The next is due by %(day)s.") % {"day": written(day)}


def _part(row: ThreatAssessment, part: str, edits: bool) -> str:
    return reverse("capability:threat_part", args=[row.pk, part]) if edits else ""
