"""What good looks like in counter-corruption, against which a force judges itself.

The wording is Custodes' own, after what inspections since 2016 have looked for, and is to be
checked against the published characteristics of good.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from custodes.web.plan.elements import Element


@dataclass(frozen=True)
class Characteristic:
    """One characteristic: what a good force does, and the element of the plan that it bears on."""

    key: str
    element: Element
    says: str
    after: str


CHARACTERISTICS: dict[str, Characteristic] = {
    one.key: one
    for one in (
        Characteristic(
            "threats-known",
            Element.STRATEGY,
            "The force knows its corruption threats: its strategic threat assessment is current, "
            "and its control strategy follows from it.",
            "2019, 2022",
        ),
        Characteristic(
            "prevention",
            Element.STRATEGY,
            "Staff know what abuse of position is, how to report it, and that reports are acted "
            "on.",
            "2016, 2019",
        ),
        Characteristic(
            "intelligence-sought",
            Element.CCU,
            "The unit looks for intelligence as a matter of routine, and assesses the risk in "
            "every item on sexual misconduct.",
            "2016, 2022",
        ),
        Characteristic(
            "enough-people",
            Element.CCU,
            "The unit has enough people with the right skills to develop what it finds, and time "
            "to look for more.",
            "2016, 2019",
        ),
        Characteristic(
            "people-meetings",
            Element.CCU,
            "What the force knows of its own people is brought together in regular meetings, and "
            "acted on.",
            "2022",
        ),
        Characteristic(
            "wider-inquiries",
            Element.CCU,
            "Where somebody gives cause for concern, wider inquiries are made, and the possible "
            "victim is kept safe from the first day.",
            "2022",
        ),
        Characteristic(
            "all-monitored",
            Element.MONITORING,
            "All use of its IT can be monitored, on desks and in hands, and the monitoring is used "
            "to look for abuse and not to confirm it.",
            "2016, 2019, 2022",
        ),
        Characteristic(
            "devices-known",
            Element.MONITORING,
            "It is known who holds each device, and the register is right.",
            "2022, 2025",
        ),
        Characteristic(
            "links-work",
            Element.LINKS,
            "Organisations that support vulnerable people know what to look for and whom to tell; "
            "they tell, and they hear what came of it.",
            "2016, 2019, 2022",
        ),
    )
}
ANSWERS = {"not-yet": _("Not yet"), "in-part": _("In part"), "in-full": _("In full")}
