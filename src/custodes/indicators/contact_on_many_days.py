"""Contact with one person on more days than the work with anybody else asks for."""

import ibis
import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Contacts, Devices, PersonNumbers


class ContactOnManyDays(Indicator):
    """On how many different days there was any contact, whether a purpose explains it or not.

    A purpose accounts for a call; it does not by itself account for calls on day after day, which
    is what the published cases that began with a genuine duty have in common (T3)."""

    id = "contact-on-many-days"
    version = 1
    title = "Contact with one person on many days"
    family = Family.CONTACTS
    reads = (Contacts, Devices, PersonNumbers)
    over = "calls"
    value = "days"
    unit = "different days"
    levels = (
        Level(4, 0.80),
        Level(8, 0.60),
        Level(12, 0.45),
        Level(18, 0.25),
        Level(30, 0.10),
    )
    m_source = (
        "17 calls and 43 texts in 10 weeks, 540 contacts in 22 days (published cases); "
        "the shares are structured judgement"
    )
    because = (
        "there was contact between a work device and this person on {days} days, {first_at} to "
        "{last_at} ({rows} calls, texts or mails)."
    )
    could_be_innocent = (
        "A liaison officer, an offender manager or a neighbourhood officer with a repeat caller.",
        "A long case with much to tell.",
    )
    cannot_see = ("Personal phones.", "Numbers that the force does not hold.")
    first_steps = (
        "Compare with the contact that colleagues have with the people of cases of the same kind.",
    )

    def counts(self, row: ir.Table) -> ir.Value:
        """Every contact."""
        return ibis.literal(True)
