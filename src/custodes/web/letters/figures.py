"""The figures of the national overview: each knows the forces behind it, and all must sum."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.classes import Classed, ForceClass, classed
from custodes.web.assessment.findings import Finding, by_element
from custodes.web.plan.elements import Element, Status

NEAR = Fraction(1, 50)
"""How near a share must come to a plain fraction to be called about that."""
PLAIN = {
    Fraction(1, 4): "about a quarter",
    Fraction(1, 3): "about a third",
    Fraction(1, 2): "about half",
    Fraction(2, 3): "about two thirds",
    Fraction(3, 4): "about three quarters",
}
ONES = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty"}


@dataclass(frozen=True)
class Figure:
    """A count of forces, and which they are, in the order of the alphabet."""

    id: str
    forces: tuple[str, ...]

    @property
    def value(self) -> int:
        """How many."""
        return len(self.forces)


@dataclass(frozen=True)
class Figures:
    """All figures of one round: by class, by element and status, and those made of classes."""

    assessed: Figure
    classes: Mapping[ForceClass, Figure]
    elements: Mapping[Element, Mapping[Status, Figure]]
    progress: Figure
    with_plan: Figure


def figures(
    findings: Mapping[str, Collection[Finding]], classes: Mapping[str, Classed] | None = None
) -> Figures:
    """The figures of the forces assessed; classes by the rule where none are given.

    Raises UserError where a force has no class, or a sum does not hold.
    """
    given = {f: classed(found) for f, found in findings.items()} if classes is None else classes
    if set(given) != set(findings):
        odd = sorted(set(given) ^ set(findings))
        raise UserError(f"Without both findings and a class: {', '.join(odd)}.")
    by_class = {
        c: _figure(f"class-{c.name.lower()}", [f for f in given if given[f].force_class is c])
        for c in ForceClass
    }
    status_of = {
        force: {e: finding.status for e, finding in by_element(found).items()}
        for force, found in findings.items()
    }
    by_status = {
        e: {
            s: _figure(f"{e.value}-{s.value}", [f for f in status_of if status_of[f].get(e) is s])
            for s in Status
        }
        for e in Element
    }
    made = Figures(
        assessed=_figure("assessed", findings),
        classes=by_class,
        elements=by_status,
        progress=_together("progress", by_class, ForceClass.COMMENCED, ForceClass.ALL_IN_PLACE),
        with_plan=_together("with-plan", by_class, *list(ForceClass)[1:]),
    )
    check_sums(made)
    return made


def check_sums(made: Figures) -> None:
    """Raise UserError unless every count adds up to the forces assessed, each counted once."""
    parts = {"the classes": list(made.classes.values())}
    parts |= {f"the findings on {e.value}": list(s.values()) for e, s in made.elements.items()}
    for name, counted in parts.items():
        forces = [force for figure in counted for force in figure.forces]
        if sorted(forces) != sorted(made.assessed.forces):
            raise UserError(
                f"The overview cannot be made: {name} come to {len(forces)}, and "
                f"{made.assessed.value} forces were assessed."
            )
    classes = made.classes
    begun = classes[ForceClass.COMMENCED].value + classes[ForceClass.ALL_IN_PLACE].value
    planned = begun + classes[ForceClass.NOT_COMMENCED].value
    if (made.progress.value, made.with_plan.value) != (begun, planned):
        raise UserError("The overview cannot be made: forces with a plan do not add up.")


def in_words(number: int) -> str:
    """A whole number from 0 to 59 in words; beyond that in figures."""
    if not 0 <= number < 60:
        return str(number)
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def share(part: int, whole: int) -> str:
    """A part of a whole in figures, with the plain fraction it is within two points of."""
    said = f"{part} of {whole}"
    if not whole:
        return said
    near = min(PLAIN, key=lambda fraction: abs(fraction - Fraction(part, whole)))
    return f"{said} ({PLAIN[near]})" if abs(near - Fraction(part, whole)) <= NEAR else said


def _figure(name: str, forces: Collection[str]) -> Figure:
    return Figure(name, tuple(sorted(forces)))


def _together(name: str, by_class: Mapping[ForceClass, Figure], *classes: ForceClass) -> Figure:
    return _figure(name, [force for c in classes for force in by_class[c].forces])
