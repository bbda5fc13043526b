"""Coverage: which systems and classes of device the force holds, and which of them are monitored.

Coverage = monitored / held (requirement M1). A system is held when anybody has a login of it, and
monitored when its audit trail has been taken in; a device is monitored when anything that it did
has been. What is held nowhere cannot be counted: personal phones are invisible here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.indicators import INDICATORS
from custodes.pipeline.feeds_told import FeedTold, feeds_told
from custodes.pipeline.reconcile import Reconciliation, reconciliation
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES
from custodes.schema import (
    TABLES,
    Accesses,
    Contacts,
    Devices,
    Logins,
    Presences,
    Recordings,
    Staff,
)
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench
from custodes.vocabulary.times import iso


@dataclass(frozen=True)
class Covered:
    """One system or class of device: how many are held, how many monitored, the last event."""

    what: str
    name: str
    held: int
    monitored: int
    last_event: str | None

    @property
    def share(self) -> float | None:
        """Monitored / held; None where nothing is held."""
        return round(self.monitored / self.held, 3) if self.held else None


def coverage(home: Home, as_of: datetime) -> list[Covered]:
    """Every system and class of device, as of a moment: systems first, by name.

    For a system `held` counts the logins that somebody holds and `monitored` those of them that
    its audit trail ever showed.
    """
    bench = Workbench(connect(home.spill))
    world = World(home, bench, committed(home), as_of)
    return [*_systems(world), *_devices(world)]


ALL = 100_000
"""References that a finding of the survey lists at most: all, in any real register."""


@dataclass(frozen=True)
class NotHeld:
    """A table that nothing was taken into, and what of the engine that leaves without.

    `feeds` are those that would fill it and are off, each with why.
    """

    table: str
    indicators: tuple[str, ...]
    purposes: tuple[str, ...]
    feeds: tuple[FeedTold, ...]


@dataclass(frozen=True)
class Survey:
    """Everything that is told of coverage, as of a moment. `staff` counts those in post."""

    as_of: datetime
    staff: int
    covered: list[Covered]
    agreed: Reconciliation
    feeds: list[FeedTold]
    not_held: list[NotHeld]


def survey(home: Home, as_of: datetime) -> Survey:
    """Coverage with what registers and feeds do not agree on, what is off, and what that costs.

    What registers do not agree on counts all that is held, whatever the moment.
    """
    batches = committed(home)
    bench = Workbench(connect(home.spill))
    world = World(home, bench, batches, as_of)
    feeds = feeds_told(home)
    told = Survey(
        as_of,
        _in_post(world),
        [*_systems(world), *_devices(world)],
        reconciliation(home, connect(home.spill), batches, listed=ALL),
        feeds,
        not_held({name for manifest in batches for name in manifest.tables}, feeds),
    )
    bench.close()
    return told


def not_held(held: Collection[str], feeds: Sequence[FeedTold]) -> list[NotHeld]:
    """The tables that nothing was taken into and something reads, in the order of their names."""
    off = [feed for feed in feeds if feed.off]
    missing = sorted(table.name for table in TABLES if table.name not in held)
    found = [
        NotHeld(
            name,
            tuple(i.title for i in INDICATORS if name in {t.name for t in i.reads}),
            tuple(p.title for p in PURPOSES if name in {t.name for t in p.reads}),
            tuple(feed for feed in off if name in feed.tables),
        )
        for name in missing
    ]
    return [one for one in found if one.indicators or one.purposes or one.feeds]


def _in_post(world: World) -> int:
    posts = world.tables[Staff]
    now = posts.filter(posts.to.isnull()).select("staff").distinct()
    return int(world.bench.rows(now.agg(n=_.count()))[0]["n"])


def _systems(world: World) -> list[Covered]:
    t = world.tables
    held = t[Logins].filter(_.to.isnull()).select("system", "login").distinct()
    seen = t[Accesses].group_by("system", "login").agg(last=_.at.max())
    known = held.select("system").union(seen.select("system"), distinct=True)
    rows = world.bench.rows(known.order_by("system"))
    of_held = _by(world, held.group_by("system").agg(n=_.count()), "system")
    of_both = _by(
        world,
        held.semi_join(seen, ["system", "login"]).group_by("system").agg(n=_.count()),
        "system",
    )
    last = _by(world, seen.group_by("system").agg(n=_.last.max()), "system")
    return [
        Covered(
            "system",
            row["system"],
            of_held.get(row["system"], 0),
            of_both.get(row["system"], 0),
            iso(last.get(row["system"])),
        )
        for row in rows
    ]


def _devices(world: World) -> list[Covered]:
    held = _held(world)
    used = _used(world)
    of_held = _by(world, held.group_by("kind").agg(n=_.device.nunique()), "kind")
    of_used = _by(world, used.group_by("kind").agg(n=_.device.nunique()), "kind")
    last = _by(world, used.group_by("kind").agg(n=_.at.max()), "kind")
    return [
        Covered("device", kind, of_held[kind], of_used.get(kind, 0), iso(last.get(kind)))
        for kind in sorted(of_held)
    ]


def _held(world: World) -> ir.Table:
    return world.tables[Devices].filter(_.to.isnull()).select("device", "kind", "number").distinct()


def _used(world: World) -> ir.Table:
    """Every use of a device that is held, under its own name or its number: device, kind, at."""
    t, held = world.tables, _held(world)
    did = ibis.union(
        t[Contacts].select("device", at=_.at),
        t[Presences].select("device", at=_.at),
        t[Recordings].select("device", at=_.start),
    )
    named = held.select("device", "kind", as_seen="device")
    if t.number_as_device is not None:
        billed = held.join(t.number_as_device.select(seen="device", number="number"), "number")
        named = named.union(billed.select("device", "kind", as_seen="seen"), distinct=True)
    return named.join(did.select(as_seen="device", at="at"), "as_seen")


def _by(world: World, counted: ir.Table, name: str) -> dict[str, Any]:
    return {row[name]: row["n"] for row in world.bench.rows(counted)}


@dataclass(frozen=True)
class Registered:
    """A device as the register has it; `holder` is a staff reference, empty where none is named."""

    device: str
    kind: str
    holder: str
    monitored: bool


def device_register(home: Home, as_of: datetime) -> tuple[list[Registered], frozenset[str]]:
    """Every holding of a device that is in force as of a moment, and the staff in post then."""
    world = World(home, Workbench(connect(home.spill)), committed(home), as_of)
    t = world.tables
    rows = world.bench.rows(
        t[Devices].filter(_.to.isnull()).select("device", "kind", "number", "staff").distinct()
    )
    seen = {row["device"] for row in world.bench.rows(_used(world).select("device").distinct())}
    names = world.texts("device", (row["device"] for row in rows))
    holders = world.texts("staff", (row["staff"] for row in rows))
    posts = world.bench.rows(t[Staff].filter(_.to.isnull()).select("staff").distinct())
    staff = world.texts("staff", (row["staff"] for row in posts))
    register = [
        Registered(
            names[row["device"]],
            row["kind"],
            holders.get(row["staff"], ""),
            row["device"] in seen,
        )
        for row in rows
    ]
    return sorted(register, key=lambda one: (one.device, one.holder)), frozenset(staff.values())
