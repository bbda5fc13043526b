"""Estimates from samples and lists, each with its interval: shares, totals, and how many there are
that no list names.

Sources: Clopper and Pearson 1934 (exact interval of a share); Horvitz and Thompson 1952 (totals
from known chances); Kish 1965 and Korn and Graubard 1998 (the exact interval for a sample of
unequal chances); Chapman 1951 and Seber 1970 (two lists); Darroch 1958 (several lists); Chao 1987
(the log-normal interval of two); Cormack 1992 (the profile-likelihood interval of several).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CONFIDENCE = 0.95
Z = 1.959963984540054
"""The normal deviate of a two-sided 95 % interval."""

FARTHEST = 1_000
"""How many times what was seen is looked at for the upper end of a number of cases."""


@dataclass(frozen=True)
class Estimate:
    """An estimate and its 95 % interval; `high` is None where nothing bounds it from above."""

    value: float
    low: float
    high: float | None


def share(found: float, of: float) -> Estimate:
    """A share with its exact interval (Clopper and Pearson 1934).

    `found` of `of`, `of` above 0; both may be fractions where `of` is an effective sample size.
    """
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if found <= 0 else beta_quantile(tail, found, of - found + 1)
    high = 1.0 if found >= of else beta_quantile(1 - tail, found + 1, of - found)
    return Estimate(found / of, low, high)


@dataclass(frozen=True)
class Stratum:
    """A part of a frame: how many it holds, how many of them were judged, how many were so."""

    name: str
    holds: int
    judged: int
    found: int


def total(strata: Sequence[Stratum]) -> Estimate:
    """How many of a frame are so, from a random sample of each part (Horvitz and Thompson 1952).

    Each judged one stands for holds/judged of its part. The interval is that of a share on the
    effective sample size (Korn and Graubard 1998): p(1 - p) over the variance of the weighted
    share, at most the number judged; where none or all are so, Kish's (sum w)^2 / sum w^2, which
    is the careful side. Parts of which nobody was judged are left out: name them to the reader.
    """
    judged = [stratum for stratum in strata if stratum.judged]
    size = sum(stratum.holds for stratum in judged)
    if not size:
        return Estimate(0.0, 0.0, None)
    expected = sum(s.holds * s.found / s.judged for s in judged)
    n = float(sum(s.judged for s in judged))
    weights = [(s.holds / s.judged, float(s.judged)) for s in judged]
    kish = sum(w * k for w, k in weights) ** 2 / sum(w * w * k for w, k in weights)
    p = expected / size
    variance = 0.0
    for s in judged:
        part = s.found / s.judged
        if s.judged > 1:
            left = 1 - s.judged / s.holds
            variance += (s.holds / size) ** 2 * left * part * (1 - part) / (s.judged - 1)
    effective = min(n, p * (1 - p) / variance) if variance > 0 else kish
    if all(s.judged == s.holds for s in judged):
        return Estimate(expected, expected, expected)
    known = sum(s.found for s in judged)
    interval = share(p * effective, effective)
    high = size * (1.0 if interval.high is None else interval.high)
    return Estimate(expected, max(float(known), size * interval.low), high)


def chapman(first: int, second: int, both: int) -> Estimate:
    """How many there are, from two lists made without regard to each other (Chapman 1951).

    In: how many the first names, how many the second, how many both. The variance is Seber's
    (1970); the interval is log-normal in the number that neither names (Chao 1987), so it never
    falls below what was seen.
    """
    seen = first + second - both
    value = (first + 1) * (second + 1) / (both + 1) - 1
    spreading = (first + 1) * (second + 1) * (first - both) * (second - both)
    variance = spreading / ((both + 1) ** 2 * (both + 2))
    unseen = value - seen
    if unseen <= 0:
        return Estimate(float(seen), float(seen), float(seen))
    spread = math.exp(Z * math.sqrt(math.log1p(variance / unseen**2)))
    return Estimate(value, seen + unseen / spread, seen + unseen * spread)


def darroch(sizes: Sequence[int], seen: int) -> Estimate:
    """How many there are, from several lists made without regard to one another (Darroch 1958).

    In: how many each list names, and how many different ones all of them name. The value is the
    whole number of greatest likelihood; the interval holds all whose log-likelihood is within
    half the 95th centile of chi-squared with one degree (Cormack 1992). Where the lists share
    nobody nothing bounds it from above, and the value is the least that the interval allows.
    """
    if sum(sizes) <= seen:
        low = next(n for n in range(seen, seen * FARTHEST + 2) if _inside(n, sizes, seen, None))
        return Estimate(float(low), float(low), None)
    best = seen
    while _log_likelihood(best + 1, sizes, seen) > _log_likelihood(best, sizes, seen):
        best += 1
    top = _log_likelihood(best, sizes, seen)
    low = best
    while low > seen and _inside(low - 1, sizes, seen, top):
        low -= 1
    high: int | None = best
    while high is not None and _inside(high + 1, sizes, seen, top):
        high = high + 1 if high < seen * FARTHEST else None
    return Estimate(float(best), float(low), None if high is None else float(high))


def beta_quantile(share_below: float, a: float, b: float) -> float:
    """The point of the beta distribution with this share below it, to 12 decimals, by halving."""
    low, high = 0.0, 1.0
    while high - low > 1e-13:
        middle = (low + high) / 2
        if beta_below(middle, a, b) < share_below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """The share of a beta distribution below `x`: the regularised incomplete beta function.

    By its continued fraction, evaluated from the front as Lentz (1976) does.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(front + a * math.log(x) + b * math.log1p(-x)) / a
    least = 1e-300
    value, upper, lower = 1.0, 1.0, 0.0
    for step in range(2_000):
        k = step // 2
        if step == 0:
            term = 1.0
        elif step % 2:
            term = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        else:
            term = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        lower = 1 / (1 + term * lower or least)
        upper = 1 + term / upper or least
        change = upper * lower
        value *= change
        if step and abs(change - 1) < 1e-15:
            break
    # The fraction ran as 1 + 1/(1 + ...): what is wanted is its second part.
    return front * (value - 1)


def _log_likelihood(n: int, sizes: Sequence[int], seen: int) -> float:
    """The log-likelihood of `n` there being, each list's own chance at its best."""
    value = math.lgamma(n + 1) - math.lgamma(n - seen + 1)
    for size in sizes:
        value += _times_log(size, size / n) + _times_log(n - size, 1 - size / n)
    return value


def _times_log(count: int, chance: float) -> float:
    return count * math.log(chance) if count else 0.0


def _inside(n: int, sizes: Sequence[int], seen: int, top: float | None) -> bool:
    """Whether `n` is as likely as the interval asks. Without `top`, against endlessly many, whose
    log-likelihood is that of lists that overlap nowhere."""
    if top is None:
        top = sum(_times_log(size, size) - size for size in sizes)
    return 2 * (top - _log_likelihood(n, sizes, seen)) <= Z * Z
