"""A round of assessment: what was asked of all forces, and when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Round:
    """One round. `made_up` says that no force ever sent what is in it.

    A day that is None, or a word that is empty, is not said in the letters; one whose own day is
    None says that it is to be set.
    """

    id: str
    title: str
    asked_on: date | None
    cut_off: date | None
    reviewed: str
    letter_on: date | None
    concern_from: str
    recommendation: str
    recommendation_source: str
    strategy: str
    inspector: str
    inspector_title: str
    contact: str = "the contact point of the inspectorate for this round"
    made_up: bool = False


ROUND_2017 = Round(
    id="2017",
    title="Abuse of position for a sexual purpose: plans of 2017",
    asked_on=date(2017, 5, 16),
    cut_off=date(2017, 5, 31),
    reviewed="June 2017",
    letter_on=date(2017, 10, 2),
    concern_from="PEEL: police legitimacy 2016",
    recommendation=(
        "To address this cause of concern, we recommend that within six months, all forces should "
        "have started to implement a plan to achieve the capability and capacity required to seek "
        "intelligence on potential abuse of authority for sexual gain. These plans should include "
        "consideration of the technology and resources required to monitor IT systems actively and "
        "to build relationships with the individuals and organisations that support vulnerable "
        "people."
    ),
    recommendation_source="HMIC, PEEL: police legitimacy 2016, December 2016",
    strategy="the national strategy that chief constables agreed in April 2017",
    inspector="For Her Majesty's Inspector of Constabulary",
    inspector_title="An example from the public record, not the letter that was sent",
)
