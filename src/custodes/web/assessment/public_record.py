"""What is on the public record of the round of 2017: four forces' findings, and the classes.

Everything else of that round is *not on public record*, and is shown as such: nothing here was
inferred from the rule, from a class or from another force.
"""

from dataclasses import dataclass

from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.findings import EarlierInspection, Finding, Reference
from custodes.web.plan.elements import Element, Qualifier, Status

NOT_ON_RECORD = "not on public record"
NY_LETTER = Reference("HMICFRS letter to North Yorkshire Police, 2 October 2017", "paragraph 5")
LEICESTERSHIRE = Reference("Hinckley Times, 18 October 2017", "online")
STAFFORDSHIRE = Reference("Burton Mail, article 604622", "online")
WEST_YORKSHIRE = Reference("Huddersfield Examiner, article 13733908", "online")

FINDINGS: tuple[Finding, ...] = (
    Finding("North Yorkshire", Element.STRATEGY, Status.NOT_IN_PLAN, references=(NY_LETTER,)),
    Finding("North Yorkshire", Element.CCU, Status.NO_INFORMATION, references=(NY_LETTER,)),
    Finding("North Yorkshire", Element.MONITORING, Status.NO_INFORMATION, references=(NY_LETTER,)),
    Finding(
        "North Yorkshire",
        Element.LINKS,
        Status.COMMENCED,
        frozenset({Qualifier.LACK_OF_DETAIL}),
        references=(NY_LETTER,),
    ),
    Finding("Leicestershire", Element.STRATEGY, Status.NOT_IN_PLAN, references=(LEICESTERSHIRE,)),
    Finding("Leicestershire", Element.CCU, Status.NO_INFORMATION, references=(LEICESTERSHIRE,)),
    Finding(
        "Leicestershire",
        Element.MONITORING,
        Status.COMMENCED,
        frozenset({Qualifier.BEFORE_REVIEW}),
        references=(LEICESTERSHIRE,),
    ),
    Finding("Leicestershire", Element.LINKS, Status.NO_INFORMATION, references=(LEICESTERSHIRE,)),
    Finding("Staffordshire", Element.STRATEGY, Status.NOT_IN_PLAN, references=(STAFFORDSHIRE,)),
    Finding("Staffordshire", Element.CCU, Status.NO_INFORMATION, references=(STAFFORDSHIRE,)),
    Finding(
        "Staffordshire", Element.MONITORING, Status.NO_INFORMATION, references=(STAFFORDSHIRE,)
    ),
    Finding(
        "Staffordshire",
        Element.LINKS,
        Status.NO_INFORMATION,
        references=(STAFFORDSHIRE,),
        earlier=EarlierInspection("legitimacy inspection", 2016),
    ),
    Finding("West Yorkshire", Element.STRATEGY, Status.NOT_IN_PLAN, references=(WEST_YORKSHIRE,)),
    Finding("West Yorkshire", Element.CCU, Status.NO_INFORMATION, references=(WEST_YORKSHIRE,)),
    Finding(
        "West Yorkshire", Element.MONITORING, Status.NOT_COMMENCED, references=(WEST_YORKSHIRE,)
    ),
)

CLASSES: dict[str, ForceClass] = {
    "Derbyshire": ForceClass.ALL_IN_PLACE,
    "Merseyside": ForceClass.ALL_IN_PLACE,
    "Cumbria": ForceClass.NOT_COMMENCED,
}
"""The forces whose class was named in public."""

COUNTS: dict[ForceClass, int] = {
    ForceClass.INSUFFICIENT: 11,
    ForceClass.NOT_COMMENCED: 15,
    ForceClass.COMMENCED: 15,
    ForceClass.ALL_IN_PLACE: 2,
}
"""The classes of all 43 forces, as the national overview of 2 October 2017 counted them."""


@dataclass(frozen=True)
class Later:
    """What a later inspection said of one force on counter-corruption, where that is public."""

    force: str
    year: int
    source: str
    said: str


LATER: tuple[Later, ...] = (
    Later("North Yorkshire", 2019, "Shining a light on betrayal, 2019", NOT_ON_RECORD),
    Later(
        "North Yorkshire",
        2025,
        "Integrity programme, 2025",
        "Counter-corruption requires improvement: no effective plan for corruption threats, and "
        "no record of who holds which device.",
    ),
)


def findings_of(force: str) -> tuple[Finding, ...]:
    """What is on the public record of one force; empty where nothing is."""
    return tuple(finding for finding in FINDINGS if finding.force == force)
