"""A purpose template: a case that was reopened after the purposes of those in it had ended."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir

from custodes.purposes.base import Covers, Purpose
from custodes.purposes.links import LINK, recorded
from custodes.schema import Incidents, PurposeRecords
from custodes.store.tables import Tables

BACK_IN_IT = ("officer_in_case", "statement", "case_file", "safeguarding", "task")
"""Those who had one of these purposes in the case are likely to be asked again."""


class ReopenedCase(Purpose):
    """The case was reopened, and the member of staff had been its officer, taken its statement,
    built its file or held its task."""

    id = "reopened-case"
    title = "Case reopened"
    reads = (PurposeRecords, Incidents)
    belief = 0.8
    lead = timedelta(hours=24)
    tail = timedelta(days=7)
    longest = timedelta(days=60)
    quota = 10
    covers = Covers(opening=1.0, details=0.9, contact=0.7)
    because = "the case was reopened"
    cannot_see = ("Reopenings that only a paper review asked for.",)

    @classmethod
    def links(cls, t: Tables) -> ir.Table:
        """Earlier links in the case, from its reopening until it was closed again."""
        reopened = t[Incidents].filter(t[Incidents].reopened.notnull())
        reopened = reopened.select("incident", "reopened", "closed")
        joined = recorded(t, BACK_IN_IT).join(reopened, "incident")
        joined = joined.filter(joined.start < joined.reopened)
        shut = ibis.ifelse(joined.closed > joined.reopened, joined.closed, None)
        return joined.mutate(
            start=joined.reopened, end=shut, made_at=ibis.null("timestamp")
        ).select(*LINK)
