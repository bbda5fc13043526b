"""What the plan keeps: lines and their versions, evidence, documents, figures, criteria."""

from custodes.web.plan.models.criteria import LoadedCriteria, OwnJudgement, PlanForce
from custodes.web.plan.models.evidence import DrawnFigure, Evidence, PlanDocument
from custodes.web.plan.models.lines import LineVersion, PlanLine

__all__ = [
    "DrawnFigure",
    "Evidence",
    "LineVersion",
    "LoadedCriteria",
    "OwnJudgement",
    "PlanDocument",
    "PlanForce",
    "PlanLine",
]
