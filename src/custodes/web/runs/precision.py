"""Precision from verdicts, with its interval and its ceiling: shares, never accuracy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.959964
"""The 97.5th percentile of the normal distribution: intervals are of 95 %."""
WEEKS = 365.25 / 7
RATES = (0.7, 2.0)
"""Cases a year among 1,000 staff: referrals as published (0.7), and a force in which as many again
and more stay unseen (2)."""


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval, of so many (`of` is an effective number where weighted)."""

    share: float
    low: float
    high: float
    of: float


def wilson(hits: float, of: float) -> Share | None:
    """The share of hits with its interval by E. B. Wilson (1927), which holds for few and for none.

    None where there is nothing to take a share of.
    """
    if of <= 0:
        return None
    share, z2 = hits / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Share(share, max(0.0, middle - half), min(1.0, middle + half), of)


def drawn_share(drawn: Sequence[tuple[float, bool]]) -> Share | None:
    """The share of hits in what was drawn at random, each (chance, hit) weighed by 1 / chance.

    The estimator is Hájek's (1971); the interval is Wilson's on the effective number of draws,
    (sum of weights) squared over the sum of squares (Kish 1965). Raises ValueError for a chance
    that is none.
    """
    if any(not 0 < chance <= 1 for chance, _hit in drawn):
        raise ValueError("a chance of drawing lies above 0 and is 1 at most")
    weights = [1 / chance for chance, _hit in drawn]
    whole = sum(weights)
    if not whole:
        return None
    hits = sum(weight for weight, (_chance, hit) in zip(weights, drawn, strict=True) if hit)
    effective = whole * whole / sum(weight * weight for weight in weights)
    return wilson(hits / whole * effective, effective)


def ceiling(staff: int, a_week: float, rate: float) -> float | None:
    """The most that precision can be where every case of a year is raised once and found.

    `rate` is cases a year among 1,000 staff, `a_week` how many alerts are read. None where none is.
    """
    if a_week <= 0:
        return None
    return min(1.0, rate * staff / 1_000 / (a_week * WEEKS))
