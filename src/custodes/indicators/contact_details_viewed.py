"""Telephone numbers, addresses and photographs of one person opened without a close purpose."""

import ibis.expr.types as ir

from custodes.indicators.base import Family, Indicator, Level
from custodes.schema import Accesses, PurposeRecords


class ContactDetailsViewed(Indicator):
    """Views of contact details or images, prints and exports, that no purpose explains (T1, T9,
    T22)."""

    id = "contact-details-viewed"
    version = 1
    title = "Contact details, images or copies without a purpose"
    family = Family.LOOK_UPS
    reads = (Accesses, PurposeRecords)
    over = "looks"
    value = "rows"
    unit = "views, prints or exports"
    levels = (Level(1, 0.60), Level(2, 0.40), Level(4, 0.25), Level(8, 0.10))
    m_source = "structured judgement from the sizes in published cases; to be replaced by verdicts"
    because = (
        "{rows} times on {days} days what was opened was contact details or an image, or was "
        "printed or exported, with no purpose recorded."
    )
    could_be_innocent = ("Identification work.", "A call back on a colleague's behalf.")
    cannot_see = ("Systems whose audit does not tell a view of details from an opening.",)
    first_steps = ("See whether a contact of a work device with the person followed.",)

    def counts(self, row: ir.Table) -> ir.Value:
        """Unexplained close uses."""
        return (row.word == "unexplained") & (row.use == "details")
