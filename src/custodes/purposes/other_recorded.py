"""A purpose template: another recorded reason."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class OtherRecorded(Purpose):
    """The force recorded a reason of a kind that no other template reads."""

    id = "other-recorded"
    title = "Another recorded reason"
    kinds = ("other",)
    belief = 0.7
    lead = timedelta(hours=2)
    tail = timedelta(days=2)
    longest = timedelta(days=30)
    quota = 6
    covers = Covers(opening=1.0, details=0.5, contact=0.3)
    because = "another reason was recorded"
    cannot_see = ("What the reason was.",)
