"""The Search Anomaly Index: how far an hour's searches lie from the user's own habit."""

import numpy as np
import pyarrow as pa

from custodes.measures.days import hour_of_day
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

OUTSIDE = 5.0
"""What a search outside the user's own hours is multiplied by (published)."""
OWN_HOURS = 0.85
"""The share of a user's searches that the shortest unbroken block of hours holds (published)."""
ANOMALY = 5.0
"""From here on the index is called an anomaly (published)."""


class SearchAnomalyIndex(Rival):
    """For each hour of each day the z-score of the number of searches without a recorded reason
    against the same hour on the user's other days, five times as much outside the user's own
    block of hours. The index is published for one search; here the hours that count as an anomaly
    are added up over 28 days for each person opened in them, the habit being taken from 90."""

    id = "search-anomaly-index"
    title = "Search Anomaly Index"
    source = "haveibeenflocked.com, “Search Anomaly Index (SAI)”"
    reads = ("accesses", "logins", "purposes")
    window = SHORT

    def scores(self, step: Step) -> pa.Table:
        """The person in whose hours each user's index adds up to most."""
        looks = step.measured.looks
        last = last_day(step)
        looks = looks.filter(looks.day > last - LONG, looks.word != "explained")
        rows = looks.mutate(hour=hour_of_day(looks.at).cast("int64"))
        hours = columns(step, rows.group_by("staff", "day", "hour").agg(n=rows.access.nunique()))
        if not len(hours["staff"]):
            return nobody()
        index = _index(hours, last)
        loud = (index >= ANOMALY) & (hours["day"] > last - SHORT)
        recent = rows.filter(rows.day > last - SHORT)
        opened = columns(step, recent.select("staff", "person", "day", "hour").distinct())
        slot = _slot(hours)[loud]
        order = np.argsort(slot)
        wanted = _slot(opened)
        place = np.searchsorted(slot[order], wanted)
        met = place < len(slot)
        met[met] = slot[order][place[met]] == wanted[met]
        value = index[loud][order][place[met]]
        pairs, at = np.unique(
            np.stack([opened["staff"][met], opened["person"][met]]), axis=1, return_inverse=True
        )
        return worst_first(step, pairs[0], pairs[1], np.bincount(at.ravel(), value, pairs.shape[1]))


def _slot(rows: dict[str, Numbers]) -> Numbers:
    slot: Numbers = (rows["staff"].astype(np.int64) << 32) + rows["day"] * 24 + rows["hour"]
    return slot


def _index(hours: dict[str, Numbers], last: int) -> Numbers:
    """The index of each hour with searches; quiet hours since the user's first count as none."""
    who, user = np.unique(hours["staff"], return_inverse=True)
    count = hours["n"].astype(np.float64)
    cell = user * 24 + hours["hour"]
    first = np.full(len(who), np.iinfo(np.int64).max)
    np.minimum.at(first, user, hours["day"])
    days = (last - first + 1).astype(np.float64)[:, None]
    total = np.bincount(cell, count, len(who) * 24).reshape(-1, 24)
    squares = np.bincount(cell, count**2, len(who) * 24).reshape(-1, 24)
    mean = total / days
    spread = np.sqrt(np.maximum(squares / days - mean**2, 0.0))
    mine = (user, hours["hour"])
    gap = count - mean[mine]
    z = np.divide(gap, spread[mine], out=np.zeros_like(gap), where=spread[mine] > 0)
    index: Numbers = np.maximum(z, 0.0) * np.where(own_hours(total)[mine], 1.0, OUTSIDE)
    return index


def own_hours(total: Numbers) -> Numbers:
    """Whether each hour of the day lies in the user's own block, users by 24 hours.

    The block is the shortest unbroken one, over midnight too, that holds OWN_HOURS of the total;
    of several as short, the one that holds most, then the earliest.
    """
    twice = np.concatenate([total, total], axis=1)
    so_far = np.concatenate([np.zeros((len(total), 1)), np.cumsum(twice, axis=1)], axis=1)
    wanted = OWN_HOURS * total.sum(axis=1)
    start = np.zeros(len(total), dtype=np.int64)
    length = np.full(len(total), 24)
    for hours in range(24, 0, -1):
        held = so_far[:, hours : hours + 24] - so_far[:, :24]
        enough = held.max(axis=1) >= wanted - 1e-9
        start[enough] = held.argmax(axis=1)[enough]
        length[enough] = hours
    inside: Numbers = (np.arange(24)[None, :] - start[:, None]) % 24 < length[:, None]
    return inside
