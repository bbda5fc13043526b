"""Contact with a person that no record mentions."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Contacts, LoggedContacts, PersonNumbers


class ContactNotLogged(Indicator):
    """Days of contact with one person that the member of staff wrote in no record within a day
    (T4, T15 of the requirements: record against contact)."""

    id = "contact-not-logged"
    version = 1
    title = "Contact that no record mentions"
    family = Family.CONTACTS
    reads = (Contacts, LoggedContacts, PersonNumbers)
    over = "calls"
    value = "days"
    unit = "different days"
    levels = (Level(2, 0.60), Level(5, 0.45), Level(10, 0.30), Level(20, 0.15))
    m_source = "the extent was not reflected in the crime report (published case); judgement"
    because = (
        "on {days} days, {first_at} to {last_at}, there was contact ({rows} calls, texts or "
        "mails) that no record mentions within a day."
    )
    could_be_innocent = ("A team that logs little: compare with its other members.",)
    cannot_see = ("Notes on paper.",)
    first_steps = ("Read the case log for those days.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts not logged and not fully explained."""
        return ~row.logged & (row.word != "explained")
