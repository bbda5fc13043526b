"""Calls, texts and mails between a work device and one person that no purpose explains."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Contacts, Devices, PersonNumbers, PurposeRecords


class UnexplainedContact(Indicator):
    """How much contact with one person no contact plan, case or call from the person accounts for.

    Contact beyond the weekly quota of a purpose counts as unexplained, which is how a burst of
    hundreds shows even for the officer in the case (T3; 540 contacts in 22 days)."""

    id = "unexplained-contact"
    version = 1
    title = "Contact with one person that no purpose explains"
    family = Family.CONTACTS
    reads = (Contacts, Devices, PersonNumbers, PurposeRecords)
    over = "calls"
    value = "mass"
    unit = "contacts not explained"
    levels = (
        Level(2, 0.70),
        Level(5, 0.60),
        Level(10, 0.50),
        Level(20, 0.40),
        Level(50, 0.25),
        Level(150, 0.10),
    )
    m_source = (
        "17 calls and 43 texts in 10 weeks, 540 contacts in 22 days (published cases); "
        "the shares are structured judgement"
    )
    because = (
        "{rows} calls, texts or mails on {days} days, {first_at} to {last_at}, between a work "
        "device and this person are accounted for in part or not at all."
    )
    could_be_innocent = (
        "A contact plan, family or sexual-offences liaison role that is not recorded.",
        "A person who rings and texts often and is answered.",
    )
    cannot_see = ("Personal phones.", "Numbers that the force does not hold.")
    first_steps = ("Compare with the contact log of the case.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts explained in part or not at all."""
        return row.word != "explained"
