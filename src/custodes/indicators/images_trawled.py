"""One member of staff and the photographs of many people."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.schema import Accesses, PurposeRecords


class ImagesTrawled(Indicator):
    """How many different people's photographs or contact details the login opened with no purpose
    (T1). About the member of staff, not about a pair."""

    id = "images-trawled"
    version = 1
    title = "Photographs or details of many people without a purpose"
    family = Family.CONDUCT
    subject = Subject.STAFF
    reads = (Accesses, PurposeRecords)
    over = "looks"
    value = "people"
    unit = "different people"
    levels = (Level(5, 0.40), Level(10, 0.30), Level(20, 0.15))
    m_source = "photographs opened in published trawling cases; shares are judgement"
    because = (
        "photographs, contact details or copies of {people} different people were opened on "
        "{days} days with no purpose recorded ({rows} uses)."
    )
    could_be_innocent = ("Identification work; a viewing for a line-up; training.",)
    cannot_see = ("Systems whose audit does not tell an image from an opening.",)
    first_steps = ("Compare with others of the role over the same weeks.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained close uses."""
        return (row.word == "unexplained") & (row.use == "details")
