"""The skills matrix: which post has which skill on a day, what has run out, what soon will."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from custodes.web.capability.words import SKILLS

SOON = timedelta(days=90)


class Held(StrEnum):
    """How a post stands with a skill."""

    CURRENT = "current"
    ENDS_SOON = "ends soon"
    RUN_OUT = "run out"
    NONE = "none"


@dataclass(frozen=True)
class Trained:
    """A training of one post: `until` is None where it lasts."""

    post: int
    skill: str
    on: date
    until: date | None


@dataclass(frozen=True)
class Cell:
    """One post and one skill on a day."""

    held: Held
    on: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Matrix:
    """Posts down, skills across. `posts`: (id, title, whether filled), in order of the title."""

    as_of: date
    posts: Sequence[tuple[int, str, bool]]
    cells: Mapping[tuple[int, str], Cell]

    def holders(self, skill: str) -> int:
        """Filled posts that have the skill on the day."""
        return sum(
            filled and self.cells[post, skill].held in (Held.CURRENT, Held.ENDS_SOON)
            for post, _title, filled in self.posts
        )

    @property
    def skilled(self) -> dict[str, int]:
        """By skill, the filled posts that have it."""
        return {skill: self.holders(skill) for skill in SKILLS}

    @property
    def gaps(self) -> list[str]:
        """Skills that no filled post has."""
        return [skill for skill, holders in self.skilled.items() if not holders]

    @property
    def lone(self) -> list[str]:
        """Skills that one filled post alone has: on leave, nobody does."""
        return [skill for skill, holders in self.skilled.items() if holders == 1]

    def ending(self, *which: Held) -> list[tuple[str, str, Cell]]:
        """Post, skill and cell of those that stand so, the earliest end first."""
        found = [
            (title, skill, self.cells[post, skill])
            for post, title, _filled in self.posts
            for skill in SKILLS
            if self.cells[post, skill].held in which
        ]
        return sorted(found, key=lambda one: (one[2].until or date.max, one[0], one[1]))


def matrix(
    posts: Sequence[tuple[int, str, bool]], trainings: Iterable[Trained], as_of: date
) -> Matrix:
    """The matrix on a day; of several trainings of a post in a skill the one that lasts longest."""
    last: dict[tuple[int, str], Trained] = {}
    for one in trainings:
        if one.on > as_of:
            continue
        before = last.get((one.post, one.skill))
        if before is None or (one.until or date.max) >= (before.until or date.max):
            last[one.post, one.skill] = one
    cells = {
        (post, skill): _cell(last.get((post, skill)), as_of)
        for post, _title, _filled in posts
        for skill in SKILLS
    }
    return Matrix(as_of, sorted(posts, key=lambda one: one[1].casefold()), cells)


def _cell(one: Trained | None, as_of: date) -> Cell:
    if one is None:
        return Cell(Held.NONE)
    if one.until is None or one.until > as_of + SOON:
        held = Held.CURRENT
    else:
        held = Held.ENDS_SOON if one.until >= as_of else Held.RUN_OUT
    return Cell(held, one.on, one.until)
