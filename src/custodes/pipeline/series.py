"""A series: the same computation as of one moment after another, for whoever measures how good it
is over time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from custodes.indicators.base import Indicator
from custodes.measures.measured import Measured
from custodes.pipeline.carried import Carried
from custodes.pipeline.limits import able_indicators, indicators_with, limits_from
from custodes.pipeline.measure import measure
from custodes.pipeline.rank import Weighed, weigh
from custodes.pipeline.reports import Progress, Silence
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES, Purpose
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench

MOST = 1_000
"""How many pairs, and members of staff, are weighed at each moment, strongest first."""


@dataclass(frozen=True)
class Step:
    """What was known, measured and weighed as of one moment. Read it before taking the next."""

    as_of: datetime
    bench: Workbench
    world: World
    measured: Measured
    weighed: list[Weighed]


def series(
    home: Home,
    *,
    moments: Sequence[datetime],
    without: Collection[str] = (),
    purposes: Sequence[type[Purpose]] = PURPOSES,
    explanations: bool = True,
    indicators: Sequence[Indicator] | None = None,
    progress: Progress | None = None,
    memory_mb: int | None = None,
    threads: int | None = None,
) -> Iterator[Step]:
    """Each moment in turn, knowing only what was known then, and building on the one before.

    `moments` are UTC without zone, rising. `without` names tables that are hidden, as if the force
    had never given them; `purposes` the templates that explain; with `explanations` false nothing
    is explained at all. `indicators` are those of the home's settings where not named.
    Nothing is kept in the ledger.
    """
    told = progress or Silence()
    batches = committed(home)
    if indicators is None:
        indicators = indicators_with(limits_from(home.path / "settings.toml"))
    with TemporaryDirectory(prefix="series-", dir=home.spill) as spill:
        engine = connect(Path(spill), memory_mb=memory_mb, threads=threads)
        last: tuple[Workbench, Carried] | None = None
        texts: dict[str, dict[int, str]] = {}
        try:
            for moment in moments:
                bench = Workbench(engine)
                world = World(home, bench, batches, moment, without, texts)
                able, _off = able_indicators(indicators, world.tables)
                before = last[1] if last else None
                allowed = purposes if explanations else ()
                explained = measure(world.tables, bench, told, allowed, before)
                if last:
                    last[0].release()
                weighed, _found = weigh(world, explained.measured, able, MOST, told)
                yield Step(moment, bench, world, explained.measured, list(weighed.values()))
                bench.release(but=explained.carried.tables)
                last = bench, explained.carried
        finally:
            engine.disconnect()
