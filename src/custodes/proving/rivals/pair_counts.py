"""The plainest rivals: how much one login did about one person, counted."""

from typing import ClassVar

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import (
    LONG,
    SHORT,
    Numbers,
    Rival,
    against_peers,
    columns,
    last_day,
    nobody,
    once,
    peers_of,
    worst_first,
)

COUNTED = (
    "looks",
    "unexplained_looks",
    "contacts",
    "off_duty_looks",
    "off_duty_contacts",
)
"""What is added up of the pair-day table."""

PEER_PAIRS = 200
"""A role's pairs are drawn towards those of the whole force as if these were so many."""


def pair_sums(step: Step) -> dict[str, Numbers]:
    """One row a pair: staff, person, and each of COUNTED over SHORT and LONG days."""

    def build(step: Step) -> dict[str, Numbers]:
        days: ir.Table = step.measured.pair_days
        since = last_day(step)
        days = days.filter(days.day > since - LONG)
        recent = days.day > since - SHORT
        sums = {f"{c}_{LONG}": days[c].sum() for c in COUNTED}
        sums |= {f"{c}_{SHORT}": days[c].sum(where=recent).fill_null(0) for c in COUNTED}
        return columns(step, days.group_by("staff", "person").agg(**sums))

    held: dict[str, Numbers] = once(step, "pair sums", build)
    return held


class PairCount(Rival):
    """A count of a pair over the window; with `by_role` its logarithm against other pairs of the
    role, in standard deviations."""

    source = "the plain query that an audit team writes first; no paper"
    counted: ClassVar[tuple[str, ...]]
    by_role: ClassVar[bool] = False

    def scores(self, step: Step) -> pa.Table:
        """The pair with the most of each member of staff."""
        sums = pair_sums(step)
        parts = [sums[f"{name}_{self.window}"].astype(np.float64) for name in self.counted]
        total = np.sum(parts, axis=0)
        some = total > 0
        if not some.any():
            return nobody()
        staff, person, score = sums["staff"][some], sums["person"][some], total[some]
        if self.by_role:
            group = peers_of(step, staff)
            score = against_peers(np.log1p(score), group, PEER_PAIRS)
        return worst_first(step, staff, person, score)


class LookUps(PairCount):
    """All look-ups of one person, 28 days."""

    id = "look-ups-28"
    title = "Look-ups of one person, 28 days"
    reads = ("accesses", "logins")
    window = SHORT
    counted = ("looks",)


class LookUpsLong(LookUps):
    """All look-ups of one person, 90 days."""

    id = "look-ups-90"
    title = "Look-ups of one person, 90 days"
    window = LONG


class UnexplainedLookUps(PairCount):
    """Look-ups of one person that the product's purposes leave unexplained, 28 days."""

    id = "unexplained-look-ups-28"
    title = "Unexplained look-ups of one person, 28 days"
    reads = ("accesses", "logins", "purposes")
    source = (
        "explanation-based auditing: Fabbri and LeFevre, PVLDB 5(1), 2011 (arXiv 1109.6880), "
        "with the product's own purposes"
    )
    window = SHORT
    counted = ("unexplained_looks",)


class UnexplainedLookUpsLong(UnexplainedLookUps):
    """The same over 90 days."""

    id = "unexplained-look-ups-90"
    title = "Unexplained look-ups of one person, 90 days"
    window = LONG


class UnexplainedLookUpsByRole(UnexplainedLookUps):
    """The same over 90 days against other pairs of the role."""

    id = "unexplained-look-ups-by-role-90"
    title = "Unexplained look-ups of one person against the role, 90 days"
    window = LONG
    by_role = True


class Contacts(PairCount):
    """Calls, texts and mails with one person, 28 days."""

    id = "contacts-28"
    title = "Contacts with one person, 28 days"
    reads = ("contacts", "devices", "person_numbers")
    source = "routine audit of work-phone bills, as in published misconduct findings; no paper"
    window = SHORT
    counted = ("contacts",)


class ContactsLong(Contacts):
    """The same over 90 days."""

    id = "contacts-90"
    title = "Contacts with one person, 90 days"
    window = LONG


class ContactsByRole(Contacts):
    """The same over 28 days against other pairs of the role."""

    id = "contacts-by-role-28"
    title = "Contacts with one person against the role, 28 days"
    by_role = True


class OffDuty(PairCount):
    """Look-ups of and contacts with one person while the roster has the holder away, 28 days."""

    id = "off-duty-28"
    title = "Off-duty look-ups and contacts of one pair, 28 days"
    reads = ("accesses", "logins", "contacts", "devices", "person_numbers", "duties")
    window = SHORT
    counted = ("off_duty_looks", "off_duty_contacts")


class OffDutyLong(OffDuty):
    """The same over 90 days."""

    id = "off-duty-90"
    title = "Off-duty look-ups and contacts of one pair, 90 days"
    window = LONG


PAIR_COUNTS: tuple[type[Rival], ...] = (
    LookUps,
    LookUpsLong,
    UnexplainedLookUps,
    UnexplainedLookUpsLong,
    UnexplainedLookUpsByRole,
    Contacts,
    ContactsLong,
    ContactsByRole,
    OffDuty,
    OffDutyLong,
)
