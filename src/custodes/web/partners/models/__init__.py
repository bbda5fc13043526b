"""What the register keeps: partners and areas, dated evidence, questions, and reports by route."""

from custodes.web.partners.models.asked import Question, QuestionPut
from custodes.web.partners.models.evidence import (
    Agreement,
    AgreementEnd,
    Briefing,
    Contact,
)
from custodes.web.partners.models.partner import Area, Partner, PartnerVersion
from custodes.web.partners.models.reported import Report, Step

__all__ = [
    "Agreement",
    "AgreementEnd",
    "Area",
    "Briefing",
    "Contact",
    "Partner",
    "PartnerVersion",
    "Question",
    "QuestionPut",
    "Report",
    "Step",
]
