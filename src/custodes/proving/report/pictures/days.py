"""Days until something was found, one mark a trial: how soon, how often, and how often not."""

from collections.abc import Sequence
from dataclasses import dataclass

from custodes.proving.report.pictures.canvas import LINE, WIDTH, Canvas, wrapped

LEFT, RIGHT, TOP = 276, 132, 34


@dataclass(frozen=True)
class Trials:
    """One row: its name, and for each trial the days it took, or None for never."""

    name: str
    kind: str
    days: Sequence[int | None]


def days(
    name: str, title: str, description: str, rows: Sequence[Trials], limits: Sequence[int] = ()
) -> str:
    """The picture; `limits` are days to be held against, drawn through all rows."""
    names = [wrapped(row.name, 40) for row in rows]
    heights = [max(28, LINE * len(lines) + 12) for lines in names]
    bottom = TOP + sum(heights)
    canvas = Canvas(title, description, bottom + 12)
    last = max([60, *limits, *(day for row in rows for day in row.days if day is not None)])

    def at(day: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * day / last

    step = 15 if last <= 120 else 30
    for day in range(0, last + 1, step):
        canvas.line([(at(day), TOP), (at(day), bottom)], paint="grid")
        canvas.text(at(day), TOP - 8, str(day), anchor="middle", paint="soft")
    for limit in limits:
        canvas.line([(at(limit), TOP), (at(limit), bottom)], paint="soft", width=1.5, dash="4 3")
        canvas.text(at(limit), TOP - 21, f"{limit} days", anchor="middle")
    canvas.text(WIDTH - RIGHT + 20, TOP - 8, "never found", paint="soft")
    y = float(TOP)
    for row, words, height in zip(rows, names, heights, strict=True):
        middle = y + height / 2
        first = middle - (len(words) - 1) * LINE / 2 + 4
        for place, line in enumerate(words):
            canvas.text(LEFT - 14, first + place * LINE, line, anchor="end")
        canvas.line([(LEFT, middle), (WIDTH - RIGHT, middle)], paint="grid")
        for found in row.days:
            if found is not None:
                canvas.mark(at(found), middle, row.kind, size=4)
        never = sum(day is None for day in row.days)
        if never:
            canvas.mark(WIDTH - RIGHT + 28, middle, "missed", size=5)
        canvas.text(
            WIDTH - RIGHT + 42,
            middle + 4,
            f"{never} of {len(row.days)}",
            paint="missed" if never else "soft",
            bold=bool(never),
        )
        y += height
    return canvas.svg(name)
