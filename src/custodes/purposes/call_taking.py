"""A purpose template: took the call or ran the dispatch."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class CallTaking(Purpose):
    """The member of staff took the call or controlled the incident from the control room."""

    id = "call-taking"
    title = "Took the call or ran the dispatch"
    kinds = ("call_taking",)
    version = 2
    belief = 0.95
    lead = timedelta(minutes=30)
    tail = timedelta(days=1)
    longest = timedelta(days=2)
    quota = 20
    covers = Covers(opening=1.0, details=0.9, contact=0.6)
    own_in_live_incident = True
    because = "took the call or ran the dispatch"
    cannot_see = ("Calls passed on by another force.",)
