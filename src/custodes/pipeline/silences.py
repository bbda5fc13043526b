"""Silences: feeds that have stopped, and hours in which a feed that is never quiet said nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ibis.backends.duckdb import Backend

from custodes.schema import Accesses, Contacts, Presences, Recordings, Table
from custodes.store import sql
from custodes.store.facts import facts_query
from custodes.store.home import Home
from custodes.store.manifests import Manifest

TRACES: tuple[type[Table], ...] = (Accesses, Contacts, Presences, Recordings)
"""Tables that systems fill by themselves, so that silence means something."""
SILENT_AFTER = timedelta(days=3)
MISSED, SHORTEST = 20, 4
"""A gap is a quiet span of so many expected events, and of so many hours."""
FEWEST_DAYS = 14
"""A feed shorter than this has no habit yet."""


@dataclass(frozen=True)
class SilentFeed:
    """A feed whose last event lies more than three days before the last event of any feed."""

    feed: str
    table: str
    last: datetime
    days: float


@dataclass(frozen=True)
class Gap:
    """Hours in which a feed told of nothing, and how many events its habit would have given."""

    feed: str
    table: str
    start: datetime
    end: datetime
    expected: int


def silent_feeds(
    batches: Sequence[Manifest], limit: timedelta = SILENT_AFTER
) -> tuple[SilentFeed, ...]:
    """Feeds of traces that had stopped more than `limit` before the latest event of any feed."""
    lasts: dict[tuple[str, str], datetime] = {}
    for manifest in batches:
        for table in TRACES:
            taken = manifest.tables.get(table.name)
            if taken and taken.last:
                key = (manifest.feed, table.name)
                last = datetime.fromisoformat(taken.last.removesuffix("Z"))
                lasts[key] = max(last, lasts.get(key, last))
    latest = max(lasts.values(), default=None)
    if latest is None:
        return ()
    return tuple(
        SilentFeed(feed, table, last, round((latest - last) / timedelta(days=1), 1))
        for (feed, table), last in sorted(lasts.items())
        if latest - last > limit
    )


def gaps(home: Home, backend: Backend, batches: Sequence[Manifest]) -> tuple[Gap, ...]:
    """Spans of whole hours without an event in which the feed's own habit would have given many.

    The habit is what that hour of the day (UTC, weekdays and weekends apart) brings on all but its
    quietest quarter of days, over the feed's whole time. Only spans between a feed's
    first and last event count; a feed that stopped for good is silent instead.
    """
    found: list[Gap] = []
    for table in TRACES:
        named = [m for m in batches if table.name in m.tables]
        if not named or not table.happened:
            continue
        feeds = ", ".join(f"({sql.text(m.batch)}, {sql.text(m.feed)})" for m in named)
        happened = sql.name(table.happened)
        rows = backend.con.execute(
            f"""
            WITH told AS (
                SELECT f.feed, date_trunc('hour', r.{happened}) AS hour, count(*) AS events
                FROM ({facts_query(home, table, batches)}) r
                JOIN (VALUES {feeds}) f(batch, feed) ON f.batch = r.batch GROUP BY f.feed, hour
            ), life AS (
                SELECT feed, min(hour) AS first, max(hour) AS last FROM told GROUP BY feed
                HAVING last - first >= INTERVAL {FEWEST_DAYS} DAY
            ), hours AS (
                SELECT feed, unnest(range(first, last + INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS hour
                FROM life
            ), counted AS (
                SELECT h.feed, h.hour, coalesce(t.events, 0) AS events,
                    quantile_disc(coalesce(t.events, 0), 0.25) OVER (
                        PARTITION BY h.feed, isodow(h.hour) > 5, hour(h.hour)) AS habit
                FROM hours h LEFT JOIN told t ON t.feed = h.feed AND t.hour = h.hour
            ), runs AS (
                SELECT *, sum(CASE WHEN events > 0 THEN 1 ELSE 0 END)
                    OVER (PARTITION BY feed ORDER BY hour) AS run FROM counted
            )
            SELECT feed, min(hour), max(hour) + INTERVAL 1 HOUR, sum(habit)
            FROM runs WHERE events = 0 GROUP BY feed, run
            HAVING sum(habit) >= {MISSED} AND count(*) >= {SHORTEST}
            ORDER BY 1, 2
            """
        ).fetchall()
        found += [Gap(feed, table.name, start, end, round(e)) for feed, start, end, e in rows]
    return tuple(found)
