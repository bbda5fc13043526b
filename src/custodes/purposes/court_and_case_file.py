"""A purpose template: case file or court."""

from datetime import timedelta

from custodes.purposes.base import Covers, Purpose


class CourtAndCaseFile(Purpose):
    """The member of staff builds the case file or is concerned in its court hearing."""

    id = "court-and-case-file"
    title = "Case file or court"
    kinds = ("case_file", "court")
    belief = 0.92
    lead = timedelta(days=7)
    tail = timedelta(days=7)
    longest = timedelta(days=365)
    quota = 20
    covers = Covers(opening=1.0, details=0.9, contact=0.6)
    because = "worked on the case file or the hearing"
    cannot_see = ("Hearings listed in the court system alone.",)
