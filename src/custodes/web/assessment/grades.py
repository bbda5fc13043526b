"""The five grades of the integrity programme, where vetting, standards or corruption are graded."""

from enum import Enum, unique


@unique
class Grade(Enum):
    """From best to worst, as HMICFRS has used them since April 2024."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


@unique
class Area(Enum):
    """What is graded, each apart."""

    VETTING = "vetting"
    STANDARDS = "professional standards"
    CORRUPTION = "counter-corruption"
