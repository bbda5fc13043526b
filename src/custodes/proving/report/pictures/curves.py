"""Curves of recall over days since onset: how soon each detector has raised how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from custodes.proving.report.pictures.canvas import DASHES, LINE, WIDTH, Canvas, wrapped

LEFT, RIGHT, TOP, TALL = 52, 232, 16, 260


@dataclass(frozen=True)
class Curve:
    """One line: its name, the kind of detector, and points of (days, share, low, high)."""

    name: str
    kind: str
    points: Sequence[tuple[int, float, float | None, float | None]]


def curves(name: str, title: str, description: str, lines: Sequence[Curve]) -> str:
    """The picture; the first line's interval is shaded. Names stand at the ends of the lines."""
    canvas = Canvas(title, description, TOP + TALL + 48)
    last = max((point[0] for line in lines for point in line.points), default=1)

    def at(days: float, share: float) -> tuple[float, float]:
        return LEFT + (WIDTH - LEFT - RIGHT) * days / last, TOP + TALL * (1 - share)

    for tenth in range(0, 11, 2):
        x, y = at(0, tenth / 10)
        canvas.line([(x, y), at(last, tenth / 10)], paint="grid")
        canvas.text(x - 8, y + 4, f"{tenth / 10:.1f}", anchor="end", paint="soft")
    step = 14 if last <= 100 else 30
    for days in range(0, last + 1, step):
        canvas.text(at(days, 0)[0], TOP + TALL + 18, str(days), anchor="middle", paint="soft")
    canvas.text((LEFT + WIDTH - RIGHT) / 2, TOP + TALL + 38, "days since onset", anchor="middle")
    for line in lines[:1]:
        whole = [(d, low, high) for d, _v, low, high in line.points if low is not None]
        above = [at(d, high) for d, _low, high in whole if high is not None]
        canvas.area(above + [at(d, low) for d, low, _high in reversed(whole) if low is not None])
    for line in lines:
        path = [at(0, 0)] + [at(days, value) for days, value, _low, _high in line.points]
        canvas.line(path, paint=line.kind, width=2.5, dash=DASHES[line.kind])
        for x, y in path[1:]:
            canvas.mark(x, y, line.kind, size=3.5)
    _names(canvas, [(line, at(last, line.points[-1][1])[1]) for line in lines if line.points])
    return canvas.svg(name)


def _names(canvas: Canvas, ends: Sequence[tuple[Curve, float]]) -> None:
    """Each line's name and last value beside its end, pushed apart where they would overlap."""
    lowest = 0.0
    for line, y in sorted(ends, key=lambda end: end[1]):
        words = wrapped(line.name, 25)
        y = max(y, lowest + LINE)
        x = WIDTH - RIGHT + 14
        canvas.mark(x, y, line.kind, size=4)
        value = f"{line.points[-1][1]:.2f}"
        canvas.text(x + 12, y + 4, f"{value}  {words[0]}", paint=line.kind, bold=True)
        for row, more in enumerate(words[1:], 1):
            canvas.text(x + 12, y + 4 + row * LINE, more, paint=line.kind, bold=True)
        lowest = y + (len(words) - 1) * LINE + 4
    canvas.height = max(canvas.height, lowest + LINE)
