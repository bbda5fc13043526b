"""The words of the registers: what is held, how it is monitored, skills, routes, the test."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SYSTEM, DEVICE, TECHNOLOGY = "system", "device", "technology"
WHATS: dict[str, Any] = {
    SYSTEM: _("IT system"),
    DEVICE: _("Class of device"),
    TECHNOLOGY: _("Technology of the unit"),
}
WATCHED = (SYSTEM, DEVICE)
"""What can be monitored. Technology is what the unit works with."""
MOST_HELD = 999_999
"""Devices of one class at most: more is a slip of the hand."""

PROACTIVE, REACTIVE, NOT_MONITORED = "proactive", "reactive", ""
MODES: dict[str, Any] = {
    PROACTIVE: _("Proactively: the unit goes and looks"),
    REACTIVE: _("Reactively: looked at when something is reported"),
    NOT_MONITORED: _("Not monitored"),
}
MODE_SHORT: dict[str, Any] = {
    PROACTIVE: _("Proactively"),
    REACTIVE: _("Reactively"),
    NOT_MONITORED: _("Not monitored"),
}

SKILLS: dict[str, Any] = {
    "analyst": _("Analysis"),
    "financial": _("Financial investigation"),
    "covert": _("Covert methods"),
    "communications-data": _("Communications data"),
    "safeguarding": _("Safeguarding"),
    "domestic-abuse": _("Domestic abuse and sexual offences"),
    "digital": _("Digital forensics"),
    "disclosure": _("Disclosure"),
    "partnership": _("Work with partner organisations"),
}
"""The skills of requirement C2 and of the 2019 recommendation: the right skills to look
proactively. A training may run out; what has no end lasts."""

ROUTES: dict[str, tuple[Any, bool]] = {
    "monitoring": (_("Monitoring of systems and devices"), True),
    "intelligence": (_("Intelligence that the unit developed"), True),
    "partner": (_("A partner that was asked to report"), True),
    "look-back": (_("A look back over earlier allegations"), True),
    "staff": (_("A report by a colleague"), False),
    "public": (_("A complaint or report by the public"), False),
    "other-inquiry": (_("Came up in another inquiry"), False),
    "other-body": (_("Another force or body"), False),
}
"""How a case was discovered, and whether the unit had gone to look for it."""


UNEVEN: dict[float, Any] = {
    0.5: _("evenly"),
    1.0: _("by chance"),
    1.5: _("in bursts"),
    2.0: _("in great bursts"),
}
"""How work arrives: the coefficient of variation of the times between, in words."""


@dataclass(frozen=True)
class Asked:
    """A question of the test of analytical capability, in our own words."""

    key: str
    asks: Any


TEST: tuple[Asked, ...] = (
    Asked("people", _("Does the unit have analysts of its own, or time of analysts that is sure?")),
    Asked("systems", _("Can they search every system that intelligence on staff may lie in?")),
    Asked("joined", _("Can they join intelligence, complaints, vetting, HR and audit trails?")),
    Asked("patterns", _("Do they look for patterns over many staff, and not at one name alone?")),
    Asked("profiles", _("Do they make subject and problem profiles that tasking acts on?")),
    Asked("threat", _("Does their work feed the strategic threat assessment every year?")),
    Asked("results", _("Is it recorded what became of what they found?")),
)
"""After Integrity matters (2015), which asked forces for analytical capability; the wording is
Custodes' own and is to be checked against the published text."""
YES, PARTLY, NO = "yes", "partly", "no"
ANSWERS: dict[str, Any] = {YES: _("Yes"), PARTLY: _("In part"), NO: _("No")}
