"""Alerts from scores, and the thresholds that give so many false ones, taken from other seeds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
"""Scores by member of staff and origin; minus infinity where a detector said nothing."""
Marks = NDArray[np.bool_]
"""The same, of yes and no."""

NOTHING = -np.inf


@dataclass(frozen=True)
class Scored:
    """One detector on one seed: its scores, which of them fall on the innocent (all of an innocent
    member of staff's, an offender's before onset), and the thousands of staff times months."""

    scores: Grid
    innocent: Marks
    exposure: float


def alerts(scores: Grid, threshold: float, gap: int) -> Marks:
    """Where an alert is raised: the score passes, and no alert in the `gap` origins before.

    A member of staff may be alerted again `gap` origins after an alert.
    """
    passes = np.isfinite(scores) & (scores >= threshold)
    raised = np.zeros(scores.shape, dtype=bool)
    last = np.full(scores.shape[0], -gap, dtype=np.int64)
    for origin in range(scores.shape[1]):
        raised[:, origin] = passes[:, origin] & (origin - last >= gap)
        last[raised[:, origin]] = origin
    return raised


def false_alerts(seed: Scored, threshold: float, gap: int) -> int:
    """How many false alerts a threshold gives.

    Never fewer at a lower threshold: taking the first passing origin each time gives the most
    alerts that the gap leaves room for, and a lower threshold passes at more origins.
    """
    return int(alerts(np.where(seed.innocent, seed.scores, NOTHING), threshold, gap).sum())


def threshold_for(seeds: Sequence[Scored], budget: float, gap: int) -> tuple[float, float]:
    """The lowest threshold at which all these seeds together stay within the budget.

    `budget` is false alerts per 1,000 staff a month. Out: the threshold, and the rate it gives.
    Scores that a detector never gave cannot pass, so one that says little may stay far within.
    """
    exposure = sum(seed.exposure for seed in seeds)
    given = [seed.scores[seed.innocent & np.isfinite(seed.scores)] for seed in seeds]
    values = np.unique(np.concatenate(given)) if given else np.empty(0)

    def rate(threshold: float) -> float:
        return sum(false_alerts(seed, threshold, gap) for seed in seeds) / exposure

    if not len(values) or (lowest := rate(NOTHING)) <= budget:
        return NOTHING, lowest if len(values) else 0.0
    # values[low] gives too many; everything from `high` on is within the budget.
    low, high = 0, len(values)
    while high - low > 1:
        middle = (low + high) // 2
        if rate(values[middle]) <= budget:
            high = middle
        else:
            low = middle
    threshold = (
        float(values[high]) if high < len(values) else float(np.nextafter(values[-1], np.inf))
    )
    return threshold, rate(threshold)


def cross_fitted(seeds: Sequence[Scored], budget: float, gap: int) -> list[tuple[float, float]]:
    """For each seed the threshold that all the *other* seeds give, with its rate there.

    A single seed gives itself its own: the best that a detector could do on that force.
    """
    fitted = []
    for place, seed in enumerate(seeds):
        others = [other for n, other in enumerate(seeds) if n != place] or [seed]
        fitted.append(threshold_for(others, budget, gap))
    return fitted


def untied(scores: Grid, number: int) -> Grid:
    """Scores whose ties are broken by a draw for each member of staff, the same at all origins.

    So a detector that only counts can spend its whole budget. The draw is too small to change
    the order of scores that differ by more than a millionth of themselves.
    """
    drawn = np.random.default_rng([number, 104_729]).random((scores.shape[0], 1))
    with np.errstate(invalid="ignore"):
        return np.where(
            np.isfinite(scores), scores + drawn * 1e-6 * np.maximum(1.0, np.abs(scores)), scores
        )
