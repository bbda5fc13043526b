"""A sample of alerts or cases for an inspector's dip-check, which anybody can draw again.

Each item is hashed with the seed and the lowest hashes are taken: no generator of random numbers
has to be the same, and adding an item moves no other.
"""

import hashlib
import math
from collections.abc import Collection
from dataclasses import dataclass

from custodes.vocabulary.errors import UserError

Z_95 = 1.959964
"""The normal deviate of a two-sided interval of 95 %."""


@dataclass(frozen=True)
class Sample:
    """What was drawn, from how many, and in words how to draw it again."""

    drawn: tuple[str, ...]
    population: int
    seed: str

    @property
    def how(self) -> str:
        """The method, so that the force can repeat it."""
        return (
            f"Of {self.population} references, the {len(self.drawn)} with the lowest SHA-256 of "
            f'"{self.seed}:" followed by the reference, in that order.'
        )


def drawn(references: Collection[str], *, size: int, seed: str) -> Sample:
    """A simple random sample without replacement. Raises UserError for a seed or size of nothing,
    or where a reference is there twice."""
    if size < 1 or not seed:
        raise UserError("A sample needs a seed, and a size of one or more.")
    if len(set(references)) != len(references):
        raise UserError("A reference is in the list twice. Each must be there once.")
    ordered = sorted(references, key=lambda reference: _rank(seed, reference))
    return Sample(tuple(ordered[:size]), len(references), seed)


def size_for(population: int, *, margin: float) -> int:
    """Items to draw so that a share is known within ± `margin` at 95 %, whatever it is.

    Cochran, Sampling Techniques (3rd ed., 1977), section 4.4, at a share of one half, with the
    correction for a finite population. Raises UserError unless 0 < margin < 1.
    """
    if not 0 < margin < 1:
        raise UserError("The margin is a share between 0 and 1, such as 0.1 for ten points.")
    without_end = Z_95**2 * 0.25 / margin**2
    return min(population, math.ceil(without_end / (1 + (without_end - 1) / max(population, 1))))


def _rank(seed: str, reference: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{seed}:{reference}".encode()).digest(), reference
