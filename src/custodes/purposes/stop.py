"""A purpose template: stop or vehicle check."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Stop(Purpose):
    """The member of staff stopped the person or the vehicle and checked within minutes."""

    id = "stop"
    title = "Stop or vehicle check"
    kinds = ("stop",)
    belief = 0.93
    lead = timedelta(minutes=30)
    tail = timedelta(hours=12)
    longest = timedelta(hours=3)
    quota = 6
    covers = Covers(opening=1.0, details=0.7, contact=0.05)
    because = "checked the person at a stop"
    cannot_see = ("Checks by radio that the control room made.",)
