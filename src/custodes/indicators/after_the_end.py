"""Going back to a person's record after the last purpose with them had ended."""

import ibis
import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, limit
from custodes.schema import Accesses, Incidents, PurposeRecords


class AfterTheEnd(Indicator):
    """Days on which the login went back to somebody whose case, for this member of staff, was
    over (T2). A genuine beginning is what the published cases have in common."""

    id = "after-the-end"
    version = 1
    title = "Back to the record after the last purpose ended"
    family = Family.LOOK_UPS
    reads = (Accesses, Incidents, PurposeRecords)
    over = "looks"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.60), Level(2, 0.50), Level(4, 0.30), Level(8, 0.15))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "the login went back on {days} days, {first_at} to {last_at}, more than three days "
        "after the last purpose with this person had ended ({rows} look-ups)."
    )
    could_be_innocent = (
        "Court preparation or a complaint response that is not recorded.",
        "A new linked incident, or a case about to be reopened.",
    )
    cannot_see = ("Purposes that a feed closed too early, as bulk closures do.",)
    first_steps = ("Check the incident's log for a reopening or a late result.",)

    quiet: int = limit(3, "days after the last purpose ended")

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained look-ups with no purpose going on, `quiet` days after the last one."""
        ended_long_ago = row.at > row.core_ended + ibis.interval(days=int(self.quiet))
        return (row.word == "unexplained") & (row.core == 0) & ended_long_ago.fill_null(False)
