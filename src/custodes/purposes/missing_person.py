"""A purpose template: missing person."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class MissingPerson(Purpose):
    """The person, or somebody in the incident, was missing and the member of staff was looking."""

    id = "missing-person"
    title = "Missing person"
    kinds = ("missing",)
    belief = 0.93
    lead = timedelta(hours=1)
    tail = timedelta(days=4)
    longest = timedelta(days=30)
    quota = 40
    covers = Covers(opening=1.0, details=1.0, contact=0.8)
    because = "searched for the missing person"
    cannot_see = ("Searches by off-duty volunteers.",)
