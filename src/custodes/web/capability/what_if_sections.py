"""What-ifs beside a review: which can be reckoned with, and what each would do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from custodes.web.capability import pictures
from custodes.web.capability.beside import Beside
from custodes.web.capability.capacity import Change, Standing, Unit, changed, standing
from custodes.web.capability.models import WhatIf
from custodes.web.capability.presenters import NOTHING, number, share
from custodes.web.capability.result_sections import short_of
from custodes.web.capability.sections import Section, Table


def ways_of(beside: Beside) -> list[tuple[str, Unit, float]]:
    """The review as it is, and each what-if that can be reckoned with: title, the unit as it would
    be, the limit."""
    whole = beside.contents
    ways = [(_("As it is"), whole.unit), *_tried(beside)]
    return [(title, unit, whole.longest_wait) for title, unit in ways if unit.reckons]


def left_out_words(beside: Beside) -> list[str]:
    """A sentence on each what-if that leaves nobody, or no work, to reckon with."""
    return [
        (_("“%(title)s” leaves nobody to do the work, so there is nothing to reckon.")
         if unit.people < 1
         else _("“%(title)s” leaves no work that arrives, so there is nothing to reckon."))
        % {"title": title}
        for title, unit in _tried(beside)
        if not unit.reckons
    ]  # fmt: skip


def _tried(beside: Beside) -> list[tuple[str, Unit]]:
    unit = beside.contents.unit
    return [(one.title, changed(unit, change_of(one))) for one in beside.what_ifs]


def change_of(one: WhatIf) -> Change:
    """A what-if as the model takes it."""
    return Change(one.posts, one.systems, one.budget, one.skill)


def compared(ways: Sequence[tuple[str, Unit, float]]) -> Table:
    """Ways side by side, in figures."""
    rows = []
    for title, unit, limit in ways:
        result = standing(unit, longest_wait=limit)
        rows.append(
            [
                title,
                unit.people,
                unit.systems,
                number(unit.alerts, 1),
                share(result.utilisation),
                pictures.weeks(result.wait),
                share(result.late),
                number(result.budget, 1),
                short_of(result) or NOTHING,
            ]
        )
    return Table(
        _("Side by side"),
        (
            (_("What if"), False),
            (_("People"), True),
            (_("Systems"), True),
            (_("Alerts a week"), True),
            (_("Of hours"), True),
            (_("Mean wait"), True),
            (_("Longer than the limit"), True),
            (_("Alerts that can be sustained"), True),
            (_("Short of"), False),
        ),
        rows,
        (3, 1, 1.2, 1, 1, 1.4, 1.2, 1.4, 1.6),
    )


def what_if_section(beside: Beside, result: Standing | None) -> Section:
    """The what-ifs that are kept beside a review, side by side."""
    ways = ways_of(beside) if result else []
    shown = len(ways) > 1
    return Section(
        "what-if",
        _("What if"),
        text=left_out_words(beside) if result else (),
        tables=[compared(ways)] if shown else (),
        pictures=[pictures.side_by_side(ways)] if shown else (),
        otherwise=_("No what-if is kept beside this review."),
    )
