"""Contact with a person from a work device while its holder was not at work."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.measures.measured import OFF_DUTY
from custodes.schema import Contacts, Devices, Duties, PersonNumbers


class OffDutyContact(Indicator):
    """Contacts without a full explanation that the member of staff began while off duty, sick, on
    leave or resting (T5)."""

    id = "off-duty-contact"
    version = 1
    title = "Contact begun off duty"
    family = Family.CONTACTS
    reads = (Contacts, Devices, Duties, PersonNumbers)
    over = "calls"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.50), Level(2, 0.40), Level(4, 0.30), Level(8, 0.20))
    m_source = "calls while off duty and sick (published PCSO case); shares are judgement"
    because = (
        "{rows} contacts on {days} days were begun from the work device while the roster has the "
        "member of staff off duty, sick, on leave or resting."
    )
    could_be_innocent = (
        "Overtime or a swap that never reached the roster.",
        "A promise to ring at an hour that suits the person.",
    )
    cannot_see = ("Members of staff whose roster is not held.", "Personal phones.")
    first_steps = ("Check the hours of those days with the duty office.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts not fully explained that staff began at a time known not to be work."""
        begun_away = (row.direction == "out") & row.duty.isin(OFF_DUTY)
        return begun_away & (row.word != "explained")
