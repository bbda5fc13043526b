"""MIDAS: a sudden burst of one edge in a stream of edges."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import (
    LONG,
    SHORT,
    Numbers,
    Rival,
    columns,
    last_day,
    nobody,
    worst_first,
)

FADING = 0.5
"""What a day's count still counts on the next, in the relational variant (the authors' default)."""


class Midas(Rival):
    """The staff-person stream of look-ups and contacts, one tick a day over 90 days: how far a
    day's count of a pair lies from its mean so far, as chi-squared; the highest of the last 28
    days speaks. Counts are exact, where the authors' sketches hold them roughly to save memory."""

    id = "midas"
    title = "MIDAS on the staff-person stream"
    source = "Bhatia, Hooi, Yoon, Shin and Faloutsos, AAAI 2020 (arXiv 1911.04464)"
    reads = ("accesses", "logins", "contacts", "devices", "person_numbers")
    window = LONG
    fading = 0.0
    nodes = False

    def scores(self, step: Step) -> pa.Table:
        """The pair of each member of staff with the highest burst."""
        last = last_day(step)
        days = step.measured.pair_days.filter(step.measured.pair_days.day > last - LONG)
        rows = columns(
            step,
            days.select("staff", "person", "day", n=(days.looks + days.contacts)).order_by(
                ["day", "staff", "person"]
            ),
        )
        if not len(rows["day"]):
            return nobody()
        tick = rows["day"] - (last - LONG)
        count = rows["n"].astype(np.float64)
        key = (rows["staff"].astype(np.int64) << 32) + rows["person"]
        burst = bursts(key, tick, count, self.fading)
        if self.nodes:
            burst = np.maximum(burst, bursts(rows["staff"], tick, count, self.fading))
            burst = np.maximum(burst, bursts(rows["person"], tick, count, self.fading))
        recent = tick > LONG - SHORT
        return worst_first(step, rows["staff"][recent], rows["person"][recent], burst[recent])


class MidasRelational(Midas):
    """MIDAS-R: the same with counts that fade over the days before, and the highest of the pair's,
    the member of staff's and the person's burst."""

    id = "midas-r"
    title = "MIDAS-R on the staff-person stream"
    fading = FADING
    nodes = True


def bursts(key: Numbers, tick: Numbers, count: Numbers, fading: float) -> Numbers:
    """For each row, the chi-squared of its key's count at the tick against the mean so far.

    In: rows in order of tick, ticks from 1; rows of one key and tick are added up. With a the
    count at tick t, faded ones before it included, and s the count so far:
    (a - s / t)^2 * t^2 / (s * (t - 1)); 0 at the first tick.
    """
    _keys, place = np.unique(key, return_inverse=True)
    so_far, now = np.zeros(len(_keys)), np.zeros(len(_keys))
    result = np.zeros(len(key))
    ends = np.searchsorted(tick, np.arange(1, int(tick.max()) + 2))
    for t in range(1, int(tick.max()) + 1):
        today = slice(ends[t - 1], ends[t])
        now *= fading
        np.add.at(now, place[today], count[today])
        np.add.at(so_far, place[today], count[today])
        if t > 1:
            a, s = now[place[today]], so_far[place[today]]
            result[today] = (a - s / t) ** 2 * t**2 / (s * (t - 1))
    return result
