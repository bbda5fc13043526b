"""A purpose template: safeguarding, MARAC or domestic-abuse risk."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class Safeguarding(Purpose):
    """The member of staff works on the person's safeguarding plan, MARAC or risk assessment."""

    id = "safeguarding"
    title = "Safeguarding, MARAC or domestic-abuse risk"
    kinds = ("safeguarding",)
    belief = 0.93
    lead = timedelta(hours=12)
    tail = timedelta(days=14)
    longest = timedelta(days=365)
    quota = 25
    covers = Covers(opening=1.0, details=1.0, contact=0.85)
    because = "worked on the safeguarding plan"
    cannot_see = ("Plans held by partner agencies.",)
