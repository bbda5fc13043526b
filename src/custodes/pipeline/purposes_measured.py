"""What each purpose explains on a force's own look-ups, and how often it would by chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis.expr.types as ir
from ibis import _

from custodes.pipeline.explain import OWN_BIT
from custodes.pipeline.measure import measure
from custodes.pipeline.reports import Progress, Silence
from custodes.pipeline.shuffled import shuffled
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES
from custodes.store.engines.duckdb import connect
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench

SEED = 1
"""Of the shuffle: two measurements of one home are alike."""


@dataclass(frozen=True)
class Share:
    """So many `of` all."""

    n: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.n / self.of if self.of else None


@dataclass(frozen=True)
class Figures:
    """One purpose on the look-ups of a moment. `first` and `repeat`: of the first look-ups of each
    pair in the look-back, and of the later ones, those wholly explained with this purpose active;
    `alone`: of all look-ups those wholly explained with no other active; `by_chance`: of shuffled
    look-ups those wholly explained with it active; `links`: of pairs that looked or were in
    contact, how many have it.
    """

    purpose: str
    links: int
    first: Share
    repeat: Share
    alone: Share
    by_chance: Share

    @property
    def beyond_chance(self) -> float | None:
        """The share of what it explains that chance would not: 1 - by chance / explained, 0 at
        least. None where it explains nothing, or nothing was shuffled."""
        looks = self.first.of + self.repeat.of
        if not self.by_chance.of or not (explained := self.first.n + self.repeat.n):
            return None
        return max(0.0, 1 - (self.by_chance.n / self.by_chance.of) / (explained / looks))


def purposes_measured(
    home: Home, *, as_of: datetime, progress: Progress | None = None
) -> list[Figures]:
    """The figures of every purpose, in their order, knowing only what was known at `as_of` (UTC
    without zone). Nothing is kept."""
    told = progress or Silence()
    with TemporaryDirectory(prefix="purposes-", dir=home.spill) as spill:
        bench = Workbench(connect(Path(spill)))
        world = World(home, bench, committed(home), as_of)
        explained = measure(world.tables, bench, told)
        told.stage("The same look-ups, shuffled", 1)
        mixed = shuffled(world.tables, explained.measured, bench, SEED)
        looks = explained.measured.looks
        first = looks.order_by("at", "access").distinct(on=["staff", "person"], keep="first")
        counted = {
            "all": _counts(bench, looks),
            "first": _counts(bench, first),
            "mixed": _counts(bench, mixed) if mixed is not None else {"n": 0},
        }
        links = {
            row["template"]: row["pairs"]
            for row in bench.rows(
                explained.links.select("staff", "person", "template")
                .distinct()
                .group_by("template")
                .agg(pairs=_.count())
            )
        }
        told.advance(1)
        bench.close()
    return list(_figures(counted, links))


def _figures(counted: dict[str, dict[str, int]], links: dict[int, int]) -> Iterator[Figures]:
    looks, first, mixed = counted["all"], counted["first"], counted["mixed"]
    for place, purpose in enumerate(PURPOSES):
        with_it, alone = f"with_{place}", f"alone_{place}"
        yield Figures(
            purpose=purpose.id,
            links=links.get(place, 0),
            first=Share(first[with_it], first["n"]),
            repeat=Share(looks[with_it] - first[with_it], looks["n"] - first["n"]),
            alone=Share(looks[alone], looks["n"]),
            by_chance=Share(mixed.get(with_it, 0), mixed["n"]),
        )


def _counts(bench: Workbench, rows: ir.Table) -> dict[str, int]:
    """How many rows there are, and for each purpose how many are wholly explained with it active,
    and with it alone."""
    explained = rows.word == "explained"
    every = sum(_bits(place) for place in range(len(PURPOSES)))
    told = {"n": rows.count()}
    for place in range(len(PURPOSES)):
        mine = rows.reach & _bits(place)
        others = rows.reach & (every ^ _bits(place))
        told[f"with_{place}"] = (explained & (mine != 0)).sum()
        told[f"alone_{place}"] = (explained & (mine != 0) & (others == 0)).sum()
    (row,) = bench.rows(rows.agg(**told))
    return {name: value or 0 for name, value in row.items()}


def _bits(place: int) -> int:
    return (1 << place) | (OWN_BIT << place)
