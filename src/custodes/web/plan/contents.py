"""What a plan is made of, apart from any store: lines, evidence, figures and documents."""

from dataclasses import dataclass
from datetime import date

from custodes.web.plan.elements import Element, Status


@dataclass(frozen=True)
class Figure:
    """A figure that the product measured: `run` is the run or query it came from, `on` its date.

    A share lies between 0 and 1 and has the unit "share"; anything else is a count or a mean with
    the unit in words ("organisations", "hours a week").
    """

    id: str
    element: Element
    title: str
    value: float
    unit: str
    run: str
    on: date


@dataclass(frozen=True)
class Document:
    """A document sent with the plan: `name` is the file's, `sha256` that of its bytes."""

    name: str
    title: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Reference:
    """A place in a document, and what somebody says that it shows: evidence added by hand."""

    document: str
    shows: str
    page: int | None = None
    paragraph: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a line rests on: a live figure (its id) or a place in a document, never both.

    `answers` are the points of the element (`elements.ELEMENTS`) that it answers.
    """

    figure: str = ""
    reference: Reference | None = None
    answers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse evidence that is neither live nor by hand, or both."""
        if bool(self.figure) == (self.reference is not None):
            raise ValueError("evidence is either a live figure or a place in a document")

    @property
    def live(self) -> bool:
        """Whether the product measured it."""
        return bool(self.figure)


@dataclass(frozen=True)
class Line:
    """One thing that the force says it does or will do. `owner` is a post, not a name.

    `strand` is the key of a strand in the version of the strategy that `strategy` names.
    """

    id: str
    title: str
    element: Element
    status: Status
    owner: str
    strand: str = ""
    strategy: str = ""
    recommendations: tuple[str, ...] = ()
    start: date | None = None
    due: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A force's whole plan as it stands: `strategy` is the version that it is written to."""

    force: str
    strategy: str
    lines: tuple[Line, ...] = ()
    figures: tuple[Figure, ...] = ()
    documents: tuple[Document, ...] = ()
