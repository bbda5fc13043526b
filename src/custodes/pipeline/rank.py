"""Rank: findings of all indicators to candidates, and candidates to the alerts of one week."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.indicators.base import Family, Indicator, Subject
from custodes.measures.measured import Measured
from custodes.pipeline.reports import Progress
from custodes.pipeline.world import World
from custodes.ranking.against import AGAINST
from custodes.ranking.budget import Candidate, Chosen, Pair, choose
from custodes.ranking.evidence import findings, peer_groups
from custodes.ranking.fusion import CAPS, DAMPING, LEAST_BITS, ONE_RECORD, Fused, Term, fuse
from custodes.ranking.harm import harm_of
from custodes.schema import Vulnerabilities
from custodes.store.workbench import small_table

SHARK = "one person: repeated and growing"
FISHERMAN = "many people: wide and shallow"
AT_RANDOM = "drawn at random"
UNDER_WATCH = "under an authorised watch"

Quiet = Callable[[Pair, frozenset[str], datetime, str], bool]
"""Whether a pair is to stay quiet: asked with the families that speak, the time of the last row
that they rest on, and the pattern."""

RANDOM_DAYS = 28
"""The random part is drawn from pairs with anything unexplained in this many days."""


@dataclass
class Weighed:
    """Everything that speaks for and against one pair, or one member of staff.

    `scope` names the tables whose rows may be shown of it; None where all may.
    """

    pair: Pair
    staff: Any
    person: Any
    findings: list[dict[str, Any]] = field(default_factory=list)
    against: list[tuple[str, float, str]] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    scope: frozenset[str] | None = None

    @property
    def fused(self) -> Fused:
        """The evidence added up."""
        terms = [Term(f["indicator"], Family(f["family"]), f["bits"]) for f in self.findings]
        terms += [Term(name, None, bits) for name, bits, _text in self.against]
        return fuse(terms, on_record=all(f["on_record"] for f in self.findings))

    def candidate(self) -> Candidate:
        """What the budget looks at."""
        fused = self.fused
        return Candidate(self.pair, fused.bits, frozenset(fused.families), harm_of(self.flags))

    def pattern(self, titles: Mapping[str, str], drawn: str = "ranked") -> str:
        """What the alert is about, in a few words; `titles` holds those of the indicators."""
        if not self.findings:
            return UNDER_WATCH if drawn == "watch" else AT_RANDOM
        shape = FISHERMAN if self.pair[1] is None else SHARK
        return f"{shape}: {titles[self.findings[0]['indicator']].lower()}"

    def last_at(self) -> datetime:
        """When the last row happened that an indicator found."""
        last: datetime = max(found["last_at"] for found in self.findings)
        return last


@dataclass(frozen=True)
class Ranked:
    """The pairs of one week's list with all that was weighed, how many there were to weigh, and
    which indicators were off for want of which tables."""

    chosen: list[tuple[Chosen, Weighed]]
    pairs: int
    with_findings: int
    candidates: int
    unexplained: int
    off: dict[str, list[str]]
    pairs_of_watched: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)


def rank(
    world: World,
    m: Measured,
    indicators: Sequence[Indicator],
    off: dict[str, list[str]],
    budget: int,
    raised: Mapping[Pair, frozenset[str]],
    progress: Progress,
    quiet: Quiet | None = None,
) -> Ranked:
    """This week's list, knowing which pairs were raised of late and with which families.

    `off` names the indicators that could not speak, with the tables they lack, for the record.
    `quiet` says what the unit cleared or holds back: that takes no place of the budget.
    """
    bench = world.bench
    # What is against can only take bits away, so whoever falls short without it stays short.
    weighed, found = weigh(world, m, indicators, 40 * budget + 200, progress)
    titles = {indicator.id: indicator.title for indicator in indicators}
    speaking = [
        w.candidate()
        for w in weighed.values()
        if quiet is None
        or not quiet(w.pair, w.candidate().families, w.last_at(), w.pattern(titles))
    ]
    pool = _unexplained(world, m)
    chosen = choose(
        speaking,
        raised,
        pool,
        budget,
        LEAST_BITS,
        # Of this home alone, so that nobody outside can tell who is drawn; not of the batches, so
        # that what becomes known later changes nothing in a run of today.
        seed=f"{world.home.salt}|{world.as_of.isoformat()}",
    )
    for drawn in (c for c in chosen if c.pair not in weighed):
        weighed[drawn.pair] = drawn_pair(world, drawn.pair)
    progress.advance(1)
    counted = m.pair_days.select("staff", "person").distinct()
    return Ranked(
        chosen=[(c, weighed[c.pair]) for c in chosen],
        pairs=bench.rows(counted.agg(n=_.count()))[0]["n"],
        with_findings=bench.rows(found.select("staff", "person").distinct().agg(n=_.count()))[0][
            "n"
        ],
        candidates=sum(1 for w in weighed.values() if w.fused.bits >= LEAST_BITS),
        unexplained=len(pool),
        off=off,
    )


def weigh(
    world: World,
    m: Measured,
    indicators: Sequence[Indicator],
    most: int,
    progress: Progress,
) -> tuple[dict[Pair, Weighed], ir.Table]:
    """What speaks for and against each of the `most` strongest pairs, and members of staff.

    Out: all that was weighed, by pair, and the findings of all pairs as a table.
    """
    bench = world.bench
    progress.stage("Indicators", 2)
    groups = bench.keep("peers", peer_groups(m.posts, m.pair_days.select("staff").distinct()))
    found = bench.keep("findings", findings(m, groups, indicators, Subject.PAIR, bench))
    progress.advance(1)
    across = bench.keep("across", findings(m, groups, indicators, Subject.STAFF, bench))
    progress.advance(1)
    progress.stage("Evidence for and against", 2)
    pairs = bench.keep("candidates", _strongest(found, ("staff", "person"), most))
    weighed = weighed_of(world, m, found.semi_join(pairs, ["staff", "person"]), pairs)
    members = bench.keep("members", _strongest(across, ("staff",), most))
    weighed |= weighed_of(world, m, across.semi_join(members, "staff"), None)
    progress.advance(1)
    return weighed, found


def _strongest(found: ir.Table, by: Sequence[str], most: int) -> ir.Table:
    """The pairs whose bits, added up as `fuse` does, reach LEAST_BITS: at most so many, strongest
    first."""
    cap = ibis.cases(*((found.family == str(f), c) for f, c in CAPS.items()), else_=0.0)
    loudest_first = ibis.window(
        group_by=[*by, "family"], order_by=[found.bits.desc(), found.indicator]
    )
    place = ibis.row_number().over(loudest_first)
    damping = ibis.ifelse(found.on_record, DAMPING, 0.0)
    damped = found.mutate(cap=cap, bits=found.bits * damping.pow(place))
    of_family = damped.group_by(*by, "family").agg(bits=_.bits.sum(), cap=_.cap.max())
    of_family = of_family.mutate(bits=ibis.least(of_family.bits, of_family.cap))
    together = of_family.family.isin([str(family) for family in ONE_RECORD])
    total = of_family.group_by(*by).agg(
        bits=(
            of_family.bits.max(where=together).fill_null(0.0)
            + of_family.bits.sum(where=~together).fill_null(0.0)
        ).round(4)
    )
    strong = total.filter(total.bits >= LEAST_BITS)
    return strong.order_by([strong.bits.desc(), *by]).limit(most).select(*by)


def weighed_of(
    world: World, m: Measured, found: ir.Table, pairs: ir.Table | None
) -> dict[Pair, Weighed]:
    """What was found, gathered by pair, with what speaks against each and the flags of `pairs`."""
    rows = world.bench.rows(found)
    staff = world.texts("staff", (row["staff"] for row in rows))
    people = world.texts("person", (row.get("person") for row in rows))
    weighed: dict[Pair, Weighed] = {}
    for row in sorted(rows, key=lambda r: (-r["bits"], r["indicator"])):
        person = row.get("person")
        pair = (staff[row["staff"]], people[person] if person is not None else None)
        weighed.setdefault(pair, Weighed(pair, row["staff"], person)).findings.append(row)
    if pairs is not None and weighed:
        named = {(w.staff, w.person): w for w in weighed.values()}
        for against in AGAINST:
            for row in world.bench.rows(against.find(m, pairs)):
                text = against.because.format(**row)
                named[row["staff"], row["person"]].against.append((against.id, against.bits, text))
        for key, flags in _flags(world, pairs.select("person").distinct()).items():
            for w in weighed.values():
                if w.person == key:
                    w.flags = flags
    return weighed


def _flags(world: World, people: ir.Table) -> dict[Any, tuple[str, ...]]:
    """The flags of vulnerability of these people as of the moment."""
    flags = world.tables[Vulnerabilities]
    now = flags.filter(flags.to.isnull()).semi_join(people, "person")
    gathered: dict[Any, set[str]] = defaultdict(set)
    for row in world.bench.rows(now.select("person", "flag").distinct()):
        gathered[row["person"]].add(row["flag"])
    return {person: tuple(sorted(flags)) for person, flags in gathered.items()}


def _unexplained(world: World, m: Measured) -> list[Pair]:
    """All pairs with anything unexplained of late, by their own references, in order."""
    last = m.pair_days.day.max().as_scalar()
    recent = m.pair_days.filter(m.pair_days.day > last - RANDOM_DAYS)
    recent = recent.filter((recent.unexplained_looks + recent.unexplained_contacts) >= 1)
    pairs = recent.select("staff", "person").distinct()
    staff = world.dictionary("staff").select(staff="id", who="value")
    people = world.dictionary("person").select(person="id", whom="value")
    named = pairs.join(staff, "staff").join(people, "person").select("who", "whom")
    return sorted((row["who"], row["whom"]) for row in world.bench.rows(named))


def drawn_pair(world: World, pair: Pair) -> Weighed:
    """A pair that was drawn at random and in which no indicator found anything."""
    ids = []
    for names, text in zip(("staff", "person"), pair, strict=True):
        entries = world.dictionary(names)
        ids.append(world.bench.rows(entries.filter(entries.value == text))[0]["id"])
    weighed = Weighed(pair, *ids)
    asked = small_table([{"person": ids[1]}], {"person": "int32"})
    weighed.flags = _flags(world, asked).get(ids[1], ())
    return weighed
