"""One member of staff and contact with many people that no record mentions."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.schema import Contacts, LoggedContacts, PersonNumbers


class ContactWithMany(Indicator):
    """With how many different people the member of staff began contact that is not fully explained
    and that no record mentions (T8, the serial pattern: several victims found by joining numbers
    with police systems). About the member of staff, not about a pair."""

    id = "contact-with-many"
    version = 1
    title = "Unrecorded contact begun with many people"
    family = Family.CONTACTS
    subject = Subject.STAFF
    reads = (Contacts, LoggedContacts, PersonNumbers)
    over = "calls"
    value = "people"
    unit = "different people"
    levels = (Level(3, 0.45), Level(5, 0.30), Level(10, 0.15), Level(20, 0.06))
    m_source = "several women over years (published cases); the shares are structured judgement"
    because = (
        "contact with {people} different people, on {days} days, {first_at} to {last_at}, was "
        "begun from the work device and is in no record within a day ({rows} calls, texts or "
        "mails)."
    )
    could_be_innocent = (
        "A caseload of many victims and a habit of logging little.",
        "A team whose log is kept elsewhere.",
    )
    cannot_see = ("Personal phones.", "Notes on paper.")
    first_steps = ("See what the people have in common, and how colleagues log theirs.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Contacts begun by the member of staff, not logged and not fully explained."""
        return (row.direction == "out") & ~row.logged & (row.word != "explained")
