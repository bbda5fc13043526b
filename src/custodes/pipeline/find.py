"""Find: one run as of a moment, its replay, and what a series of runs would have raised."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from custodes.pipeline.alerts import versions, write_alerts
from custodes.pipeline.lately import Lately
from custodes.pipeline.lessons import learned_from
from custodes.pipeline.limits import (
    Limits,
    able_indicators,
    indicators_with,
    limits_from,
    verdicts_teach,
)
from custodes.pipeline.measure import measure
from custodes.pipeline.rank import Quiet, Ranked, rank
from custodes.pipeline.reports import Progress, Silence
from custodes.pipeline.verdicts import told_until
from custodes.pipeline.watched import Watched, pairs_of_watched
from custodes.pipeline.world import World, last_event
from custodes.purposes import PURPOSES
from custodes.ranking.budget import QUIET_DAYS, Pair
from custodes.ranking.learning import NOTHING, Learned
from custodes.store.engines import Engine, opened
from custodes.store.home import Home
from custodes.store.manifests import Manifest, committed
from custodes.store.runs import (
    RunRecord,
    alert_lines,
    alerts_as_they_lie,
    alerts_of,
    claimed_run,
    keep_run,
    run_named,
    runs,
)
from custodes.store.workbench import Workbench
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import Clock, end_of_day, in_london, iso, naive_utc

DEFAULT_BUDGET = 10


@dataclass(frozen=True)
class Found:
    """A run and the alerts that it raised; `pairs_of_watched` counts, for each member of staff
    under a watch, every pair of theirs within its scope."""

    record: RunRecord
    alerts: list[dict[str, Any]]
    pairs_of_watched: Mapping[str, list[dict[str, Any]]]


def find(
    home: Home,
    *,
    clock: Clock,
    as_of: datetime | None = None,
    budget: int = DEFAULT_BUDGET,
    watched: Watched | None = None,
    progress: Progress | None = None,
    memory_mb: int | None = None,
    engine: Engine = Engine.DUCKDB,
) -> Found:
    """Explain, measure, rank and raise alerts, knowing only what was known at `as_of`.

    `as_of` is UTC without zone; where it is not given, the end of the day of the last event taken
    in. `budget` is how many alerts the unit reads in a week; pairs of staff who are `watched` come
    on top of it. What the unit had decided or held back by now counts. `engine` is where it is
    computed: the alerts are the same. Raises UserError on a wrong budget, or an engine that is not
    installed.
    """
    if budget < 1:
        raise UserError(f"A budget of {budget} alerts leaves nothing to read: write 1 or more.")
    batches = committed(home)
    as_of = as_of or moment_of(home, clock)
    made = clock().replace(microsecond=0)
    told = told_until(home, made)
    asked = _Asked(
        as_of,
        budget,
        limits_from(home.path / "settings.toml"),
        partial(told.quiet, moment=made),
        {staff: sorted(tables) for staff, tables in (watched or {}).items()},
        learned_from(home, told) if verdicts_teach(home.path / "settings.toml") else NOTHING,
        engine,
        memory_mb,
    )
    before = [r.run for r in runs(home) if _within_quiet(r, as_of)]
    with claimed_run(home) as name:
        alerts, ranked = _compute(home, batches, asked, _raised(home, before), name, progress)
        record = RunRecord(
            run=name,
            as_of=str(iso(as_of)),
            budget=budget,
            batches=tuple(m.batch for m in batches),
            follows=tuple(before),
            limits=asked.limits,
            versions=versions(),
            figures=figures(ranked),
            made_at=made.isoformat(timespec="seconds"),
            alerts=len(alerts),
            alerts_sha256=sha256(alert_lines(alerts)).hexdigest(),
            watched={staff: list(tables) for staff, tables in asked.watched.items()},
            learned={} if asked.learned == NOTHING else asdict(asked.learned),
        )
        keep_run(home, record, alerts, ranked.pairs_of_watched)
    return Found(record, alerts, ranked.pairs_of_watched)


def moment_of(home: Home, clock: Clock) -> datetime:
    """The moment that is meant where none is named: the end of the day of the last event taken
    in, as London counts days, or of today where nothing was or a clock runs ahead of today."""
    today = in_london(naive_utc(clock())).date()
    last = last_event(committed(home))
    if last is None:
        return end_of_day(today)
    return end_of_day(min(today, in_london(datetime.fromisoformat(last.removesuffix("Z"))).date()))


@dataclass(frozen=True)
class Replay:
    """A run made again: whether it is the same, and each alert that differs or is missing."""

    run: str
    same: bool
    differences: tuple[str, ...]


def replay(
    home: Home,
    name: str,
    *,
    progress: Progress | None = None,
    engine: Engine = Engine.DUCKDB,
) -> Replay:
    """Make a past run again from what it rested on, and compare it row for row.

    A file of alerts that was changed since is compared as it lies, and told.
    """
    record = run_named(home, name)
    kept, as_written = alerts_as_they_lie(home, name)
    held = {manifest.batch: manifest for manifest in committed(home)}
    if gone := [batch for batch in record.batches if batch not in held]:
        raise UserError(
            f"Run {name} rests on {len(gone)} batches that this home no longer holds "
            f"(first: {gone[0]}): restore a backup that does."
        )
    made = datetime.fromisoformat(record.made_at)
    asked = _Asked(
        datetime.fromisoformat(record.as_of.removesuffix("Z")),
        record.budget,
        record.limits,
        partial(told_until(home, made).quiet, moment=made),
        record.watched,
        Learned(**record.learned),
        engine,
    )
    again, _ranked = _compute(
        home,
        [held[batch] for batch in record.batches],
        asked,
        _raised(home, record.follows),
        name,
        progress,
    )
    differences = [] if as_written else [_changed(record, again)]
    then = {alert["alert"]: alert for alert in kept}
    for new in again:
        old = then.get(new["alert"])
        if old is None:
            differences.append(f"{new['alert']}: not in the file")
        elif keys := [k for k in old | new if k not in old or k not in new or old[k] != new[k]]:
            differences.append(f"{new['alert']}: {', '.join(keys)} differ")
    if len(kept) != len(again):
        differences.append(f"{len(kept)} alerts then, {len(again)} now")
    if record.versions != versions():
        differences.append("the program or the version of an indicator or purpose changed since")
    same = as_written and alert_lines(again) == alert_lines(kept)
    return Replay(name, same, () if same else tuple(differences))


def _changed(record: RunRecord, again: list[dict[str, Any]]) -> str:
    """That the file of a run's alerts was changed, and whether the run made again is what it was
    before."""
    told = f"the alerts of {record.run} were changed in the home after the run wrote them"
    if sha256(alert_lines(again)).hexdigest() == record.alerts_sha256:
        return f"{told}; made again, the run gives what was recorded of it"
    return told


def backtest(
    home: Home,
    *,
    first: date,
    last: date,
    every: timedelta,
    budget: int = DEFAULT_BUDGET,
    progress: Progress | None = None,
) -> Iterator[dict[str, Any]]:
    """What each run from `first` to `last` would have raised, each keeping later ones quiet.

    Nothing is kept in the ledger. Yields alerts as `find` would have written them.
    """
    batches = committed(home)
    limits = limits_from(home.path / "settings.toml")
    raised = Lately()
    day = first
    while day <= last:
        as_of = end_of_day(day)
        asked = _Asked(as_of, budget, limits)
        alerts, _ranked = _compute(
            home, batches, asked, raised.at(as_of), f"backtest-{day}", progress
        )
        raised.add(as_of, _families(alerts))
        yield from alerts
        day += every


def figures(ranked: Ranked) -> dict[str, Any]:
    """The counts of a run, and which indicators were off for which tables, for its record."""
    return {
        "off": ranked.off,
        "pairs": ranked.pairs,
        "pairs_with_findings": ranked.with_findings,
        "candidates": ranked.candidates,
        "pairs_with_anything_unexplained": ranked.unexplained,
    }


@dataclass(frozen=True)
class _Asked:
    """What a run is asked: the moment, the budget, limits, what stays quiet, who is watched, what
    verdicts taught; and where it is computed, which changes nothing."""

    as_of: datetime
    budget: int
    limits: Limits
    quiet: Quiet | None = None
    watched: Watched = field(default_factory=dict)
    learned: Learned = NOTHING
    engine: Engine = Engine.DUCKDB
    memory_mb: int | None = None


def _compute(
    home: Home,
    batches: Sequence[Manifest],
    asked: _Asked,
    raised: Mapping[Pair, frozenset[str]],
    run: str,
    progress: Progress | None,
) -> tuple[list[dict[str, Any]], Ranked]:
    """One run, computed and not kept: the same inputs give the same alerts."""
    shown = progress or Silence()
    indicators = indicators_with(asked.limits, asked.learned)
    purposes = [asked.learned.purpose(declared) for declared in PURPOSES]
    with TemporaryDirectory(prefix=f"{run}-", dir=home.spill) as spill:
        bench = Workbench(opened(asked.engine, Path(spill), memory_mb=asked.memory_mb))
        world = World(home, bench, batches, asked.as_of)
        able, off = able_indicators(indicators, world.tables)
        explained = measure(world.tables, bench, shown, purposes)
        ranked = rank(
            world, explained.measured, able, off, asked.budget, raised, shown, asked.quiet
        )
        if asked.watched:
            ranked = pairs_of_watched(world, explained.measured, able, ranked, asked.watched)
        alerts = write_alerts(world, explained, ranked, able, run, shown)
        bench.close()
    return alerts, ranked


def _within_quiet(record: RunRecord, as_of: datetime) -> bool:
    made_for = datetime.fromisoformat(record.as_of.removesuffix("Z"))
    return as_of - timedelta(days=QUIET_DAYS) < made_for < as_of


def _raised(home: Home, names: Sequence[str]) -> dict[Pair, frozenset[str]]:
    """The pairs that these runs raised, with the families that spoke."""
    raised: dict[Pair, frozenset[str]] = {}
    for name in names:
        for pair, families in _families(alerts_of(home, name)).items():
            raised[pair] = raised.get(pair, frozenset()) | families
    return raised


def _families(alerts: Sequence[Mapping[str, Any]]) -> dict[Pair, frozenset[str]]:
    return {(a["staff"], a["person"]): frozenset(a["families"]) for a in alerts}
