"""A purpose template: custody."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Custody(Purpose):
    """The person was in custody while the member of staff worked there or dealt with the
    detention."""

    id = "custody"
    title = "Custody"
    kinds = ("custody",)
    version = 2
    belief = 0.95
    lead = timedelta(hours=1)
    tail = timedelta(days=2)
    longest = timedelta(days=4)
    quota = 30
    covers = Covers(opening=1.0, details=1.0, contact=0.3)
    own_in_live_incident = True
    because = "dealt with the person in custody"
    cannot_see = ("Visits to custody by staff not on its record.",)
