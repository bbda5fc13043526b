"""A purpose template: took a statement or wrote the log."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class StatementOrLog(Purpose):
    """The member of staff took a statement from the person or wrote an entry in the incident's
    log."""

    id = "statement-or-log"
    title = "Took a statement or wrote the log"
    kinds = ("statement", "log_entry")
    version = 2
    belief = 0.9
    lead = timedelta(hours=12)
    tail = timedelta(days=5)
    longest = timedelta(days=2)
    quota = 10
    covers = Covers(opening=1.0, details=0.9, contact=0.6)
    own_in_live_incident = True
    because = "took a statement or wrote the log"
    cannot_see = ("Statements on paper that are typed up days later.",)
