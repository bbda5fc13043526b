"""What was planted, kept apart from everything that a detector may read."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from custodes.synthetic.rows import NONE

EVASIONS = ("none", "spreads_out", "colleagues_terminal", "self_made_tasks", "other_system")
FEEDS = ("phone_only", "look_ups", "both")


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
    evasion: str = "none"
    """One of EVASIONS: how an offender avoids being seen."""
    feeds: str = "both"
    """One of FEEDS: where an offender's unexplained acts leave traces."""
    off_duty: bool = False
    """Whether any of an offender's acts fell outside duty."""
    complaint: int = NONE
    """When the first complaint would have come, or NONE: nobody would have complained."""
    vulnerable: bool = False
    """Whether the force's records held a flag of vulnerability of the person at the onset."""
    victim: str = ""
    """Who the person is: woman, man, same_sex or staff."""


@dataclass
class Truth:
    """Every case by number, and the marks that its rows carry.

    A row that belongs to a case carries one of its marks; a mark says whose row it is and whether
    that act had a real explanation.
    """

    cases: list[Case] = field(default_factory=list)
    marks: list[tuple[int, bool]] = field(default_factory=list)
    """For each mark the number of its case, and whether the act had a real explanation."""
    covers: dict[int, int] = field(default_factory=dict)

    def mark(self, case: Case) -> int:
        """Add a case and give the mark of its rows, taken as without a real explanation."""
        self.cases.append(case)
        self.marks.append((len(self.cases) - 1, False))
        return len(self.marks) - 1

    def covered(self, mark: int) -> int:
        """The mark of those rows of the same case that had a real explanation."""
        if mark not in self.covers:
            self.covers[mark] = len(self.marks)
            self.marks.append((self.marks[mark][0], True))
        return self.covers[mark]

    def case(self, mark: int) -> Case:
        """The case that a mark belongs to."""
        return self.cases[self.marks[mark][0]]

    def forget(self, mark: int) -> None:
        """Take back the newest case, of which nothing came."""
        if self.marks.pop() != (len(self.cases) - 1, False) or mark != len(self.marks):
            raise ValueError("only the newest case can be taken back")
        self.cases.pop()

    def put(self, mark: int, case: Case) -> None:
        """Put a case in the place of the one that a mark belongs to."""
        self.cases[self.marks[mark][0]] = case

    def settle(self, mark: int, acts: Iterable[int]) -> None:
        """Put the onset of a case at its first act, where it has any."""
        if moments := list(acts):
            self.put(mark, replace(self.case(mark), onset=int(min(moments))))

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
