"""How the plan has changed: lines by how far they are, month by month, and the figures drawn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from custodes.vocabulary.times import LONDON, in_london
from custodes.web.plan.models import DrawnFigure, LineVersion

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """How many lines stood where at the end of a month; of this one, today."""

    ends: date
    counts: Counter[str]


def by_month(versions: Sequence[LineVersion], at: datetime) -> list[Month]:
    """The last twelve months, the earliest first, from the month in which the plan was begun.

    `versions` are in the order in which they were made.
    """
    if not versions:
        return []
    today = in_london(at).date()
    ends = [today]
    while len(ends) < MONTHS:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    first = in_london(versions[0].at).date()
    found = []
    for end in sorted(end for end in ends if end >= first):
        moment = datetime.combine(end + timedelta(days=1), time(), tzinfo=LONDON)
        stood = {row.line_id: row.state for row in versions if row.at < moment}
        found.append(Month(end, Counter(stood.values())))
    return found


def figure_values(rows: Iterable[DrawnFigure]) -> dict[str, list[DrawnFigure]]:
    """Each figure's values as they were drawn, the earliest first."""
    found: dict[str, list[DrawnFigure]] = {}
    for row in rows:
        found.setdefault(row.figure, []).append(row)
    return found
