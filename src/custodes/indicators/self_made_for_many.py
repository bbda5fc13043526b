"""One member of staff and many people whose only purpose is one of their own making."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.schema import Accesses, PurposeRecords


class SelfMadeForMany(Indicator):
    """How many different people the login opened under nothing but a task, entry or link that its
    holder made, or that was made well after (T1, T7, T20). About the member of staff, not about a
    pair."""

    id = "self-made-for-many"
    version = 1
    title = "Purposes of their own making for many people"
    family = Family.CONDUCT
    subject = Subject.STAFF
    reads = (Accesses, PurposeRecords)
    over = "looks"
    value = "people"
    unit = "different people"
    levels = (Level(4, 0.30), Level(8, 0.20), Level(16, 0.10))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "for {people} different people, on {days} days, {first_at} to {last_at}, the only purpose "
        "is one that the member of staff made, or that was made more than a day after ({rows} "
        "look-ups)."
    )
    could_be_innocent = (
        "Self-tasking is ordinary in neighbourhood and intelligence work.",
        "Late typing by somebody who is behind with it.",
    )
    cannot_see = ("Who really asked for the tasks.",)
    first_steps = ("Read the tasks: who closed them, and did anything come of them?",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Look-ups within a self-made purpose alone."""
        return row.own_alone & (row.word != "explained")
