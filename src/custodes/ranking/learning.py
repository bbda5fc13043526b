"""What verdicts teach: how often the abused reach a level, and how far a purpose is believed.

Both start from what is declared and move as a Beta prior does, by as much as there were verdicts;
with none they are what is declared. See docs/decisions/0018.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from custodes.indicators.base import Indicator, Level, Subject
from custodes.purposes import Purpose

LIKE_ALERTS = 30
"""The declared share of a level counts like so many substantiated alerts. Structured judgement:
a unit that substantiates one alert a month needs years to move it by half."""

LIKE_PAIRS = 200
"""The declared belief of a purpose counts like so many judged pairs. Structured judgement: a belief
decides what every look-up of the force is explained by, so a few pairs must not move it far."""

MOST_WEIGHT = 10
"""A pair drawn at random stands for the many that were not; it counts at most like so many, or one
verdict would be all that is ever learned (truncated inverse-probability weights: Ionides, Journal
of Computational and Graphical Statistics 17, 2008)."""

CLEARED = frozenset({"breach", "explained", "wrong_data"})
"""Verdicts after which what a purpose explained is taken as rightly explained."""


@dataclass(frozen=True)
class Lesson:
    """One judged alert: about a pair or a member of staff; its verdict; the value of each
    indicator that could speak (0: it was silent); the purposes that explained some of its rows;
    and with what chance it was drawn (1 where the ranking chose it)."""

    subject: Subject
    verdict: str
    values: Mapping[str, float]
    explained_by: frozenset[str]
    chance: float

    @property
    def weight(self) -> Fraction:
        """How many pairs it stands for."""
        return min(Fraction(MOST_WEIGHT), 1 / Fraction(self.chance).limit_denominator(10**8))


def shares(indicator: type[Indicator], lessons: Iterable[Lesson]) -> tuple[float, ...]:
    """The share `m` of the abused that reaches each level of an indicator, verdicts counted in.

    Only substantiated alerts tell how the abused look; an indicator that an alert could not hear
    (a feed not held, another version) learns nothing from it. Out: one share for each level, not
    rising, to four places.
    """
    told = [
        (lesson.values[indicator.id], lesson.weight)
        for lesson in lessons
        if lesson.verdict == "substantiated"
        and lesson.subject is indicator.subject
        and indicator.id in lesson.values
    ]
    all_of = sum(weight for _value, weight in told)
    learned: list[float] = []
    for level in indicator.levels:
        reached = sum(weight for value, weight in told if value >= level.at_least)
        prior = Fraction(str(level.m))
        mean = float((prior * LIKE_ALERTS + reached) / (LIKE_ALERTS + all_of))
        learned.append(round(min([mean, *learned[-1:]]), 4))
    return tuple(learned)


def belief(purpose: type[Purpose], lessons: Iterable[Lesson]) -> float:
    """How far a purpose is believed, verdicts counted in: 0 to 1, to four places.

    A substantiated alert with rows that the purpose explained is a pair in which it explained
    falsely; one that was cleared is a pair in which it explained rightly.
    """
    rightly = falsely = Fraction(0)
    for lesson in lessons:
        if purpose.id in lesson.explained_by:
            rightly += lesson.weight if lesson.verdict in CLEARED else 0
            falsely += lesson.weight if lesson.verdict == "substantiated" else 0
    prior = Fraction(str(purpose.belief))
    return round(float((prior * LIKE_PAIRS + rightly) / (LIKE_PAIRS + rightly + falsely)), 4)


@dataclass(frozen=True)
class Learned:
    """What differs from what is declared, and from how many judged alerts it comes."""

    verdicts: int = 0
    shares: Mapping[str, Sequence[float]] = field(default_factory=dict)
    beliefs: Mapping[str, float] = field(default_factory=dict)

    def indicator(self, declared: type[Indicator]) -> type[Indicator]:
        """An indicator with the shares that were learned of it, or as it is declared."""
        if declared.id not in self.shares:
            return declared
        steps = zip(declared.levels, self.shares[declared.id], strict=True)
        levels = tuple(Level(level.at_least, share) for level, share in steps)
        return type(declared.__name__, (declared,), {"__doc__": declared.__doc__, "levels": levels})

    def purpose(self, declared: type[Purpose]) -> type[Purpose]:
        """A purpose with the belief that was learned of it, or as it is declared."""
        if declared.id not in self.beliefs:
            return declared
        told = {"__doc__": declared.__doc__, "belief": self.beliefs[declared.id]}
        return type(declared.__name__, (declared,), told)


NOTHING = Learned()


def learned(
    lessons: Sequence[Lesson],
    indicators: Iterable[type[Indicator]],
    purposes: Iterable[type[Purpose]],
) -> Learned:
    """All that the lessons change; what they leave as declared is not listed."""
    moved = {
        indicator.id: now
        for indicator in indicators
        if (now := shares(indicator, lessons)) != tuple(level.m for level in indicator.levels)
    }
    believed = {
        purpose.id: mean
        for purpose in purposes
        if (mean := belief(purpose, lessons)) != purpose.belief
    }
    return Learned(len(lessons), moved, believed)
