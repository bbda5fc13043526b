"""Look-ups whose only purpose is one that the same member of staff made, or made afterwards."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Accesses, PurposeRecords


class SelfMadePurpose(Indicator):
    """Look-ups or contacts that rest on nothing but a task, entry or link that the member of staff
    created, or that was created well after the look (T7, T20)."""

    id = "self-made-purpose"
    version = 1
    title = "The only purpose is one of their own making"
    family = Family.CONDUCT
    reads = (Accesses, PurposeRecords)
    over = "looks"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.25), Level(2, 0.18), Level(4, 0.10))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "on {days} days, {first_at} to {last_at}, the only purpose for {rows} look-ups is one "
        "that the member of staff made, or that was made more than a day after."
    )
    could_be_innocent = ("Self-tasking is ordinary in neighbourhood work.", "Late typing.")
    cannot_see = ("Who really asked for the task.",)
    first_steps = ("Read the task: who closed it, and did anything come of it?",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Look-ups within a self-made purpose alone."""
        return row.own_alone & (row.word != "explained")
