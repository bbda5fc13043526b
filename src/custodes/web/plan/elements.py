"""What an assessor looks for in a plan: four elements, five statuses, two qualifiers."""

from dataclasses import dataclass
from enum import StrEnum


class Element(StrEnum):
    """The four points that the letters of 2 October 2017 go through, in their order."""

    STRATEGY = "strategy"
    CCU = "ccu"
    MONITORING = "monitoring"
    LINKS = "links"


class Status(StrEnum):
    """How far a plan is with an element, from least to most."""

    NO_INFORMATION = "no-information"
    NOT_IN_PLAN = "not-in-plan"
    NOT_COMMENCED = "not-commenced"
    COMMENCED = "commenced"
    IN_PLACE = "in-place"


class Qualifier(StrEnum):
    """What may be added to a status. `BEFORE_REVIEW`: begun before the inspectorate reviewed what
    the force had sent."""

    LACK_OF_DETAIL = "lack-of-detail"
    BEFORE_REVIEW = "before-review"


class Strand(StrEnum):
    """The strands of the national strategy of April 2017."""

    PREVENTION = "prevention"
    INTELLIGENCE = "intelligence"
    ENFORCEMENT = "enforcement"
    ENGAGEMENT = "engagement"


STATUS_WORDS = {
    Status.NO_INFORMATION: "No information",
    Status.NOT_IN_PLAN: "Not in the plan",
    Status.NOT_COMMENCED: "Planned, not commenced",
    Status.COMMENCED: "Commenced",
    Status.IN_PLACE: "In place",
}
QUALIFIER_WORDS = {
    Qualifier.LACK_OF_DETAIL: "Lack of detail",
    Qualifier.BEFORE_REVIEW: "Commenced before the review",
}
STRAND_WORDS = {
    Strand.PREVENTION: "Prevention",
    Strand.INTELLIGENCE: "Intelligence",
    Strand.ENFORCEMENT: "Enforcement",
    Strand.ENGAGEMENT: "Engagement",
}


def strand_words(key: str) -> str:
    """A strand in words, of any version of the strategy."""
    return {strand.value: words for strand, words in STRAND_WORDS.items()}.get(
        key, key.replace("-", " ").capitalize()
    )


STATUS_KEYS = {
    Status.NO_INFORMATION: "no_information",
    Status.NOT_IN_PLAN: "not_in_plan",
    Status.NOT_COMMENCED: "planned",
    Status.COMMENCED: "commenced",
    Status.IN_PLACE: "in_place",
}
"""Statuses as files and commands name them."""
QUALIFIER_KEYS = {
    Qualifier.LACK_OF_DETAIL: "lack_of_detail",
    Qualifier.BEFORE_REVIEW: "commenced_before_review",
}
"""Qualifiers as files and commands name them."""
RANK = {status: rank for rank, status in enumerate(Status)}
"""Statuses in order, for comparison."""


@dataclass(frozen=True)
class Point:
    """One question that an assessor puts to an element: unanswered, detail is lacking."""

    key: str
    asks: str


@dataclass(frozen=True)
class Looked:
    """An element in words, and the points that make an answer to it detailed."""

    title: str
    looks_for: str
    points: tuple[Point, ...]


ELEMENTS: dict[Element, Looked] = {
    Element.STRATEGY: Looked(
        "National strategy",
        "The plan reflects the national strategy, strand by strand.",
        tuple(
            Point(strand.value, f"What is done under {word.lower()}?")
            for strand, word in STRAND_WORDS.items()
        ),
    ),
    Element.CCU: Looked(
        "Counter-corruption unit",
        "The capability and capacity of the counter-corruption unit have been reviewed.",
        (
            Point("review", "What was reviewed, by whom and when?"),
            Point("figures", "Which figures for demand and people did it find?"),
            Point("follows", "What follows from it?"),
        ),
    ),
    Element.MONITORING: Looked(
        "Monitoring of IT systems",
        "The capability to monitor IT systems is being developed.",
        (
            Point("covered", "Which systems and device classes are covered?"),
            Point("use", "Is the monitoring used proactively or reactively?"),
            Point("people", "Who acts on the results?"),
        ),
    ),
    Element.LINKS: Looked(
        "Links with support organisations",
        "Intelligence is sought from organisations that support vulnerable people.",
        (
            Point("who", "Which organisations are the links with?"),
            Point("how-often", "How often is there contact?"),
            Point("told", "What were they told?"),
            Point("came-back", "What came back?"),
        ),
    ),
}

STATEMENTS: dict[tuple[Element, Status], str] = {
    (Element.STRATEGY, Status.NO_INFORMATION): "Nothing shows whether the plan reflects the "
    "national strategy.",
    (Element.STRATEGY, Status.NOT_IN_PLAN): "The plan does not reflect the national strategy.",
    (Element.STRATEGY, Status.NOT_COMMENCED): "The plan reflects the national strategy; none of "
    "it has begun.",
    (Element.STRATEGY, Status.COMMENCED): "The plan reflects the national strategy and has begun.",
    (Element.STRATEGY, Status.IN_PLACE): "What the national strategy asks for is in place.",
    (Element.CCU, Status.NO_INFORMATION): "Nothing shows a review of the unit's capability and "
    "capacity.",
    (Element.CCU, Status.NOT_IN_PLAN): "The plan holds no review of the unit's capability and "
    "capacity.",
    (Element.CCU, Status.NOT_COMMENCED): "A review of the unit is planned and has not begun.",
    (Element.CCU, Status.COMMENCED): "A review of the unit has begun.",
    (Element.CCU, Status.IN_PLACE): "The unit's capability and capacity have been reviewed.",
    (Element.MONITORING, Status.NO_INFORMATION): "Nothing shows how the monitoring of IT systems "
    "is being developed.",
    (Element.MONITORING, Status.NOT_IN_PLAN): "The plan holds nothing on the monitoring of IT "
    "systems.",
    (Element.MONITORING, Status.NOT_COMMENCED): "Better monitoring of IT systems is planned and "
    "has not begun.",
    (Element.MONITORING, Status.COMMENCED): "Better monitoring of IT systems has begun.",
    (Element.MONITORING, Status.IN_PLACE): "Monitoring of IT systems is in place.",
    (Element.LINKS, Status.NO_INFORMATION): "Nothing shows work with organisations that support "
    "vulnerable people.",
    (Element.LINKS, Status.NOT_IN_PLAN): "The plan holds no work with organisations that support "
    "vulnerable people.",
    (Element.LINKS, Status.NOT_COMMENCED): "Work with organisations that support vulnerable "
    "people is planned and has not begun.",
    (Element.LINKS, Status.COMMENCED): "Work with organisations that support vulnerable people "
    "has begun.",
    (Element.LINKS, Status.IN_PLACE): "Links with organisations that support vulnerable people "
    "are in place.",
}
"""One plain sentence for each element and status; a qualifier is put beside it."""
