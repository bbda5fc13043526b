"""The strategic threat assessment: volume, trend and harm by category, priorities, yearly date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import erfc, sqrt


class Category(StrEnum):
    """The national corruption categories; one item may be of several."""

    INFILTRATION = "infiltration"
    DISCLOSURE = "disclosure of information"
    PERVERTING = "perverting the course of justice"
    SEXUAL_MISCONDUCT = "sexual misconduct"
    DRUGS = "controlled drug use and supply"
    THEFT = "theft and fraud"
    MISUSE_OF_SYSTEMS = "misusing force systems"
    ABUSE_OF_AUTHORITY = "abuse of authority"
    ASSOCIATION = "inappropriate association"
    VULNERABILITY = "vulnerability"
    ASSISTING = "commit, incite, aid and abet or assist an offender"
    OTHER = "other"


@dataclass(frozen=True)
class Item:
    """An item of intelligence as the assessment counts it: no person, no words."""

    on: date
    categories: frozenset[Category]


@dataclass(frozen=True)
class Seen:
    """A category over two years of the same length: how many, whether the change is more than
    chance would do, and the harm that people gave it (1 to 5; None: not yet judged)."""

    category: Category
    before: int
    now: int
    trend: str
    harm: int | None


RISING, FALLING, NO_CLEAR_TREND = "rising", "falling", "no clear trend"
CHANCE = 0.05
"""A change that chance alone would bring more often than this is no trend."""
MOST_SUMMED = 2000
"""Items of two years together up to which the chance is summed exactly."""


def trend(before: int, now: int) -> str:
    """Whether a count changed by more than chance: the conditional test of two Poisson counts over
    equal times (Przyborowski and Wilenski 1940), two-sided."""
    if before == now or chance_of(before, now) > CHANCE:
        return NO_CLEAR_TREND
    return RISING if now > before else FALLING


def chance_of(before: int, now: int) -> float:
    """How often chance alone would part two counts so far or further, either way.

    Given both together each is binomial with one half: summed as it is up to `MOST_SUMMED`, and
    beyond by the normal approximation with half a count for continuity (Feller 1968, An
    Introduction to Probability Theory and Its Applications, I, chapter VII).
    """
    both, few = before + now, min(before, now)
    if both > MOST_SUMMED:
        return min(1.0, erfc((abs(now - before) - 1) / sqrt(2 * both)))
    tail = ways = 1
    for n in range(few):
        ways = ways * (both - n) // (n + 1)
        tail += ways
    return min(1.0, 2 * tail / (1 << both))


def counted(items: Iterable[Item], *, to: date) -> dict[Category, tuple[int, int]]:
    """By category, the items of the year before and of the year that ends before `to`."""
    middle, start = _years_before(to, 1), _years_before(to, 2)
    counts = dict.fromkeys(Category, (0, 0))
    for item in items:
        for category in item.categories:
            before, now = counts[category]
            if middle <= item.on < to:
                counts[category] = (before, now + 1)
            elif start <= item.on < middle:
                counts[category] = (before + 1, now)
    return counts


def seen_of(
    counts: Mapping[Category, tuple[int, int]], harm: Mapping[Category, int | None]
) -> tuple[Seen, ...]:
    """Every category with its trend and harm, those with most harm and volume first. One without
    items stays in: that none came is worth knowing."""
    if wrong := [one for one in harm.values() if one is not None and not 1 <= one <= 5]:
        raise ValueError(f"harm is judged from 1 to 5, not {wrong[0]}")
    seen = [Seen(c, b, n, trend(b, n), harm.get(c)) for c, (b, n) in counts.items()]
    return tuple(sorted(seen, key=lambda one: (-(one.harm or 0), -one.now, one.category.value)))


def assess(items: Iterable[Item], harm: Mapping[Category, int], *, to: date) -> tuple[Seen, ...]:
    """Every category in the year that ends before `to` and in the one before it."""
    return seen_of(counted(items, to=to), harm)


@dataclass(frozen=True)
class Priority:
    """A category in the control strategy, and what is done about it by strand."""

    category: Category
    by_strand: Mapping[str, str]


def left_out(seen: Sequence[Seen], priorities: Sequence[Priority]) -> tuple[Category, ...]:
    """The categories of harm 4 or 5, or rising, that the control strategy has no priority for."""
    chosen = {one.category for one in priorities}
    return tuple(
        one.category
        for one in seen
        if one.category not in chosen and ((one.harm or 0) >= 4 or one.trend == RISING)
    )


def due(made: date) -> date:
    """The day by which the next assessment is to be made: a year after this one."""
    return _years_before(made, -1)


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February, the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
