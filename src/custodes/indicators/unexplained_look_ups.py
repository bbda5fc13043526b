"""Look-ups of one person that no policing purpose explains, on more than one day."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Accesses, Logins, PurposeRecords


class UnexplainedLookUps(Indicator):
    """How much of what the login opened about one person no purpose accounts for.

    The sum of unexplained shares, so that half-explained look-ups count half (T2)."""

    id = "unexplained-look-ups"
    version = 1
    title = "Look-ups of one person that no purpose explains"
    family = Family.LOOK_UPS
    reads = (Accesses, Logins, PurposeRecords)
    over = "looks"
    value = "mass"
    unit = "look-ups not explained"
    levels = (
        Level(2, 0.75),
        Level(4, 0.60),
        Level(8, 0.40),
        Level(16, 0.20),
        Level(32, 0.08),
    )
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "the login opened this person {rows} times on {days} days, {first_at} to {last_at}, "
        "with no purpose, or only part of one, recorded."
    )
    could_be_innocent = (
        "A purpose that no feed holds: a task by word of mouth, cover for a colleague.",
        "Dip-sampling or audit without a list.",
        "A repeat caller whom the whole team deals with.",
    )
    cannot_see = (
        "Look-ups under somebody else's login.",
        "What was read on a colleague's screen.",
    )
    first_steps = (
        "Read the explanations tested, and what would explain this.",
        "Ask the system owner whether the purposes of this unit were fed in for those days.",
    )

    def counts(self, row: ir.Table) -> ir.Value:
        """Look-ups explained in part or not at all."""
        return row.word != "explained"
