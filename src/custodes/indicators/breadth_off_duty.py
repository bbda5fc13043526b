"""One member of staff and many people opened while off duty with no purpose."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.measures.measured import OFF_DUTY
from custodes.schema import Accesses, Duties, PurposeRecords


class BreadthOffDuty(Indicator):
    """How many different people the login opened with no purpose while its holder was off duty,
    sick, on leave or resting (T1, T5). About the member of staff, not about a pair: each person may
    be opened once only."""

    id = "breadth-off-duty"
    version = 1
    title = "Many people opened off duty without a purpose"
    family = Family.LOOK_UPS
    subject = Subject.STAFF
    reads = (Accesses, Duties, PurposeRecords)
    over = "looks"
    value = "people"
    unit = "different people"
    levels = (Level(3, 0.45), Level(6, 0.35), Level(12, 0.20), Level(24, 0.10))
    m_source = "170 unjustified checks over three years (published case); shares are judgement"
    because = (
        "the login opened {people} different people with no purpose recorded on {days} days, "
        "{first_at} to {last_at}, while the roster has its holder off duty, sick, on leave or "
        "resting ({rows} look-ups)."
    )
    could_be_innocent = (
        "Overtime, a swap or work from home that never reached the roster.",
        "A login that a colleague used.",
    )
    cannot_see = ("Members of staff whose roster is not held.",)
    first_steps = ("Ask the duty office for the hours of those days, without naming anybody.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained look-ups at a time known not to be work."""
        return (row.word == "unexplained") & row.duty.isin(OFF_DUTY)
