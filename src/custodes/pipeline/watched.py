"""Staff under an authorised watch: every pair of theirs within scope, on top of the budget.

A watch is decided by people (the pages hold who asked, who approved and until when). The engine is
told whom and which tables it covers, raises what is unexplained there, and shows nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.indicators.base import Indicator, Subject
from custodes.measures.measured import Measured
from custodes.pipeline.rank import RANDOM_DAYS, Ranked, Weighed, drawn_pair, weighed_of
from custodes.pipeline.world import World
from custodes.ranking.budget import Chosen, Pair
from custodes.ranking.evidence import findings, peer_groups
from custodes.store.workbench import small_table
from custodes.vocabulary.errors import UserError

Watched = Mapping[str, Sequence[str]]
"""By the reference of each member of staff: the tables of traces that the watch covers."""

TABLES = {"accesses": "looks", "contacts": "calls"}
"""What a watch can cover, with the table that indicators count over."""
WATCH = "watch"
EPOCH = date(1970, 1, 1)
"""Days are counted from here."""


def pairs_of_watched(
    world: World,
    m: Measured,
    indicators: Sequence[Indicator],
    ranked: Ranked,
    watched: Watched,
) -> Ranked:
    """The list with every pair of the watched that holds anything unexplained within scope.

    Those that the budget raised already stay as they are. Out as well: for each member every pair
    within scope, also where all is explained, as counts. Raises UserError for a table that no
    watch can cover.
    """
    for staff, tables in watched.items():
        if not tables or set(tables) - set(TABLES):
            raise UserError(f"A watch over {staff} covers {tables}: name {' or '.join(TABLES)}.")
    counted = {staff: _counted(world, m, staff, tables) for staff, tables in watched.items()}
    raised = {chosen.pair for chosen, _weighed in ranked.chosen}
    wanted: dict[Pair, frozenset[str]] = {
        (staff, row["person"]): frozenset(watched[staff])
        for staff, rows in counted.items()
        for row in rows
        if row["unexplained_lately"] and (staff, row["person"]) not in raised
    }
    weighed = _weighed(world, m, indicators, wanted)
    listed = sorted(weighed.values(), key=lambda w: (-w.fused.bits, w.pair))
    chosen = [(Chosen(w.pair, WATCH, 1.0), w) for w in listed]
    return replace(ranked, chosen=[*ranked.chosen, *chosen], pairs_of_watched=counted)


def _counted(world: World, m: Measured, staff: str, tables: Sequence[str]) -> list[dict[str, Any]]:
    """Every pair of a member within scope: person, looks, contacts, what is unexplained of them,
    first and last day; most unexplained first."""
    days = m.pair_days.semi_join(_member(world, staff), "staff")
    last = m.pair_days.day.max().as_scalar()
    none = ibis.literal(0)
    looks, contacts = ("accesses" in tables, "contacts" in tables)
    seen = days.mutate(
        looks=days.looks if looks else none,
        unexplained_looks=days.unexplained_looks if looks else none.cast("float64"),
        contacts=days.contacts if contacts else none,
        unexplained_contacts=days.unexplained_contacts if contacts else none.cast("float64"),
    )
    seen = seen.filter((seen.looks + seen.contacts) > 0)
    mass = seen.unexplained_looks + seen.unexplained_contacts
    pairs = seen.group_by("person").agg(
        looks=_.looks.sum(),
        contacts=_.contacts.sum(),
        unexplained=mass.sum().round(2),
        unexplained_lately=mass.sum(where=seen.day > last - RANDOM_DAYS).fill_null(0.0).round(2),
        first=_.day.min(),
        last=_.day.max(),
    )
    rows = world.bench.rows(pairs)
    people = world.texts("person", (row["person"] for row in rows))
    plain = [
        row
        | {
            "person": people[row["person"]],
            "first": (EPOCH + timedelta(days=row["first"])).isoformat(),
            "last": (EPOCH + timedelta(days=row["last"])).isoformat(),
        }
        for row in rows
    ]
    return sorted(plain, key=lambda row: (-row["unexplained"], row["person"]))


def _weighed(
    world: World,
    m: Measured,
    indicators: Sequence[Indicator],
    wanted: Mapping[Pair, frozenset[str]],
) -> dict[Pair, Weighed]:
    """What speaks for and against each of these pairs, of the indicators within its scope."""
    if not wanted:
        return {}
    bench = world.bench
    drawn = {pair: drawn_pair(world, pair) for pair in wanted}
    asked = small_table(
        [{"staff": w.staff, "person": w.person} for w in drawn.values()],
        {"staff": "int32", "person": "int32"},
    )
    groups = bench.keep(
        "peers_of_watched", peer_groups(m.posts, m.pair_days.select("staff").distinct())
    )
    found = findings(m, groups, indicators, Subject.PAIR, bench)
    found = bench.keep("found_of_watched", found.semi_join(asked, ["staff", "person"]))
    pairs = bench.keep("watched_pairs", found.select("staff", "person").distinct())
    weighed = drawn | weighed_of(world, m, found, pairs)
    over = {indicator.id: indicator.over for indicator in indicators}
    for pair, w in weighed.items():
        w.scope = wanted[pair]
        counted_over = {TABLES[table] for table in w.scope}
        w.findings = [f for f in w.findings if over[f["indicator"]] in counted_over]
        if not w.findings:
            # What speaks against an indicator's word speaks against nothing here.
            w.against = []
    return weighed


def _member(world: World, staff: str) -> ir.Table:
    entries = world.dictionary("staff")
    return entries.filter(entries.value == staff).select(staff="id")
