"""Adding evidence up: damped within a family, once for one missing record, less what is against.

Indicators of one family say much the same of the same rows. The loudest counts whole, each further
one less than the one before, and the family's sum is capped. A single missing record of a purpose
leaves look-ups and contacts unexplained together, so the louder of the two counts and not their
sum; and where a pair has no purpose on record at all, its loudest indicator alone. See
docs/decisions/0012.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from custodes.indicators.base import Family

CAPS: Mapping[Family, float] = {
    Family.LOOK_UPS: 30.0,
    Family.CONTACTS: 50.0,
    Family.CONDUCT: 5.0,
}
"""The most bits that one family may give. Structured judgement; versioned with the release."""

DAMPING = 0.7
"""What each further indicator of a family adds, against the one before. Structured judgement."""

ONE_RECORD = (Family.LOOK_UPS, Family.CONTACTS)
"""The families whose evidence one missing record of a purpose would explain together."""

EXPLAINED_TOGETHER = "one missing record would explain both"
"""The bar of the waterfall that takes the quieter of those families away again."""

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


def fuse(terms: Iterable[Term], *, on_record: bool = True) -> Fused:
    """Terms to bits: each family damped and under its cap, the louder of ONE_RECORD counted.

    `on_record` is whether the pair has any purpose on record; where it has none, only the loudest
    indicator of a family counts. `families` holds the capped bits by family; `without` what the
    total would be without each; `waterfall` the bars in order, a bar named "cap on ..." where a cap
    bit, and ends at `bits`.
    """
    terms = list(terms)
    damping = DAMPING if on_record else 0.0
    bars: list[tuple[str, float]] = []
    families: dict[str, float] = {}
    for family, cap in CAPS.items():
        mine = [term for term in terms if term.family is family]
        if not mine:
            continue
        loudest_first = sorted(mine, key=lambda term: (-term.bits, term.name))
        counted = [(t.name, t.bits * damping**place) for place, t in enumerate(loudest_first)]
        shown = [(name, round(bits, 2)) for name, bits in counted]
        raw = round(sum(bits for _name, bits in shown), 2)
        if raw > cap:
            shown.append((f"cap on {family}", round(cap - raw, 2)))
        bars += shown
        families[str(family)] = min(cap, raw)
    if twice := _counted_twice(families):
        bars.append((EXPLAINED_TOGETHER, -twice))
    bars += [(term.name, round(term.bits, 2)) for term in terms if term.family is None]
    # The bars are what is shown, so it is the bars that are added up.
    total = round(sum(bits for _name, bits in bars), 2)
    against = total - _in_all(families)
    strong = [bits for bits in families.values() if bits >= 2]
    return Fused(
        bits=total,
        families=families,
        without={
            family: round(_in_all({f: b for f, b in families.items() if f != family}) + against, 2)
            for family in families
        },
        high=len(strong) >= 2 or max(families.values(), default=0) >= VERY_STRONG,
        waterfall=tuple(bars),
    )


def _counted_twice(families: Mapping[str, float]) -> float:
    """What the quieter of the families that one missing record would explain adds to the louder."""
    both = [families[str(family)] for family in ONE_RECORD if str(family) in families]
    return min(both) if len(both) == len(ONE_RECORD) else 0.0


def _in_all(families: Mapping[str, float]) -> float:
    return sum(families.values()) - _counted_twice(families)
