"""Clock skew: which systems' clocks disagree, told from one piece of work done in two systems."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from ibis.backends.duckdb import Backend

from custodes.schema import Accesses, Logins
from custodes.store.facts import facts_query
from custodes.store.home import Home
from custodes.store.manifests import Manifest

RECENT_DAYS = 90
"""Uses of so many days before the last are compared: clocks are set right now and then."""
FURTHEST = 90
"""Minutes apart at the most: more than an hour, so that a wrong summer time shows."""
FEWEST_USES = 200
"""Pairs of uses that two systems must have between them."""
WIDTH = 2
"""Differences within so many minutes on either side are counted together."""
LEAST_MINUTES = 3.0
"""Less than this may be the order of work: one system opened first, the other after."""
LEAST_ERRORS = 5.0
"""A peak stands at least so many standard deviations of its counts above the rest."""


@dataclass(frozen=True)
class Skew:
    """`system`'s clock runs `minutes` ahead of `against`'s (negative: behind), give or take
    `error_minutes` (one standard error), by `uses` of staff who use both."""

    system: str
    against: str
    minutes: float
    error_minutes: float
    uses: int


def clock_skew(home: Home, backend: Backend, batches: Sequence[Manifest]) -> tuple[Skew, ...]:
    """The pairs of systems whose clocks disagree, largest first.

    Somebody at work on an incident or a person often uses two systems for it within minutes. Over
    all such uses by the same staff of the same incident or person, the differences between the
    times that the two systems wrote heap up at 0 when the clocks agree, and at the offset when
    they do not (the peak of a cross-correlogram, as neighbouring spike trains are aligned: Perkel,
    Gerstein and Moore, Biophysical Journal 7, 1967). The offset is the middle of what stands out
    of the background around the peak. Of two systems alone it cannot be told which is wrong.
    """
    accesses = facts_query(home, Accesses, batches)
    logins = facts_query(home, Logins, batches)
    furthest = f"INTERVAL {FURTHEST} MINUTE"
    rows = backend.con.execute(
        f"""
        WITH uses AS (
            SELECT a.system, l.staff, a."at", CAST(a."at" AS DATE) AS day,
                coalesce(a.incident, -1 - a.person) AS what
            FROM ({accesses}) a JOIN ({logins}) l ON l.login = a.login AND l.system = a.system
            WHERE l."from" <= a."at" AND (l."to" IS NULL OR a."at" < l."to")
            AND a."at" > (SELECT max("at") FROM ({accesses})) - INTERVAL {RECENT_DAYS} DAY
        )
        SELECT one.system, other.system,
            CAST(round(epoch(one."at" - other."at") / 60) AS BIGINT) AS apart, count(*) AS uses
        FROM uses one JOIN uses other
        ON one.staff = other.staff AND one.what = other.what
            AND one.day BETWEEN other.day - 1 AND other.day + 1
        WHERE one.system < other.system
            AND one."at" BETWEEN other."at" - {furthest} AND other."at" + {furthest}
        GROUP BY ALL
        """
    ).fetchall()
    apart: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for one, other, minutes, uses in rows:
        apart[one, other][minutes] = uses
    found = []
    for (one, other), counts in sorted(apart.items()):
        peak = _peak(counts) if sum(counts.values()) >= FEWEST_USES else None
        if peak is not None and abs(peak[0]) >= LEAST_MINUTES:
            ahead, error = peak
            found.append(Skew(one, other, round(ahead, 1), round(error, 1), sum(counts.values())))
    return tuple(sorted(found, key=lambda skew: (-abs(skew.minutes), skew.system, skew.against)))


def _peak(counts: Mapping[int, int]) -> tuple[float, float] | None:
    """Where differences heap up, in minutes, with its error; None where nothing stands out."""
    minutes = range(-FURTHEST + WIDTH, FURTHEST - WIDTH + 1)
    near = {m: sum(counts.get(m + k, 0) for k in range(-WIDTH, WIDTH + 1)) for m in minutes}
    top = max(near, key=lambda m: (near[m], -abs(m)))
    # What lies a quarter of an hour around the peak is the slope that it stands on.
    slope = [n for m, n in near.items() if 3 * WIDTH < abs(m - top) <= 15]
    ground = median(slope) if slope else 0.0
    if near[top] - ground < LEAST_ERRORS * sqrt(ground + 1):
        return None
    each = ground / (2 * WIDTH + 1)
    middle = float(top)
    for _step in range(10):
        # Centred anew on what was found, so that where the counting began does not pull.
        heap = {
            m: max(0.0, n - each) for m, n in counts.items() if abs(m - middle) <= 2 * WIDTH + 1
        }
        weight = sum(heap.values())
        middle = sum(m * n for m, n in heap.items()) / weight
    spread = sqrt(sum(n * (m - middle) ** 2 for m, n in heap.items()) / weight)
    # Some of the heap is background, which pulls as well: half a minute at the least.
    return middle, max(0.5, 2 * spread / sqrt(weight))
