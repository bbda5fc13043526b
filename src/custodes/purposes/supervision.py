"""A purpose template: supervising somebody who has a purpose of their own (two steps)."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir

from custodes.purposes.base import Covers, Purpose
from custodes.purposes.links import LINK, recorded
from custodes.schema import PurposeRecords, Staff
from custodes.store.holders import held_at
from custodes.store.tables import Tables

SUPERVISED = ("officer_in_case", "dispatch", "safeguarding", "missing")
"""The purposes of the one supervised that a supervisor may be expected to look over."""


class Supervision(Purpose):
    """The member of staff supervises somebody who is in the case or was sent to the incident, or
    the force recorded the supervision itself."""

    id = "supervision"
    title = "Supervises somebody with a purpose"
    kinds = ("supervision",)
    reads = (PurposeRecords, Staff)
    version = 2
    belief = 0.8
    lead = timedelta(hours=2)
    tail = timedelta(days=7)
    longest = timedelta(days=365)
    quota = 5
    covers = Covers(opening=1.0, details=0.4, contact=0.15)
    because = "supervises somebody with a purpose"
    cannot_see = ("Acting supervisors whom no register names.",)

    @classmethod
    def links(cls, t: Tables) -> ir.Table:
        """Recorded supervision, and the links of the supervised handed to their supervisor."""
        theirs = recorded(t, SUPERVISED)
        posts = t[Staff].select("from", "to", "supervisor", member="staff")
        posts = posts.filter(posts.supervisor.notnull())
        joined = theirs.join(posts, theirs.staff == posts.member)
        joined = joined.filter(held_at(joined, joined.start), joined.supervisor != joined.staff)
        # That the supervisor gave the work out does not make it the supervisor's own: whoever
        # would look through it has to involve a member of the team.
        upward = joined.mutate(staff=joined.supervisor, own=False).select(*LINK)
        return ibis.union(recorded(t, cls.kinds), upward)
