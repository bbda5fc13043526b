"""What the reading side keeps: reports with their envelopes, and what leaves intake."""

from custodes.web.reports.models.attached import (
    STEPPED_BACK,
    Feedback,
    KnownStaff,
    Named,
    Sealed,
)
from custodes.web.reports.models.crossing import IntelligenceDraft, Safeguarding, SourceLink
from custodes.web.reports.models.report import Report
from custodes.web.reports.models.whole import every

__all__ = [
    "STEPPED_BACK",
    "Feedback",
    "IntelligenceDraft",
    "KnownStaff",
    "Named",
    "Report",
    "Safeguarding",
    "Sealed",
    "SourceLink",
    "every",
]
