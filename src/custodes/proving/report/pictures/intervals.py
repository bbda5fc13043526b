"""Rows of estimates with their intervals, one under another, to be compared by eye."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from custodes.proving.report.pictures.canvas import LINE, WIDTH, Canvas, wrapped

LEFT, RIGHT, TOP = 236, 172, 30
LETTERS = 34


@dataclass(frozen=True)
class Row:
    """One row: its name, the kind of mark, the estimate, its interval, and the words at the end.

    `beside` is a second value, such as a ceiling, drawn as an upright line.
    """

    name: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    told: str
    beside: float | None = None


@dataclass(frozen=True)
class Axis:
    """From where to where, whether by ratios, and what its ends and ticks are called."""

    start: float
    end: float
    ticks: Sequence[float]
    name: str
    by_ratio: bool = False
    band: tuple[float, float] | None = None

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to 1; what is outside lies at the edge."""
        inner = min(max(value, self.start), self.end)
        if self.by_ratio:
            return math.log(inner / self.start) / math.log(self.end / self.start)
        return (inner - self.start) / (self.end - self.start)


def shares_up_to(top: float, name: str) -> Axis:
    """An axis of shares from 0 to a little above `top`."""
    step = next(s for s in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2) if top / s <= 6 or s == 0.2)
    end = min(1.0, step * (int(top / step + 1e-9) + 1))
    return Axis(0, end, [round(step * n, 3) for n in range(round(end / step) + 1)], name)


SHARES = Axis(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1), "share")


def intervals(
    name: str,
    title: str,
    description: str,
    rows: Sequence[Row],
    axis: Axis = SHARES,
    line_at: float | None = None,
) -> str:
    """The picture; `line_at` is a value to compare all rows with."""
    names = [wrapped(row.name, LETTERS) for row in rows]
    heights = [max(26, LINE * len(lines) + 10) for lines in names]
    canvas = Canvas(title, description, TOP + sum(heights) + 12)
    bottom = TOP + sum(heights)

    def at(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * axis.place(value)

    if axis.band:
        low, high = at(axis.band[0]), at(axis.band[1])
        canvas.area([(low, TOP), (high, TOP), (high, bottom), (low, bottom)])
    for tick in axis.ticks:
        canvas.line([(at(tick), TOP), (at(tick), bottom)], paint="grid")
        canvas.text(at(tick), TOP - 8, f"{tick:g}", anchor="middle", paint="soft")
    canvas.text(WIDTH - RIGHT + 28, TOP - 8, axis.name, paint="soft")
    if line_at is not None:
        canvas.line([(at(line_at), TOP), (at(line_at), bottom)], paint="soft", dash="4 3")
    y = float(TOP)
    for row, words, height in zip(rows, names, heights, strict=True):
        middle = y + height / 2
        first = middle - (len(words) - 1) * LINE / 2 + 4
        for place, line in enumerate(words):
            canvas.text(LEFT - 14, first + place * LINE, line, anchor="end")
        _row(canvas, row, at, middle, axis)
        y += height
    return canvas.svg(name)


def _row(canvas: Canvas, row: Row, at: Callable[[float], float], y: float, axis: Axis) -> None:
    if row.low is not None and row.high is not None:
        canvas.line([(at(row.low), y), (at(row.high), y)], paint=row.kind, width=2)
        for end in (row.low, row.high):
            if axis.start <= end <= axis.end:
                canvas.line([(at(end), y - 5), (at(end), y + 5)], paint=row.kind, width=2)
    if row.beside is not None:
        canvas.line([(at(row.beside), y - 9), (at(row.beside), y + 9)], paint="ink", width=3)
    if row.value is not None:
        canvas.mark(at(row.value), y, row.kind)
    canvas.text(WIDTH - RIGHT + 14, y + 4, row.told)
