"""What an assessment keeps: rounds, findings, questions, packages, keys, samples and grades."""

from custodes.web.assessment.models.asked import Question
from custodes.web.assessment.models.drawn import DrawnSample, Graded
from custodes.web.assessment.models.judged import Assignment, Judged, Settled
from custodes.web.assessment.models.keys import ForceKey
from custodes.web.assessment.models.received import ReceivedPackage
from custodes.web.assessment.models.rounds import Assessed, AssessmentRound

__all__ = [
    "Assessed",
    "AssessmentRound",
    "Assignment",
    "DrawnSample",
    "ForceKey",
    "Graded",
    "Judged",
    "Question",
    "ReceivedPackage",
    "Settled",
]
