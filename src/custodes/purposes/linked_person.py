"""A purpose template: a relative or partner of somebody with a purpose (one step)."""

from datetime import timedelta

import ibis.expr.types as ir

from custodes.purposes.base import Covers, Purpose
from custodes.purposes.links import LINK, recorded
from custodes.schema import PersonLinks, PurposeRecords
from custodes.store.tables import Tables

FROM = ("officer_in_case", "dispatch", "safeguarding", "missing", "custody")
"""The purposes that reach one step to a linked person."""

NEAR = ("partner", "ex_partner", "parent", "child", "sibling", "household")
"""The links that count; an associate is too far."""


class LinkedPerson(Purpose):
    """The person is the partner, former partner, parent, child or sibling, or of the household,
    of somebody with whom the member of staff has a purpose."""

    id = "linked-person"
    title = "Linked to a person with a purpose"
    reads = (PurposeRecords, PersonLinks)
    belief = 0.6
    lead = timedelta(hours=1)
    tail = timedelta(days=3)
    longest = timedelta(days=180)
    quota = 4
    covers = Covers(opening=1.0, details=0.5, contact=0.4)
    because = "is linked to a person with a purpose"
    cannot_see = ("Families and partners that no record links.",)

    @classmethod
    def links(cls, t: Tables) -> ir.Table:
        """The links of the one person handed to those near them."""
        near = t[PersonLinks]
        near = near.filter(near.kind.isin(NEAR))
        there = near.select(known="person", neighbour="other")
        back = near.select(known="other", neighbour="person")
        steps = there.union(back, distinct=True)
        theirs = recorded(t, FROM)
        joined = theirs.join(steps, theirs.person == steps.known)
        return joined.mutate(person=joined.neighbour).select(*LINK)
