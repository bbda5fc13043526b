"""A purpose template: officer in the case."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class OfficerInCase(Purpose):
    """The member of staff is the officer in the case, or is assigned to it."""

    id = "officer-in-case"
    title = "Officer in the case"
    kinds = ("officer_in_case",)
    belief = 0.97
    lead = timedelta(hours=24)
    tail = timedelta(days=21)
    longest = timedelta(days=540)
    quota = 40
    covers = Covers(opening=1.0, details=1.0, contact=0.95)
    because = "officer in the case"
    cannot_see = ("Cases worked for a colleague without a change of owner.",)
