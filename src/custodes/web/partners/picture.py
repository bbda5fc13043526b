"""Gaps: kind by area, each cell the best level of the partners that serve it, and how many."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from custodes.web.design.pictures.drawing import Picture, box, picture, shortened, words
from custodes.web.design.pictures.palette import ON_STEP, PAPER, QUIET, STEPS
from custodes.web.partners.figures import Cell
from custodes.web.partners.kinds import KIND_TITLES
from custodes.web.partners.maturity import TITLES
from custodes.web.partners.presenters import NOTHING

WIDE, HIGH, LEFT, TOP = 96.0, 30.0, 240.0, 30.0


def gap_map(cells: Sequence[Cell]) -> Picture:
    """Kinds down, areas across. A cell says the level's number and the number of partners."""
    kinds = list(dict.fromkeys(cell.kind for cell in cells))
    areas = list(dict.fromkeys(cell.area for cell in cells))
    height = TOP + len(kinds) * HIGH + 8
    drawn = [box(0, 0, LEFT + len(areas) * WIDE + 8, height, PAPER)]
    for across, area in enumerate(areas):
        drawn.append(
            words(LEFT + across * WIDE + 4, TOP - 10, shortened(area, 13), 12, colour=QUIET)
        )
    for down, kind in enumerate(kinds):
        title = shortened(str(KIND_TITLES[kind]), 32)
        drawn.append(words(4, TOP + down * HIGH + HIGH / 2 + 5, title, 14))
    for cell in cells:
        x, y = LEFT + areas.index(cell.area) * WIDE, TOP + kinds.index(cell.kind) * HIGH
        drawn.append(box(x + 1, y + 1, WIDE - 2, HIGH - 2, STEPS[cell.best]))
        said = f"{cell.best} ({cell.partners})" if cell.partners else NOTHING
        drawn.append(words(x + WIDE / 2, y + HIGH / 2 + 5, said, 13, "middle", ON_STEP[cell.best]))
    gaps = sum(cell.gap for cell in cells)
    told = {(cell.kind, cell.area): _cell(cell) for cell in cells}
    return picture(
        _("How developed the links are, by kind and area"),
        _("%(gaps)d of %(all)d combinations have no partner that was at least briefed.")
        % {"gaps": gaps, "all": len(cells)},
        LEFT + len(areas) * WIDE + 8,
        height,
        drawn,
        [{"text": _("Kind")}, *({"text": area} for area in areas)],
        [(str(KIND_TITLES[k]), *(told[k, area] for area in areas)) for k in kinds],
    )


def _cell(cell: Cell) -> str:
    if not cell.partners:
        return _("No partner")
    return _("%(level)s, partners: %(n)d") % {"level": TITLES[cell.best], "n": cell.partners}
