"""A purpose template: disclosure, subject access or complaint."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Disclosure(Purpose):
    """The member of staff answers a disclosure, subject-access or freedom-of-information request,
    or reviews the case for it."""

    id = "disclosure"
    title = "Disclosure, subject access or complaint"
    kinds = ("disclosure",)
    belief = 0.92
    lead = timedelta(hours=12)
    tail = timedelta(days=14)
    longest = timedelta(days=120)
    quota = 30
    covers = Covers(opening=1.0, details=0.9, contact=0.3)
    because = "worked on a disclosure"
    cannot_see = ("Requests answered by mail alone.",)
