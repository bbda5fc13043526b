"""What the capability area keeps: registers, posts and training, reviews, threat assessments."""

from custodes.web.capability.models.people import Post, Training
from custodes.web.capability.models.published import PanelFigures
from custodes.web.capability.models.register import DeviceList, Item, Reading
from custodes.web.capability.models.review import Review, WhatIf
from custodes.web.capability.models.test_of_analysis import TestAnswer
from custodes.web.capability.models.threat import ThreatAssessment, ThreatItem

__all__ = [
    "DeviceList",
    "Item",
    "PanelFigures",
    "Post",
    "Reading",
    "Review",
    "TestAnswer",
    "ThreatAssessment",
    "ThreatItem",
    "Training",
    "WhatIf",
]
