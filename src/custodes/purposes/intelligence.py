"""A purpose template: intelligence request or research."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Intelligence(Purpose):
    """An intelligence request or research log covers the person."""

    id = "intelligence"
    title = "Intelligence request or research"
    kinds = ("intelligence",)
    belief = 0.9
    lead = timedelta(hours=12)
    tail = timedelta(days=10)
    longest = timedelta(days=120)
    quota = 25
    covers = Covers(opening=1.0, details=0.9, contact=0.1)
    because = "worked on an intelligence request"
    cannot_see = ("Most analysts log a part of what they research.",)
