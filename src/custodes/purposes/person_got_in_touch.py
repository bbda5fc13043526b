"""A purpose template: the person rang or wrote first."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir

from custodes.purposes.base import Covers, Purpose
from custodes.purposes.links import LINK
from custodes.schema import Contacts, Devices, PersonNumbers
from custodes.store.holders import contacts_with_people
from custodes.store.tables import Tables


class PersonGotInTouch(Purpose):
    """The person called, wrote or left a message on the work device, and the member of staff
    answered or looked up what it was about within a day."""

    id = "person-got-in-touch"
    title = "The person got in touch first"
    reads = (Contacts, Devices, PersonNumbers)
    belief = 0.6
    lead = timedelta(0)
    tail = timedelta(hours=24)
    longest = timedelta(hours=24)
    quota = 3
    covers = Covers(opening=0.8, details=0.5, contact=1.0)
    because = "the person got in touch first"
    cannot_see = ("Calls through the switchboard.", "Who it was that rang.")

    @classmethod
    def links(cls, t: Tables) -> ir.Table:
        """A day from each contact that came in."""
        rows = contacts_with_people(t)
        rows = rows.filter(rows.direction == "in")
        return rows.mutate(
            start=rows.at,
            end=rows.at + ibis.interval(hours=24),
            purpose=rows.contact,
            incident=rows.person.nullif(rows.person),
            own=ibis.literal(False),
            made_at=rows.at,
        ).select(*LINK)
