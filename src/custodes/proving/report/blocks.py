"""What a report is made of, before it is a page or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Para:
    """A paragraph; `strong` for what must not be missed."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A table; the first column names its rows, and the columns `numbers` are set to the right."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, what it shows in words, and the same figures as a table."""

    name: str
    title: str
    description: str
    svg: str
    grid: Grid


Block = Para | Bullets | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A section with its id, which is its address."""

    id: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Report:
    """The whole report. `marking` stands on every page, `foot` says what made it."""

    title: str
    marking: str
    foot: str
    sections: Sequence[Section]
