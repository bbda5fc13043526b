"""The canvas that pictures are drawn on: SVG with a title, a description and checked colours.

Every mark carries its colour as an attribute, so that a PDF shows it, and a class, with which a
page sets it anew for a dark screen. Meaning never hangs on colour alone: what differs in colour
differs in shape or dash as well, and has its name beside it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH = 720
LINE = 16
"""The height of a line of text."""

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b1d1f",
    "soft": "#505a5f",
    "grid": "#c9cdd0",
    "band": "#dfe7f2",
    "product": "#1d4f91",
    "rival": "#8a3b00",
    "fusion": "#54631b",
    "ceiling": "#5a2a82",
    "missed": "#a3121f",
}
DARK = {
    "paper": "#14171a",
    "ink": "#f2f3f4",
    "soft": "#b9c0c5",
    "grid": "#495259",
    "band": "#24344a",
    "product": "#8cb8f2",
    "rival": "#f0a868",
    "fusion": "#bccb75",
    "ceiling": "#cda8ee",
    "missed": "#ff9a9a",
}
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

SHAPES = {"product": "circle", "rival": "square", "fusion": "diamond", "ceiling": "triangle"}
DASHES = {"product": "", "rival": "7 4", "fusion": "2 3", "ceiling": "10 3 2 3"}


@dataclass
class Canvas:
    """A picture in the making; `y` downwards, in units of which a line of text takes LINE."""

    title: str
    description: str
    height: float
    marks: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        paint: str = "ink",
        bold: bool = False,
        size: int = 13,
    ) -> None:
        """Words with their base line at `y`."""
        weight = ' font-weight="bold"' if bold else ""
        self.marks.append(
            f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{size}"{weight} '
            f'class="{paint}" fill="{LIGHT[paint]}">{escape(words)}</text>'
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        paint: str = "ink",
        width: float = 1,
        dash: str = "",
    ) -> None:
        """A line through points."""
        drawn = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<polyline points="{drawn}" fill="none" class="line {paint}" '
            f'stroke="{LIGHT[paint]}" stroke-width="{_n(width)}"{dashes}/>'
        )

    def area(self, points: Sequence[tuple[float, float]], *, paint: str = "band") -> None:
        """A filled shape."""
        drawn = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self.marks.append(f'<polygon points="{drawn}" class="{paint}" fill="{LIGHT[paint]}"/>')

    def mark(self, x: float, y: float, kind: str, *, size: float = 5) -> None:
        """The mark of a kind of detector (SHAPES), or `missed`: a cross."""
        shape = SHAPES.get(kind, "cross")
        paint = f'class="{kind}" fill="{LIGHT[kind]}"'
        s = size
        if shape == "circle":
            self.marks.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(s)}" {paint}/>')
        elif shape == "square":
            self.area([(x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)], paint=kind)
        elif shape == "diamond":
            t = 1.3 * s
            self.area([(x, y - t), (x + t, y), (x, y + t), (x - t, y)], paint=kind)
        elif shape == "triangle":
            self.area([(x, y - s - 1), (x + s + 1, y + s), (x - s - 1, y + s)], paint=kind)
        else:
            for points in ([(x - s, y - s), (x + s, y + s)], [(x - s, y + s), (x + s, y - s)]):
                self.line(points, paint=kind, width=2)

    def svg(self, name: str) -> str:
        """The picture; `name` keeps the ids of its title and description apart from others'."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(self.height)}" '
            f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONT}">'
            f'<title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.description)}</desc>'
            + "".join(self.marks)
            + "</svg>"
        )


def wrapped(words: str, letters: int) -> list[str]:
    """Words in lines of at most so many letters."""
    return textwrap.wrap(words, letters) or [""]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
