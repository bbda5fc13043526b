"""The budget: which alerts the unit is asked to read this week, and the part drawn at random.

Order: bits, plus up to one bit for the harm that would be done; harm moves priority, never the
evidence. A pair that was raised in the last `QUIET_DAYS` stays quiet unless a family speaks that
did not speak then. Of five places one is kept for members of staff across many people, whose bits
are counted among hundreds of staff and not among tens of thousands of pairs. A tenth of the budget
is drawn from all pairs with anything unexplained, each with the same known chance, so that
precision can be judged without the ranking's own eyes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

QUIET_DAYS = 28
RANDOM_SHARE = 10
"""One alert in this many is drawn at random."""

ACROSS_SHARE = 5
"""One place in this many is kept for alerts about one member of staff across many people."""

HARM_BITS = 1.0
"""The most that vulnerability may move a pair up the queue."""

Pair = tuple[str, str | None]
"""Staff and person by their own references; no person for an alert about one member of staff."""


@dataclass(frozen=True)
class Candidate:
    """A pair that might be raised, with what the order looks at."""

    pair: Pair
    bits: float
    families: frozenset[str]
    harm: float = 0.0

    @property
    def priority(self) -> float:
        """Bits, moved by harm."""
        return self.bits + HARM_BITS * self.harm


@dataclass(frozen=True)
class Chosen:
    """A pair on this week's list; `chance` is 1 for a ranked one."""

    pair: Pair
    drawn: str
    chance: float


def quiet(candidate: Candidate, raised: Mapping[Pair, frozenset[str]]) -> bool:
    """Whether a pair raised lately has nothing new to say.

    `raised` holds the families that spoke for each pair raised in the last QUIET_DAYS.
    """
    return candidate.pair in raised and candidate.families <= raised[candidate.pair]


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates by priority, ties by reference so that any run orders them alike."""
    return sorted(candidates, key=lambda c: (-c.priority, c.pair[0], c.pair[1] or ""))


def choose(
    candidates: Iterable[Candidate],
    raised: Mapping[Pair, frozenset[str]],
    unexplained: Sequence[Pair],
    budget: int,
    least_bits: float,
    seed: str,
) -> list[Chosen]:
    """This week's list: at most `budget` pairs, ranked first, then those drawn at random.

    `unexplained` are all pairs with anything unexplained in the window, from which the random part
    is drawn by a hash of `seed` and the pair: the same seed draws the same pairs. Budgets under
    RANDOM_SHARE draw none.
    """
    at_random = budget // RANDOM_SHARE
    speaking = [c for c in in_order(candidates) if c.bits >= least_bits and not quiet(c, raised)]
    across = [c for c in speaking if c.pair[1] is None][: budget // ACROSS_SHARE]
    pairs = [c for c in speaking if c.pair[1] is not None][: budget - at_random - len(across)]
    ranked = in_order([*pairs, *across])
    chosen = [Chosen(c.pair, "ranked", 1.0) for c in ranked]
    taken = {c.pair for c in ranked} | set(raised)
    pool = [pair for pair in unexplained if pair not in taken]
    if at_random and pool:
        drawn = sorted(pool, key=lambda pair: _draw(seed, pair))[:at_random]
        chance = round(min(1.0, at_random / len(pool)), 8)
        chosen += [Chosen(pair, "random", chance) for pair in drawn]
    return chosen


def _draw(seed: str, pair: Pair) -> str:
    return hashlib.sha256(f"{seed}|{pair[0]}|{pair[1]}".encode()).hexdigest()
