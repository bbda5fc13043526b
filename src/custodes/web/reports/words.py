"""The words of the reading side: outcomes, feedback, grading, handling, safeguarding decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

INTELLIGENCE, REFERRED, NO_ACTION = "intelligence", "referred", "no-action"
OUTCOMES: Mapping[str, Any] = {
    INTELLIGENCE: _("Intelligence report made"),
    REFERRED: _("Referred on"),
    NO_ACTION: _("No action"),
}

DISPOSED_AFTER: Mapping[str, timedelta] = {
    INTELLIGENCE: timedelta(days=6 * 365),
    REFERRED: timedelta(days=2 * 365),
    NO_ACTION: timedelta(days=365),
}
"""After closing, by outcome, the sealed report is kept so long. A starting point that the force's
own retention schedule replaces; it is to be checked against that."""

FEEDBACK: Mapping[str, Any] = {
    "received": _("Received"),
    "assessed": _("Assessed"),
    "acted": _("Acted on"),
    "closed": _("Closed"),
}
"""What whoever reported is told: the stage and nothing else. The first is no feedback yet."""
FEEDBACK_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "received": "Thank you. Your report has reached the unit, and a named officer has it.",
        "assessed": "Your report has been looked at, and what it says has been weighed.",
        "acted": "Something has been done because of your report. To keep people safe we cannot "
        "say what.",
        "closed": "The work on your report has ended. If anything new happens, tell us here.",
    },
    "cy": {
        "received": "Diolch. Mae eich adroddiad wedi cyrraedd yr uned, ac mae gan swyddog a enwyd.",
        "assessed": "Edrychwyd ar eich adroddiad, ac ystyriwyd yr hyn y mae'n ei ddweud.",
        "acted": "Gwnaed rhywbeth oherwydd eich adroddiad. Er mwyn cadw pobl yn ddiogel ni allwn "
        "ddweud beth.",
        "closed": "Mae'r gwaith ar eich adroddiad wedi dod i ben. Os bydd unrhyw beth newydd yn "
        "digwydd, dywedwch wrthym yma.",
    },
}
FEEDBACK_WAYS: Mapping[str, Any] = {
    "thread": _("In the reporter's thread"),
    "call": _("By telephone, as agreed"),
    "meeting": _("At a meeting"),
    "letter": _("By letter or e-mail, as agreed"),
}

RISKS: Mapping[str, Any] = {
    "danger": _("Somebody may be in danger now"),
    "high": _("High: harm is likely to go on"),
    "medium": _("Medium"),
    "low": _("Low"),
}

SAFEGUARDING: Mapping[str, Any] = {
    "plan": _("A safety plan is begun"),
    "urgent": _("Urgent steps are taken now"),
    "partner": _("A partner who knows the person takes the lead"),
    "statutory": _("Referred to adult or children's social care"),
    "none-needed": _("No step is needed, for the reason given"),
    "not-identified": _("The person is not known yet; inquiries to find them are begun"),
}
"""The first safeguarding decision, one of these."""

SOURCE_GRADES: Mapping[str, Any] = {
    "1": _("1: reliable"),
    "2": _("2: untested"),
    "3": _("3: not reliable"),
}
ASSESSMENTS: Mapping[str, Any] = {
    "A": _("A: known directly to the source"),
    "B": _("B: known indirectly, but corroborated"),
    "C": _("C: known indirectly"),
    "D": _("D: not known"),
    "E": _("E: suspected to be false"),
}
HANDLING: Mapping[str, Any] = {
    "P": _("P: lawful sharing permitted"),
    "C": _("C: lawful sharing permitted with conditions"),
}
CATEGORIES: Mapping[str, Any] = {
    "infiltration": _("Infiltration"),
    "disclosure": _("Disclosure of information"),
    "perverting": _("Perverting the course of justice"),
    "sexual-misconduct": _("Sexual misconduct"),
    "drugs": _("Controlled drug use and supply"),
    "theft-fraud": _("Theft and fraud"),
    "misusing-systems": _("Misusing force systems"),
    "abuse-of-authority": _("Abuse of authority"),
    "association": _("Inappropriate association"),
    "vulnerability": _("Vulnerability"),
    "assisting": _("Commit, incite, aid and abet or assist an offender"),
    "other": _("Other"),
}
"""The national corruption categories; several may apply to one item."""


@dataclass(frozen=True)
class Route:
    """How reports of a route that is entered by hand are sealed: as from whom."""

    id: str
    channel: str


ENTERED: tuple[Route, ...] = (
    Route("crimestoppers", "public"),
    Route("iopc", "public"),
    Route("confidential-line", "staff"),
    Route("complaint", "public"),
    Route("supervisor", "staff"),
    Route("self-report", "staff"),
)
"""Routes other than the reporting pages: entered on a form or taken in as a list."""
