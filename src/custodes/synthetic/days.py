"""The span of days that a force is made for, and what its clocks show: London outside, UTC in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Moments = NDArray[np.int64]
"""Seconds since 1970 in UTC, unless a name says that they are a wall clock's."""

HOUR = 3_600
DAY = 86_400


def _last_sunday(year: int, month: int) -> int:
    """01:00 UTC on the last Sunday of a month of 31 days, when British clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return int((last - timedelta(days=(last.weekday() + 1) % 7)).timestamp())


_YEARS = range(1996, 2100)
_SPRING = np.array([_last_sunday(year, 3) for year in _YEARS])
_AUTUMN = np.array([_last_sunday(year, 10) for year in _YEARS])


def offset(moments: Moments) -> Moments:
    """How far London is ahead of UTC at each moment: 0, or 3,600 in summer."""
    return (
        (np.searchsorted(_SPRING, moments, "right") - np.searchsorted(_AUTUMN, moments, "right"))
        * HOUR
    ).astype(np.int64)


def from_wall(wall: Moments) -> Moments:
    """What London clocks show, to UTC; the hour that autumn repeats is its winter passing."""
    return wall - offset(wall - offset(wall))


def to_wall(moments: Moments) -> Moments:
    """UTC to what London clocks show."""
    return moments + offset(moments)


@dataclass(frozen=True)
class Days:
    """`count` London days that end with `last`, numbered from 0."""

    last: date
    count: int

    @property
    def first_wall(self) -> int:
        """The first day's midnight on a London clock."""
        first = self.last - timedelta(days=self.count - 1)
        return int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp())

    @property
    def start(self) -> int:
        """The first moment, in UTC."""
        return int(from_wall(np.array([self.first_wall]))[0])

    @property
    def end(self) -> int:
        """The moment after the last, in UTC."""
        return int(from_wall(np.array([self.first_wall + self.count * DAY]))[0])

    def at(self, day: NDArray[np.int64], seconds: NDArray[np.int64] | int) -> Moments:
        """The moments at which London clocks show so many seconds past midnight of those days."""
        return from_wall(self.first_wall + day.astype(np.int64) * DAY + seconds)

    def weekday(self, day: NDArray[np.int64]) -> NDArray[np.int64]:
        """0 for Monday to 6 for Sunday."""
        return (day + self.first_wall // DAY + 3) % 7
