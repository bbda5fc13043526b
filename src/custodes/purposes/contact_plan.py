"""A purpose template: contact plan."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class ContactPlan(Purpose):
    """A victim contact plan or family-liaison role asks the member of staff to keep in touch."""

    id = "contact-plan"
    title = "Contact plan"
    kinds = ("contact_plan",)
    belief = 0.95
    lead = timedelta(hours=12)
    tail = timedelta(days=14)
    longest = timedelta(days=365)
    quota = 20
    covers = Covers(opening=0.9, details=0.9, contact=1.0)
    because = "keeps in touch under the contact plan"
    cannot_see = ("Promises to keep in touch that no plan records.",)
