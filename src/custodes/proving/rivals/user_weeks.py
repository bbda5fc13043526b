"""What one member of staff did in a week, as numbers: what generic outlier detectors are given."""

import ibis
import numpy as np
from ibis import _

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import (
    LONG,
    Numbers,
    against_peers,
    columns,
    last_day,
    once,
    peers_of,
)

SUMMED = (
    "looks",
    "unexplained_looks",
    "details",
    "off_duty_looks",
    "contacts",
    "contacts_out",
    "unexplained_contacts",
    "off_duty_contacts",
)
PEER_WEEKS = 50
"""A role's weeks are drawn towards those of the whole force as if these were so many."""


def user_weeks(step: Step) -> tuple[Numbers, Numbers, Numbers]:
    """The weeks of every member of staff over 90 days.

    Out: staff (id) and week of each row (0 is the seven days up to the moment), and its numbers:
    sums over the week, people looked up and contacted, and the most with any one person, as
    logarithms against the weeks of the role.
    """

    def build(step: Step) -> tuple[Numbers, Numbers, Numbers]:
        days = step.measured.pair_days
        last = last_day(step)
        # Whole weeks alone, so that none is short for lying at the edge.
        rows = days.filter(days.day > last - LONG // 7 * 7, days.day <= last)
        rows = rows.mutate(week=(ibis.literal(last) - rows.day) // 7)
        pairs = rows.group_by("staff", "week", "person").agg(**{c: _[c].sum() for c in SUMMED})
        table = columns(
            step,
            pairs.group_by("staff", "week").agg(
                **{c: _[c].sum() for c in SUMMED},
                people_looked_up=(_.looks > 0).sum(),
                people_contacted=(_.contacts > 0).sum(),
                most_looks=_.looks.max(),
                most_unexplained=_.unexplained_looks.max(),
                most_contacts=_.contacts.max(),
            ),
        )
        order = np.lexsort((table["week"], table["staff"]))
        staff, week = table.pop("staff")[order], table.pop("week")[order]
        values = np.stack([np.log1p(v[order].astype(np.float64)) for v in table.values()], axis=1)
        return staff, week, against_peers(values, peers_of(step, staff), PEER_WEEKS)

    held: tuple[Numbers, Numbers, Numbers] = once(step, "user weeks", build)
    return held
