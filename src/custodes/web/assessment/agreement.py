"""How far two assessors agree who judged the same submissions without seeing each other's work."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from custodes.vocabulary.errors import UserError

K = TypeVar("K", bound=Hashable)
W = TypeVar("W", bound=Hashable)


@dataclass(frozen=True)
class Agreement:
    """How many items both judged, how often they agreed, and Cohen's kappa.

    `kappa` is None where both used one word throughout: chance alone explains the agreement then,
    and the coefficient is 0/0.
    """

    items: int
    agreed: int
    kappa: float | None


def agreement(first: Mapping[K, W], second: Mapping[K, W]) -> Agreement:
    """Two assessors' judgements of the same items. Raises UserError where none is shared.

    Kappa is (observed - expected) / (1 - expected), the expected share being that of two assessors
    who keep their own proportions and judge at random: J. Cohen, "A coefficient of agreement for
    nominal scales", Educational and Psychological Measurement 20 (1960), 37-46.
    """
    both = [key for key in first if key in second]
    if not both:
        raise UserError("The two assessors have judged nothing in common yet.")
    n = len(both)
    agreed = sum(first[key] == second[key] for key in both)
    ones, others = Counter(first[k] for k in both), Counter(second[k] for k in both)
    # Whole numbers until the end, so that two who agree in everything come to exactly 1.
    expected = sum(ones[word] * others[word] for word in ones)
    if expected == n * n:
        return Agreement(n, agreed, None)
    return Agreement(n, agreed, (agreed * n - expected) / (n * n - expected))


def differences(
    first: Mapping[K, W], second: Mapping[K, W], order: Sequence[K]
) -> list[tuple[K, W, W]]:
    """What both judged and judged differently, in the order given."""
    return [
        (key, first[key], second[key])
        for key in order
        if key in first and key in second and first[key] != second[key]
    ]
