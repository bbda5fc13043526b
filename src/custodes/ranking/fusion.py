"""Adding evidence up: damped within a family, in full across families, less what is against.

Indicators of one family say much the same of the same rows. The loudest counts whole, each further
one half as much as the one before, and the family's sum is capped; see docs/decisions/0008.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from custodes.indicators.base import Family

CAPS: Mapping[Family, float] = {
    Family.LOOK_UPS: 14.0,
    Family.CONTACTS: 20.0,
    Family.CONDUCT: 5.0,
}
"""The most bits that one family may give. Structured judgement; versioned with the release."""

DAMPING = 0.5
"""What each further indicator of a family adds, against the one before. Structured judgement."""

LEAST_BITS = 6.0
"""Pairs with less are not worth anybody's morning, whatever the budget leaves free."""

VERY_STRONG = 9.0
"""One family alone makes an alert high only from here on; otherwise it takes two."""


@dataclass(frozen=True)
class Term:
    """One bar of the waterfall: what it is called, its family (None: against) and its bits."""

    name: str
    family: Family | None
    bits: float


@dataclass(frozen=True)
class Fused:
    """The evidence of one pair added up."""

    bits: float
    families: dict[str, float]
    without: dict[str, float]
    high: bool
    waterfall: tuple[tuple[str, float], ...]


def fuse(terms: Iterable[Term]) -> Fused:
    """Terms to bits, each family damped and under its cap.

    `families` holds the capped bits by family; `without` what the total would be without each;
    `waterfall` the bars in order, a bar named "cap on …" where a cap bit, and ends at `bits`.
    """
    terms = list(terms)
    bars: list[tuple[str, float]] = []
    families: dict[str, float] = {}
    for family, cap in CAPS.items():
        mine = [term for term in terms if term.family is family]
        if not mine:
            continue
        loudest_first = sorted(mine, key=lambda term: (-term.bits, term.name))
        counted = [(t.name, t.bits * DAMPING**place) for place, t in enumerate(loudest_first)]
        shown = [(name, round(bits, 2)) for name, bits in counted]
        raw = round(sum(bits for _name, bits in shown), 2)
        if raw > cap:
            shown.append((f"cap on {family}", round(cap - raw, 2)))
        bars += shown
        families[str(family)] = min(cap, raw)
    bars += [(term.name, round(term.bits, 2)) for term in terms if term.family is None]
    # The bars are what is shown, so it is the bars that are added up.
    total = round(sum(bits for _name, bits in bars), 2)
    strong = [bits for bits in families.values() if bits >= 2]
    return Fused(
        bits=total,
        families=families,
        without={family: round(total - bits, 2) for family, bits in families.items()},
        high=len(strong) >= 2 or max(families.values(), default=0) >= VERY_STRONG,
        waterfall=tuple(bars),
    )
