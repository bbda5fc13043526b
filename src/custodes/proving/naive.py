"""What anybody could count without explaining anything: user-weeks and pair-windows as numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import numpy as np
from ibis import _

from custodes.measures.measured import OFF_DUTY
from custodes.measures.spans import FOREVER, within
from custodes.measures.touches import calls, looks
from custodes.pipeline.world import World
from custodes.proving.protocol import Protocol
from custodes.proving.rivals.base import Numbers
from custodes.purposes.links import recorded
from custodes.schema import PURPOSE_KINDS
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench
from custodes.vocabulary.times import end_of_day

OF_A_PAIR = (
    "looks",
    "look_days",
    "no_purpose",
    "no_purpose_days",
    "details",
    "off_duty_looks",
    "contacts",
    "contacts_out",
    "contact_days",
    "off_duty_contacts",
)
"""What is counted of a pair. `no_purpose` is the naive join: no purpose record of any kind held for
that member of staff and that person when they looked."""

OF_PEOPLE = {
    "looks": "people_looked_up",
    "no_purpose": "people_no_purpose",
    "contacts": "people_contacted",
}
"""What is counted of a member of staff beside sums over their pairs: people with any of these."""

PAIR_WINDOWS = (28, 84)
USER_WINDOWS = (7, 28)
"""Days before an origin over which pairs and members of staff are counted."""


@dataclass(frozen=True)
class Naive:
    """Counts as of every origin: `values[origin, staff, count]`, named by `names`."""

    staff: tuple[str, ...]
    names: tuple[str, ...]
    values: Numbers


def naive_counts(home: Home, protocol: Protocol) -> Naive:
    """All counts of a taken-in force at all origins; of a pair's count the highest of each member
    of staff. Nothing that happened after an origin counts towards it."""
    bench = Workbench(connect(home.spill))
    try:
        world = World(home, bench, committed(home), end_of_day(protocol.last))
        rows: dict[str, Numbers] = {
            name: column.to_numpy() for name, column in _weekly(world, bench, protocol).items()
        }
        seen = np.unique(rows["staff"])
        texts = world.texts("staff", (int(i) for i in seen))
    finally:
        bench.close()
    rows["staff"] = np.searchsorted(seen, rows["staff"])
    pair = (rows["staff"].astype(np.int64) << 32) + rows["person"]
    found, rows["pair"] = np.unique(pair, return_inverse=True)
    owner = found >> 32
    names, each = _names(protocol.every), []
    for origin in range(len(protocol.origins)):
        back = len(protocol.origins) - 1 - origin
        each.append(np.stack(list(_at(rows, owner, back, len(seen), protocol.every)), axis=1))
    return Naive(tuple(texts[int(i)] for i in seen), names, np.stack(each))


def _names(every: int) -> tuple[str, ...]:
    of_pairs = [f"{name} of a pair, {days} days" for days in PAIR_WINDOWS for name in OF_A_PAIR]
    of_staff = [
        f"{name} of a member of staff, {days} days"
        for days in USER_WINDOWS
        for name in (*OF_A_PAIR, *OF_PEOPLE.values())
    ]
    return tuple(name.replace("_", " ") for name in of_pairs + of_staff)


def _at(
    rows: dict[str, Numbers], owner: Numbers, back: int, staff: int, every: int
) -> Iterator[Numbers]:
    """Each count as of an origin that lies `back` periods before the last, by member of staff."""
    for days in PAIR_WINDOWS:
        mine = _within(rows, back, days, every)
        for name in OF_A_PAIR:
            sums = np.bincount(rows["pair"][mine], rows[name][mine], len(owner))
            highest = np.zeros(staff)
            np.maximum.at(highest, owner, sums)
            yield highest
    for days in USER_WINDOWS:
        mine = _within(rows, back, days, every)
        for name in OF_A_PAIR:
            yield np.bincount(rows["staff"][mine], rows[name][mine], staff)
        for name in OF_PEOPLE:
            sums = np.bincount(rows["pair"][mine], rows[name][mine], len(owner))
            yield np.bincount(owner[sums > 0], minlength=staff).astype(np.float64)


def _within(rows: dict[str, Numbers], back: int, days: int, every: int) -> Numbers:
    periods = max(1, days // every)
    mine: Numbers = (rows["period"] >= back) & (rows["period"] < back + periods)
    return mine


def _weekly(world: World, bench: Workbench, protocol: Protocol) -> dict[str, ir.Table]:
    """Counts of each pair in each period before the last day (0: the one up to it)."""
    t = world.tables
    since = end_of_day(protocol.first_day - timedelta(days=1))
    last = (protocol.last - date(1970, 1, 1)).days
    looked = bench.keep("naive_looks", looks(t, since))
    called = calls(t, since)
    links = recorded(t, tuple(PURPOSE_KINDS.split()))
    # A record without an end goes on.
    spans = links.select("staff", "person", "start", end=ibis.coalesce(links.end, FOREVER))
    held = within(looked, spans, ("staff", "person")).select("access", "system", "person", "staff")
    held = held.distinct().mutate(held=ibis.literal(True))
    looked = looked.left_join(held, ["access", "system", "person", "staff"])
    none = looked.held.isnull()
    of_looks = looked.mutate(period=(ibis.literal(last) - looked.day) // protocol.every, none=none)
    of_looks = of_looks.group_by("staff", "person", "period").agg(
        looks=_.count(),
        look_days=_.day.nunique(),
        no_purpose=_.none.sum(),
        no_purpose_days=_.day.nunique(where=_.none),
        details=(_.use == "details").sum(),
        off_duty_looks=_.duty.isin(OFF_DUTY).sum(),
    )
    of_calls = called.mutate(period=(ibis.literal(last) - called.day) // protocol.every)
    of_calls = of_calls.group_by("staff", "person", "period").agg(
        contacts=_.count(),
        contacts_out=(_.direction == "out").sum(),
        contact_days=_.day.nunique(),
        off_duty_contacts=_.duty.isin(OFF_DUTY).sum(),
    )

    def filled(part: ir.Table) -> ir.Table:
        none_of = ibis.literal(0, "int64")
        values = {c: (part[c].cast("int64") if c in part.columns else none_of) for c in OF_A_PAIR}
        return part.select("staff", "person", "period", **values)

    both = ibis.union(filled(of_looks), filled(of_calls)).group_by("staff", "person", "period")
    table = bench.backend.to_pyarrow(both.agg(**{c: _[c].sum() for c in OF_A_PAIR}))
    return {name: table[name] for name in table.column_names}
