"""A purpose template: vetting, firearms or licensing."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Vetting(Purpose):
    """The member of staff vets the person or decides on a licence."""

    id = "vetting"
    title = "Vetting, firearms or licensing"
    kinds = ("vetting",)
    belief = 0.92
    lead = timedelta(hours=12)
    tail = timedelta(days=14)
    longest = timedelta(days=180)
    quota = 15
    covers = Covers(opening=1.0, details=0.9, contact=0.6)
    because = "vetted the person or decided a licence"
    cannot_see = ("Renewals worked in the licensing system alone.",)
