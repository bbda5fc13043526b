"""The shape of a printed document: a lead, and parts of paragraphs, points, a table or lines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part under its heading. `note` stands out; `blank` lines are left to write on by hand.
    `narrow_first`: of two columns, the first is the narrow one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    blank: int = 0
    new_page: bool = False
    narrow_first: bool = False


@dataclass(frozen=True)
class Material:
    """A document in one language; `summary` says in the list what it is for."""

    title: str
    summary: str
    lead: str
    parts: tuple[Part, ...]
