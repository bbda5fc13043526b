"""Look-ups of several people around one person: partner, former partner, children, household."""

import ibis.expr.types as ir
from ibis import _

from custodes.indicators.base import Family, Indicator, Level
from custodes.measures.measured import Measured
from custodes.schema import Accesses, PersonLinks, PurposeRecords


class AroundThePerson(Indicator):
    """Unexplained look-ups by the same login of people linked to the person, beside unexplained
    look-ups of the person (T16)."""

    id = "around-the-person"
    version = 1
    title = "Partner, children or associates looked up as well"
    family = Family.LOOK_UPS
    reads = (Accesses, PersonLinks, PurposeRecords)
    over = "looks"
    value = "people"
    unit = "linked people"
    levels = (Level(1, 0.35), Level(2, 0.20), Level(3, 0.10))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "the login also opened {people} of the people linked to this person ({rows} look-ups on "
        "{days} days) with no purpose recorded."
    )
    could_be_innocent = (
        "A network investigation or safeguarding checks of a household.",
        "One incident that involves the whole family.",
    )
    cannot_see = ("Links that no record holds.",)
    first_steps = ("Look at the links: does one incident account for all of them?",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained look-ups."""
        return row.word == "unexplained"

    def rows(self, m: Measured) -> ir.Table:
        """Unexplained look-ups of linked people, under the person whom they are around."""
        own = super().rows(m)
        centres = own.group_by("staff", "person").agg(n=_.count()).select("staff", centre="person")
        around = own.join(m.near.select(centre="person", person="other"), "person")
        both = around.join(centres, ["staff", "centre"])
        return both.mutate(looked_up=both.person).mutate(person=both.centre).drop("centre")

    def find(self, m: Measured) -> ir.Table:
        """As for every indicator; `people` counts the linked people who were looked up."""
        found = super().find(m)
        wide = self.rows(m).group_by("staff", "person").agg(around=_.looked_up.nunique())
        joined = found.drop("people", "value").join(wide, ["staff", "person"])
        return joined.mutate(people=joined.around, value=joined.around.cast("float64")).drop(
            "around"
        )
