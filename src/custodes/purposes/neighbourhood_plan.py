"""A purpose template: neighbourhood or repeat-caller plan."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class NeighbourhoodPlan(Purpose):
    """A neighbourhood or repeat-caller plan names the person, and the member of staff or their
    unit."""

    id = "neighbourhood-plan"
    title = "Neighbourhood or repeat-caller plan"
    kinds = ("neighbourhood_plan",)
    belief = 0.85
    lead = timedelta(hours=12)
    tail = timedelta(days=14)
    longest = timedelta(days=365)
    quota = 8
    covers = Covers(opening=1.0, details=0.8, contact=0.7)
    because = "on the neighbourhood plan"
    cannot_see = ("Visits made without any plan.",)
