"""One member of staff and many people whom no purpose explains: trawling."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.schema import Accesses, PurposeRecords


class Breadth(Indicator):
    """How many different people the login opened directly, by name or number, with no purpose
    (T1, the *fisherman*; 170 unjustified checks of women in a published case). About the member
    of staff, not about a pair."""

    id = "breadth"
    version = 1
    title = "Many people opened without a purpose"
    family = Family.LOOK_UPS
    subject = Subject.STAFF
    reads = (Accesses, PurposeRecords)
    over = "looks"
    value = "people"
    unit = "different people"
    levels = (
        Level(10, 0.50),
        Level(20, 0.40),
        Level(40, 0.25),
        Level(80, 0.10),
    )
    m_source = "170 unjustified checks over three years (published case); shares are judgement"
    because = (
        "the login opened {people} different people on {days} days, {first_at} to {last_at}, "
        "with no purpose recorded ({rows} look-ups)."
    )
    could_be_innocent = (
        "Custody, control room, intelligence or identification work that feeds do not show.",
        "A supervisor's dip-sample; briefing preparation; a probationer who looks at everything.",
    )
    cannot_see = ("Browsing under a shared login.",)
    first_steps = ("See what the people have in common, and who else of the role does this.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained look-ups of a person's own record."""
        return (row.word == "unexplained") & ~row.by_incident
