"""The sealed table: who the made-up staff are beyond what any feed holds.

It is drawn by the proving ground's own seed and never taken in. Nobody joins it to a score before
the scores are frozen. Sex, ethnicity, age and union office are drawn apart from everything that
the staff do, so for these it shows whether chance and the machinery treat groups alike; role,
station and hours go with real work and real rosters, and there a difference can be real.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ibis import _

from custodes.measures.days import seconds
from custodes.pipeline.series import Step
from custodes.schema import Duties

SEX = {"F": 0.40, "M": 0.60}
ETHNICITY = {"White": 0.90, "Asian": 0.04, "Mixed": 0.03, "Black": 0.02, "other": 0.01}
AGE = {"under 26": 0.10, "26 to 40": 0.45, "41 to 55": 0.38, "over 55": 0.07}
PART_TIME, FLEXIBLE, UNION = 0.10, 0.15, 0.02
MOVED = 0.1
"""The share of staff who sit at another station than their unit's. All shares here are assumed."""

LIKELIER = 3.0
"""How many times likelier part-time hours are for staff in the lowest quarter of rostered hours
of their role, and flexible hours for those in the highest quarter of odd hours. Assumed."""


@dataclass(frozen=True)
class Member:
    """A member of staff as the rosters show them: hours of duty recorded, and the share of them
    that start outside 06:00 to 18:00 UTC."""

    staff: str
    kind: str
    role: str
    unit: str
    hours: float
    odd: float


@dataclass(frozen=True)
class Sealed:
    """One member of staff, with their group by attribute."""

    staff: str
    groups: Mapping[str, str]


def members(step: Step) -> list[Member]:
    """All registered staff as of a step, with what the roster then held of their hours."""
    staff = step.world.dictionary("staff").select(staff="id", who="value")
    posts = step.bench.rows(step.measured.posts.join(staff, "staff"))
    hours: dict[int, tuple[float, float]] = {}
    if step.world.tables.holds(Duties):
        duties = step.world.tables[Duties]
        worked = duties.filter(duties.status.isin(["duty", "overtime", "court"]))
        hour = worked.start.hour()
        worked = worked.mutate(
            length=seconds(worked.end) - seconds(worked.start),
            odd=((hour < 6) | (hour >= 18)).cast("int64"),
        )
        summed = worked.group_by("staff").agg(
            length=_.length.sum(), odd=_.odd.sum(), spans=_.count()
        )
        hours = {
            row["staff"]: (row["length"] / 3_600, row["odd"] / row["spans"])
            for row in step.bench.rows(summed)
        }
    found = [
        Member(row["who"], row["kind"], row["role"], row["unit"], *hours.get(row["staff"], (0, 0)))
        for row in posts
    ]
    return sorted(found, key=lambda member: member.staff)


def sealed(staff: Sequence[Member], seed: int) -> list[Sealed]:
    """The sealed table of these staff: the same seed and staff, the same table."""
    rng = np.random.default_rng([seed, 7_919])
    short = _quarter(staff, lowest=True)
    odd = _quarter(staff, lowest=False)
    places = sorted({_place(member.unit) for member in staff})
    table = []
    for member in staff:
        moved = rng.random() < MOVED
        elsewhere = places[int(rng.integers(len(places)))]
        groups = {
            "sex": _one_of(rng, SEX),
            "ethnicity": _one_of(rng, ETHNICITY),
            "age": _one_of(rng, AGE),
            "rank": _rank(rng, member),
            "role": member.role,
            "hours": _by_chance(rng, PART_TIME, member.staff in short, "part-time", "full-time"),
            "flexible": _by_chance(rng, FLEXIBLE, member.staff in odd, "flexible", "fixed"),
            "union": _by_chance(rng, UNION, False, "union representative", "none"),
            "station": elsewhere if moved else _place(member.unit),
        }
        table.append(Sealed(member.staff, groups))
    return table


def _quarter(staff: Sequence[Member], *, lowest: bool) -> set[str]:
    """The staff of the lowest quarter of hours, or the highest of odd hours, of each role."""
    found: set[str] = set()
    for role in {member.role for member in staff}:
        mine = [member for member in staff if member.role == role]
        mine.sort(key=lambda m: (m.hours if lowest else -m.odd, m.staff))
        found |= {member.staff for member in mine[: len(mine) // 4]}
    return found


def _one_of(rng: np.random.Generator, shares: Mapping[str, float]) -> str:
    place = int(np.searchsorted(np.cumsum(list(shares.values())), rng.random(), "right"))
    return list(shares)[min(place, len(shares) - 1)]


def _by_chance(rng: np.random.Generator, base: float, likelier: bool, yes: str, no: str) -> str:
    """`yes` for about a share `base` of all, of whom a quarter is LIKELIER times as likely."""
    lower = base / (0.75 + 0.25 * LIKELIER)
    return yes if rng.random() < (lower * LIKELIER if likelier else lower) else no


def _rank(rng: np.random.Generator, member: Member) -> str:
    if member.kind != "officer":
        return {"pcso": "PCSO", "staff": "police staff"}.get(member.kind, member.kind)
    if "supervisor" in member.role or "sergeant" in member.role:
        return "sergeant" if rng.random() < 0.8 else "inspector or above"
    return "constable"


def _place(unit: str) -> str:
    """The station that a unit's name tells: its last word that begins with a capital, before any
    team."""
    words = [word for word in unit.split(" team ")[0].split() if word[:1].isupper()]
    return words[-1] if words else unit
