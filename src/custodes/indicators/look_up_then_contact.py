"""A record opened, and within the hour a contact with the person."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Accesses, Contacts, PersonNumbers


class LookUpThenContact(Indicator):
    """Contacts that followed within an hour of the same login opening the person (T22), where
    neither has a full explanation."""

    id = "look-up-then-contact"
    version = 1
    title = "Record opened, then contact within the hour"
    family = Family.CONTACTS
    reads = (Accesses, Contacts, PersonNumbers)
    over = "calls"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.50), Level(2, 0.35), Level(4, 0.20), Level(8, 0.10))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "on {days} days the login opened the record and a contact with the person began within "
        "the hour ({rows} contacts)."
    )
    could_be_innocent = ("A lawful update, a call back, the disclosure scheme.",)
    cannot_see = ("Contacts from personal phones.",)
    first_steps = ("Check whether the call is in the case log.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts begun by the member of staff after a look-up and not fully explained."""
        return row.after_look & (row.direction == "out") & (row.word != "explained")
