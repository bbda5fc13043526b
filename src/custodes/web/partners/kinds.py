"""The words of the register: kinds of partner, groups served, ways of contact, routes, materials.

Each is an id that is kept, and words that are shown. An id is never used again for another thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of partner: its title, and in plain words what such an organisation does."""

    id: str
    title: Any
    plainly: Any


KINDS: tuple[Kind, ...] = (
    Kind("refuge", _("Refuge"), _("A safe place to live for people who flee domestic abuse.")),
    Kind(
        "idva",
        _("IDVA service"),
        _("Independent advisers who stand by people at high risk of domestic abuse."),
    ),
    Kind(
        "isva",
        _("ISVA service"),
        _("Independent advisers who stand by people who were sexually assaulted."),
    ),
    Kind(
        "sarc",
        _("Sexual assault referral centre"),
        _("Care and forensic examination after a sexual assault."),
    ),
    Kind("rape-crisis", _("Rape crisis centre"), _("Support and counselling after sexual abuse.")),
    Kind(
        "sex-worker-outreach",
        _("Sex-worker outreach"),
        _("Support where people who sell sex are, and safety alerts among them."),
    ),
    Kind("drug-alcohol", _("Drug and alcohol service"), _("Treatment and support in addiction.")),
    Kind("mental-health", _("Mental health service"), _("Care in mental illness and in crisis.")),
    Kind("homelessness", _("Homelessness service"), _("Hostels, day centres and street outreach.")),
    Kind(
        "learning-disability",
        _("Learning disability service"),
        _("Support and advocacy for people with a learning disability."),
    ),
    Kind("youth", _("Youth service"), _("Youth work, and help for children who are exploited.")),
    Kind("care-leavers", _("Care leavers' service"), _("Support for those who grew up in care.")),
    Kind("adult-care", _("Adult social care"), _("The council's care for adults at risk.")),
    Kind("children-care", _("Children's social care"), _("The council's care for children.")),
    Kind("probation", _("Probation"), _("Supervision of people who were sentenced.")),
    Kind(
        "victims-services",
        _("Victims' services"),
        _("Support for victims of crime, commissioned for the whole area."),
    ),
    Kind("health", _("Health service"), _("Surgeries, hospitals, midwives and health visitors.")),
    Kind(
        "custody-visitors",
        _("Independent custody visitors"),
        _("Volunteers who visit people held in police custody."),
    ),
    Kind("lgbt", _("LGBT support"), _("Support for lesbian, gay, bisexual and trans people.")),
    Kind(
        "migrant",
        _("Migrant and refugee support"),
        _("Support for those whose right to stay or whose language leaves them exposed."),
    ),
    Kind(
        "marac",
        _("MARAC"),
        _("The conference at which agencies share what they know of high-risk domestic abuse."),
    ),
    Kind("other", _("Another kind"), _("Any other organisation that vulnerable people trust.")),
)
KIND_TITLES: Mapping[str, Any] = {kind.id: kind.title for kind in KINDS}

GROUPS: Mapping[str, Any] = {
    "domestic-abuse": _("People who suffer domestic abuse"),
    "sexual-violence": _("People who suffered sexual violence"),
    "sex-work": _("People who sell sex"),
    "addiction": _("People who use drugs or alcohol"),
    "mental-illness": _("People in mental illness or crisis"),
    "homeless": _("People without a home"),
    "learning-disability": _("People with a learning disability"),
    "young": _("Children and young people"),
    "care-leavers": _("People who grew up in care"),
    "older": _("Older people at risk"),
    "sentenced": _("People under supervision or released from prison"),
    "in-custody": _("People held in custody"),
    "victims": _("Victims and witnesses of any crime"),
    "lgbt": _("Lesbian, gay, bisexual and trans people"),
    "migrants": _("Migrants, refugees and people seeking asylum"),
}

WAYS: Mapping[str, Any] = {
    "meeting": _("Meeting"),
    "visit": _("Visit to the partner"),
    "call": _("Telephone call"),
    "video": _("Video call"),
    "email": _("E-mail or letter"),
    "event": _("Event or forum"),
}

ROUTES: Mapping[str, Any] = {
    "partner": _("Partner"),
    "other-partner": _("Organisation that is not on the register"),
    "public": _("Member of the public"),
    "staff": _("Member of staff, by the reporting pages"),
    "crimestoppers": _("Crimestoppers"),
    "iopc": _("IOPC"),
    "confidential-line": _("Confidential line for staff"),
    "complaint": _("Complaint from the public"),
    "supervisor": _("Supervisor"),
    "self-report": _("Self-report"),
}
PARTNER_ROUTE = "partner"

BRIEFED_ON: Mapping[str, Any] = {
    "warning-signs": _("Warning signs"),
    "how-to-report": _("How to report safely"),
    "pack": _("The whole briefing pack"),
}

SAFEGUARDED, DEVELOPED, NOT_DEVELOPED, FED_BACK = (
    "safeguarding",
    "developed",
    "not-developed",
    "feedback",
)
STEPS: Mapping[str, Any] = {
    SAFEGUARDED: _("First safeguarding decision taken"),
    DEVELOPED: _("Led to development"),
    NOT_DEVELOPED: _("Did not lead to development"),
    FED_BACK: _("Feedback given to whoever reported"),
}
"""What becomes of a report: the steps that are counted, with no word of what it says."""
