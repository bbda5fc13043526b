"""Unexplained look-ups at a time when the roster says that its holder was not at work."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.measures.measured import OFF_DUTY
from custodes.schema import Accesses, Duties, PurposeRecords


class OffDutyLookUps(Indicator):
    """Look-ups of one person off duty, sick, on leave or on a rest day (T5). Unknown is not off
    duty and counts for nothing here."""

    id = "off-duty-look-ups"
    version = 1
    title = "Unexplained look-ups off duty"
    family = Family.LOOK_UPS
    reads = (Accesses, Duties, PurposeRecords)
    over = "looks"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.40), Level(2, 0.30), Level(4, 0.15), Level(8, 0.06))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "{rows} look-ups with no purpose recorded, on {days} days, were made while the roster has "
        "the member of staff off duty, sick, on leave or resting."
    )
    could_be_innocent = (
        "Overtime, a swap or flexible hours that never reached the roster (10 to 20 %).",
        "On call without an entry; a clock that is wrong.",
    )
    cannot_see = ("Members of staff whose roster is not held.",)
    first_steps = ("Ask the duty office, without naming the person, for the hours of those days.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained look-ups at a time known not to be work."""
        return (row.word == "unexplained") & row.duty.isin(OFF_DUTY)
