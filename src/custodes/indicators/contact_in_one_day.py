"""A burst: very much contact with one person begun in a single day."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Contacts, Devices, PersonNumbers


class ContactInOneDay(Indicator):
    """The most contacts that the member of staff began with one person in a day, whether a purpose
    explains them or not (T3).

    A contact plan accounts for a call, and for one of most days; it does not account for twenty in
    a night. What the person began is left out: whoever rings often is not thereby sought out."""

    id = "contact-in-one-day"
    version = 1
    title = "Very much contact with one person in a day"
    family = Family.CONTACTS
    reads = (Contacts, Devices, PersonNumbers)
    over = "calls"
    value = "most_a_day"
    unit = "contacts in a day"
    levels = (Level(4, 0.60), Level(8, 0.40), Level(15, 0.20), Level(30, 0.08))
    m_source = (
        "540 contacts in 22 days, 25 a day both ways, and 17 calls and 43 texts in 10 weeks "
        "(published cases); the shares are structured judgement"
    )
    because = (
        "up to {value:.0f} calls, texts or mails to this person were begun from the work device "
        "in one day ({rows} on {days} days, {first_at} to {last_at})."
    )
    could_be_innocent = (
        "A day on which the case came to a head: a charge, a hearing, a search for the person.",
        "A chain of short texts that one call would have been.",
    )
    cannot_see = ("Personal phones.", "Numbers that the force does not hold.")
    first_steps = ("Read the case log for the day with the most.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts that the member of staff began."""
        return row.direction == "out"
