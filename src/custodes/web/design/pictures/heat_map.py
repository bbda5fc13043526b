"""Hour by day: when in the London week the rows of an alert fall."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from custodes.web.design.pictures.drawing import Picture, box, picture, words
from custodes.web.design.pictures.palette import ON_STEP, PAPER, QUIET, STEPS
from custodes.web.design.showing import moment

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CELL, LEFT, TOP = 32.0, 96.0, 26.0


def heat_map(rows: Sequence[Mapping[str, Any]], what: str = "look-ups and contacts") -> Picture:
    """Counts by day of the week and hour (London clock) of rows that have `at` in UTC."""
    counts: Counter[tuple[int, int]] = Counter()
    for row in rows:
        at = moment(row["at"])
        counts[at.weekday(), at.hour] += 1
    most = max(counts.values(), default=0)
    height = TOP + 7 * CELL + 8
    drawn = [box(0, 0, LEFT + 24 * CELL + 8, height, PAPER)]
    for hour in range(0, 24, 3):
        drawn.append(words(LEFT + hour * CELL + 2, TOP - 8, f"{hour:02d}:00", 12, colour=QUIET))
    for day, name in enumerate(DAYS):
        y = TOP + day * CELL
        drawn.append(words(4, y + CELL / 2 + 5, name, 14))
        for hour in range(24):
            count = counts[day, hour]
            step = _step(count, most)
            x = LEFT + hour * CELL
            drawn.append(box(x + 1, y + 1, CELL - 2, CELL - 2, STEPS[step]))
            if count:
                drawn.append(
                    words(x + CELL / 2, y + CELL / 2 + 4, str(count), 12, "middle", ON_STEP[step])
                )
    busiest = counts.most_common(1)
    where = (
        f" Most in one hour: {most}, on {DAYS[busiest[0][0][0]]} from {busiest[0][0][1]:02d}:00."
        if busiest
        else ""
    )
    return picture(
        f"Days and hours of the {what}",
        f"{sum(counts.values())} {what} by day of the week and hour on a London clock.{where}",
        LEFT + 24 * CELL + 8,
        height,
        drawn,
        (
            {"text": "Day"},
            {"text": "Night, 0 to 6", "numeric": True},
            {"text": "Morning, 6 to 12", "numeric": True},
            {"text": "Afternoon, 12 to 18", "numeric": True},
            {"text": "Evening, 18 to 24", "numeric": True},
        ),
        [
            (name, *(sum(counts[day, h] for h in range(q, q + 6)) for q in (0, 6, 12, 18)))
            for day, name in enumerate(DAYS)
        ],
    )


def _step(count: int, most: int) -> int:
    """None is the lightest step; the others share what lies between one and the most."""
    if not count:
        return 0
    return 1 + min(len(STEPS) - 2, (count - 1) * (len(STEPS) - 1) // max(most, len(STEPS) - 1))
