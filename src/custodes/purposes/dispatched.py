"""A purpose template: sent to the incident."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Dispatched(Purpose):
    """Command and control sent the member of staff, alone or in a crew, to an incident in which the
    person is involved."""

    id = "dispatched"
    title = "Sent to the incident"
    kinds = ("dispatch",)
    belief = 0.95
    lead = timedelta(hours=2)
    tail = timedelta(days=5)
    longest = timedelta(days=2)
    quota = 10
    covers = Covers(opening=1.0, details=0.9, contact=0.6)
    because = "sent to the incident"
    cannot_see = ("Attendances that were self-assigned over the radio and never logged.",)
