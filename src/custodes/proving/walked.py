"""Seeds as they were walked: staff, origins, truth and scores, and the alerts that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from custodes.proving.intervals import Values
from custodes.proving.thresholds import Grid, Marks
from custodes.proving.truth import Truth

Codes = NDArray[np.int32]
Kept = frozenset[tuple[str, str, str]]
"""Staff, table and id of the rows that the product counts as not explained at one origin."""


@dataclass(frozen=True)
class Scores:
    """One detector on one seed: the score of each member of staff at each origin (minus infinity:
    none), and whom the score is about, by the place of the name (-1: nobody)."""

    scores: Grid
    people: Codes


@dataclass(frozen=True)
class Seed:
    """One seed as it was walked: its staff, the moments of its origins in days since 1970, its
    truth, the scores of every detector, and the people's names."""

    number: int
    staff: tuple[str, ...]
    names: tuple[str, ...]
    moments: Values
    truth: Truth
    scores: Mapping[str, Scores]
    evidence: Mapping[int, Kept]

    @cached_property
    def place(self) -> dict[str, int]:
        """The row of each member of staff."""
        return {staff: n for n, staff in enumerate(self.staff)}

    @cached_property
    def innocent(self) -> Marks:
        """Where an alert would be false: all of an innocent's, an offender's before onset."""
        marks = np.ones((len(self.staff), len(self.moments)), dtype=bool)
        for offender in self.truth.offenders:
            if offender.staff in self.place:
                marks[self.place[offender.staff]] = self.moments < offender.onset
        return marks

    @cached_property
    def guilty(self) -> Marks:
        """Which members of staff offend at all."""
        marks = np.zeros(len(self.staff), dtype=bool)
        marks[[self.place[o.staff] for o in self.truth.offenders if o.staff in self.place]] = True
        return marks

    def named(self, detector: str, staff: str, origin: int) -> str | None:
        """Whom a score of a member of staff is about."""
        code = int(self.scores[detector].people[self.place[staff], origin])
        return self.names[code] if code >= 0 else None


@dataclass(frozen=True)
class Raised:
    """What one detector raised at one budget: for every seed its alerts and threshold; for every
    offender of all seeds in a row the day and origin of the first true alert (not a number, -1)."""

    alerts: tuple[Marks, ...]
    thresholds: tuple[float, ...]
    expected: tuple[float, ...]
    false: Values
    day: Values
    origin: NDArray[np.int64]

    def delay(self, onset: Values) -> Values:
        """Days from onset to the first true alert."""
        return self.day - onset
