"""A purpose template: double-crewed partner."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Crew(Purpose):
    """The member of staff crewed with somebody who was sent to the incident."""

    id = "crew"
    title = "Double-crewed partner"
    kinds = ("crew",)
    belief = 0.85
    lead = timedelta(hours=2)
    tail = timedelta(days=3)
    longest = timedelta(days=2)
    quota = 6
    covers = Covers(opening=1.0, details=0.7, contact=0.3)
    because = "crewed with somebody who was sent"
    cannot_see = ("Crews changed in mid-shift.",)
