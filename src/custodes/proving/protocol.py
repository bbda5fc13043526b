"""The protocol: what the proving ground counts, over which days and under which rules."""

from dataclasses import dataclass
from datetime import date, timedelta

LAST_DAY = date(2026, 3, 31)
"""The last day of every force that is made."""

MONTH, YEAR = 30, 365
"""Days, as rates count them."""

SEPARABLE_FROM = 0.3
"""Recall in 60 days, at 5 false alerts, from which a naive detector makes a force too easy."""


@dataclass(frozen=True)
class Protocol:
    """How one run of the proving ground is made and counted.

    An *alert* is a member of staff whose highest score passes the threshold at an origin and who
    was not alerted in the `quiet` days before. It is *true* when the member of staff offends and
    the origin's moment is not before the first onset; else it is *false*. Thresholds for a seed
    come from the other seeds alone. Budgets are false alerts per 1,000 staff a month of 30 days,
    windows days since onset, prevalences new offenders per 1,000 staff a year.
    """

    staff: int
    days: int
    seeds: int
    first_seed: int = 1
    last: date = LAST_DAY
    warm_up: int = 90
    every: int = 7
    quiet: int = 28
    budgets: tuple[int, ...] = (2, 5)
    windows: tuple[int, ...] = (14, 30, 60, 90)
    planted: float = 6.0
    restated: float = 2.0
    keep: int = 400
    draws: int = 1_000

    @property
    def numbers(self) -> tuple[int, ...]:
        """The seeds."""
        return tuple(range(self.first_seed, self.first_seed + self.seeds))

    @property
    def first_day(self) -> date:
        """The first day of the force."""
        return self.last - timedelta(days=self.days - 1)

    @property
    def starts(self) -> date:
        """The first day that counts; the warm-up is at most a third of the force's days."""
        return self.first_day + timedelta(days=min(self.warm_up, self.days // 3))

    @property
    def origins(self) -> tuple[date, ...]:
        """The days at whose end the detectors are asked, the last day being one of them."""
        back = (self.last - self.starts).days // self.every
        return tuple(self.last - timedelta(days=self.every * n) for n in range(back, -1, -1))

    @property
    def months(self) -> float:
        """The length of the test, in months of 30 days: each origin speaks for the days before."""
        return len(self.origins) * self.every / MONTH

    @property
    def curve_days(self) -> tuple[int, ...]:
        """The days since onset at which the recall curve is read."""
        return tuple(range(7, max(self.windows) + 2, 7))
