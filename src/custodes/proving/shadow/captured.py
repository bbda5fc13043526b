"""Capture and recapture: how many there are, from lists that were made without regard to each
other."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from custodes.proving.shadow.estimates import Estimate, chapman, darroch
from custodes.proving.shadow.lists import lines
from custodes.vocabulary.errors import UserError


@dataclass(frozen=True)
class Captured:
    """How many each list names, how many different ones all name, how many there are, and what
    each two lists by themselves would say, which differs much where lists depend on each other."""

    sizes: dict[str, int]
    seen: int
    there_are: Estimate
    by_two: dict[tuple[str, str], Estimate]


def listed(file: Path) -> frozenset[str]:
    """The staff that a CSV file names in its column `staff`. Raises UserError with the line."""
    return frozenset(line.filled("staff") for line in lines(file, ("staff",)))


def captured(named: Mapping[str, frozenset[str]]) -> Captured:
    """How many there are, from two or more lists by name: Chapman's estimate for two, Darroch's
    for more. Raises UserError for one list alone."""
    if len(named) < 2:
        raise UserError(
            "One list says nothing of how many it leaves out: name two or more that were made "
            "without regard to each other."
        )
    by_two = {
        (one, other): chapman(len(named[one]), len(named[other]), len(named[one] & named[other]))
        for one, other in itertools.combinations(named, 2)
    }
    sizes = {name: len(members) for name, members in named.items()}
    seen = len(frozenset[str]().union(*named.values()))
    estimate = _of_all(list(sizes.values()), seen, list(by_two.values()))
    return Captured(sizes, seen, estimate, by_two)


def _of_all(sizes: Sequence[int], seen: int, by_two: Sequence[Estimate]) -> Estimate:
    return by_two[0] if len(sizes) == 2 else darroch(sizes, seen)
