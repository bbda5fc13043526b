"""A purpose template: dip-sample or quality check."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class DipSample(Purpose):
    """The record was on a dip-sample or quality list that the member of staff was to check."""

    id = "dip-sample"
    title = "Dip-sample or quality check"
    kinds = ("dip_sample",)
    belief = 0.85
    lead = timedelta(hours=2)
    tail = timedelta(days=3)
    longest = timedelta(days=30)
    quota = 4
    covers = Covers(opening=1.0, details=0.5, contact=0.05)
    because = "checked a dip-sample"
    cannot_see = ("Checks that a supervisor makes without a list.",)
