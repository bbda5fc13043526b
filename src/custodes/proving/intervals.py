"""Intervals: a bootstrap that draws seeds, and within each drawn seed its offenders."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

SEED = 20260331
LEVEL = 0.95


@dataclass(frozen=True)
class Draws:
    """How often each seed, and each offender of all seeds in a row, was drawn: one row a draw.

    Made once and used for every figure, so that differences between detectors are paired.
    """

    seeds: Values
    offenders: Values


@dataclass(frozen=True)
class Interval:
    """An estimate with the ends of its 95 % interval; None where there was nothing to count."""

    estimate: float | None
    low: float | None
    high: float | None


NO_INTERVAL = Interval(None, None, None)


def draws_of(offenders: Sequence[int], draws: int, seed: int = SEED) -> Draws:
    """Draws for so many offenders in each seed (Davison and Hinkley 1997, section 3.8: two-stage
    resampling with replacement, clusters first)."""
    rng = np.random.default_rng(seed)
    clusters, total = len(offenders), sum(offenders)
    first = np.concatenate([[0], np.cumsum(offenders)]).astype(int)
    of_seeds = np.zeros((draws, clusters))
    of_offenders = np.zeros((draws, total))
    for n in range(draws):
        for drawn in rng.integers(0, clusters, clusters):
            of_seeds[n, drawn] += 1
            if offenders[drawn]:
                chosen = first[drawn] + rng.integers(0, offenders[drawn], offenders[drawn])
                np.add.at(of_offenders[n], chosen, 1)
    return Draws(of_seeds, of_offenders)


def ends(values: Values) -> tuple[float | None, float | None]:
    """The ends of the percentile interval; draws in which there was nothing to count are left
    out."""
    good = values[np.isfinite(values)]
    if not len(good):
        return None, None
    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(good, [tail, 100 - tail])
    return float(low), float(high)


def share(draws: Values, found: Values, of: Values) -> Interval:
    """The ratio of two sums, `found` over `of`, where each row of `draws` says how often each
    place counts."""
    if not of.sum():
        return NO_INTERVAL
    return Interval(float(found.sum() / of.sum()), *ends(ratio(draws @ found, draws @ of)))


def share_of(draws: Values, found: Values, of: Values) -> Interval:
    """A share of things counted by ones and noughts.

    Where all or none are found every draw is alike, so the ends are exact ones instead, as if the
    things were apart (Clopper and Pearson 1934).
    """
    told = share(draws, found, of)
    if told.estimate not in (0.0, 1.0):
        return told
    far = ((1 - LEVEL) / 2) ** (1 / float(of.sum()))
    return Interval(0.0, 0.0, 1 - far) if told.estimate == 0.0 else Interval(1.0, far, 1.0)


def ratio(above: Values, below: Values) -> Values:
    """Above over below; not a number where below is nothing."""
    filled = np.full(np.shape(above), np.nan)
    divided: Values = np.divide(above, below, out=filled, where=below > 0)
    return divided


def median(draws: Values, values: Values) -> Interval:
    """The median of values, of which those that are not a number are left out."""
    good = np.flatnonzero(np.isfinite(values))
    if not len(good):
        return NO_INTERVAL
    drawn = []
    for counts in draws[:, good].astype(int):
        again = np.repeat(values[good], counts)
        drawn.append(np.median(again) if len(again) else np.nan)
    return Interval(float(np.median(values[good])), *ends(np.array(drawn)))
