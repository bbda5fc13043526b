"""What was planted, kept apart from everything that a detector may read."""

from dataclasses import dataclass, field

from custodes.synthetic.rows import NONE


@dataclass(frozen=True)
class Case:
    """One member of staff and one person (NONE: nobody in particular) as they were planted."""

    offends: bool
    staff: int
    person: int
    kind: str
    """The typologies of an offender, or the kind of an innocent."""
    style: str
    onset: int
    first_contact: str = ""
    """Whether an offender first met the person in a genuine duty: `genuine`, or `none`."""


@dataclass
class Truth:
    """Every case by number; a row that belongs to one carries that number as its mark."""

    cases: list[Case] = field(default_factory=list)

    def mark(self, case: Case) -> int:
        """Add a case and give its number."""
        self.cases.append(case)
        return len(self.cases) - 1

    def kinds(self) -> dict[str, int]:
        """How many cases there are of each innocent kind and each offender's style."""
        counts: dict[str, int] = {}
        for case in self.cases:
            name = case.style if case.offends else case.kind
            counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items()))

    def offenders(self) -> list[int]:
        """The staff who offend, in the order of their numbers."""
        return sorted({case.staff for case in self.cases if case.offends and case.staff != NONE})
