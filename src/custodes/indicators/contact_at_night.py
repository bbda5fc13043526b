"""Contact with a person begun from a work device in the night."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.measures.days import hour_of_day
from custodes.schema import Contacts, Devices, PersonNumbers

NIGHT_FROM, NIGHT_TO = 23, 6
"""The hours between which it is night."""


class ContactAtNight(Indicator):
    """Nights on which the member of staff began contact with one person, on duty or off (T3, T6).

    No plan for keeping a victim informed has its calls at three in the morning. Work at night does
    have some, so the share among colleagues of the role says what is usual."""

    id = "contact-at-night"
    version = 1
    title = "Contact begun at night"
    family = Family.CONTACTS
    reads = (Contacts, Devices, PersonNumbers)
    over = "calls"
    value = "days"
    unit = "different days"
    levels = (Level(1, 0.50), Level(2, 0.40), Level(4, 0.25), Level(8, 0.12))
    m_source = (
        "a visit after midnight and contact out of hours (published cases); shares are judgement"
    )
    because = (
        "{rows} contacts on {days} days, {first_at} to {last_at}, were begun from the work device "
        "between eleven at night and six in the morning."
    )
    could_be_innocent = (
        "An incident that was going on that night.",
        "A person who works at night and asked to be reached then.",
    )
    cannot_see = ("Personal phones.", "Numbers that the force does not hold.")
    first_steps = ("See whether an incident with the person was open at that hour.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts that the member of staff began in the night, by London clocks."""
        hour = hour_of_day(row.at)
        at_night = (hour >= NIGHT_FROM) | (hour < NIGHT_TO)
        return (row.direction == "out") & at_night
