"""The typologies as Sigma correlation rules, run as SQL on SQLite: what a security team would do.

The rules are the files in `sigma/`, one correlation and what it counts a file.
"""

import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from custodes.measures.days import seconds
from custodes.measures.measured import OFF_DUTY, Measured
from custodes.pipeline.series import Step
from custodes.proving.protocol import Protocol
from custodes.proving.rivals.base import SHORT, Rival, last_day, library, nobody, worst_first
from custodes.proving.truth import DAY, days_of

RULES = Path(__file__).parent / "sigma"
POINTS = {"low": 1.0, "medium": 2.0, "high": 4.0, "critical": 8.0}
"""What a rule's level adds to a score: each twice the one before."""
FRESH = 7
"""An alert counts at the moments within so many days after it was raised."""
FIELDS = (
    "at", "kind", "use", "staff", "person", "duty", "purpose", "direct", "begun", "after_end",
    "logged", "self_made",
)  # fmt: skip
WINDOWS = re.compile(r", (?P<name>sigma_\w+?_n0)_combined AS ")
"""Where the windows that meet a condition are complete in the backend's SQL."""
QUIET_DAYS = 3
"""After so many days without a purpose a look-up or contact comes after the end."""


@dataclass(frozen=True)
class Rule:
    """One correlation, ready to run: its SQL, its level, the least that it wants, over how many
    seconds, of which groups, and the SQL (with what is enough of it) of what it counts."""

    name: str
    level: str
    least: float
    seconds: int
    groups: tuple[str, ...]
    sql: str
    counted: tuple[tuple[str, str], ...]


class SigmaRules(Rival):
    """The score of a pair is the sum over the rules that fired in the last seven days of the
    level's points, more by the binary logarithm of how far the count passed the rule's condition;
    rules about a member of staff count for each of their pairs. Sigma knows no joins, so each
    event carries what an enriched log would: duty, whether a purpose is recorded, whether it was
    logged."""

    id = "sigma"
    title = "Sigma correlation rules"
    source = "the typologies written in Sigma 2.1 correlations; pySigma with its SQLite backend"
    reads = ("accesses", "logins", "contacts", "devices", "person_numbers", "purposes", "duties")
    window = SHORT

    def __init__(self) -> None:
        self._rules = rules()

    def scores(self, step: Step) -> pa.Table:
        """The pair, or the member of staff alone, with the most points."""
        with (
            TemporaryDirectory(prefix="sigma-", dir=step.world.home.spill) as folder,
            closing(sqlite3.connect(Path(folder) / "events.sqlite3")) as database,
        ):
            _fill(database, step)
            fired: dict[tuple[int, int], float] = defaultdict(float)
            fresh = days_of(step.as_of) * DAY - FRESH * DAY
            for rule in self._rules:
                for group, count in _alerts(database, rule, fresh).items():
                    more = math.log2(max(count, rule.least) / rule.least)
                    fired[group] += POINTS[rule.level] * (1 + more)
        if not fired:
            return nobody()
        for staff, person in fired:
            if person:
                fired[staff, person] += fired.get((staff, 0), 0.0)
        named = np.array(list(fired))
        points = np.array(list(fired.values()))
        pairs = named[:, 1] > 0
        alone = ~np.isin(named[:, 0], named[pairs, 0])
        tables = [
            worst_first(step, named[pairs, 0], named[pairs, 1], points[pairs]),
            worst_first(step, named[alone, 0], None, points[alone]),
        ]
        joined = pa.concat_tables(tables)
        joined = joined.sort_by([("score", "descending"), ("staff", "ascending")])
        return joined.slice(0, Protocol.keep)


def rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a folder, each turned into SQLite's SQL."""
    collection = library("sigma.collection").SigmaCollection
    correlation = library("sigma.correlations").SigmaCorrelationRule
    backend = library("sigma.backends.sqlite").sqliteBackend
    made = []
    for path in sorted(folder.glob("*.yml")):
        text = path.read_text("utf-8")
        read = collection.from_yaml(text)
        (one,) = (rule for rule in read.rules if isinstance(rule, correlation))
        options = {"timestamp_field": "at", "timestamp_format": "unix"}
        (sql,) = backend(table="candidates", **options).convert(read)
        condition = one.condition
        field = getattr(condition, "fieldref", None) if condition else None
        least = float(condition.count) if condition else 1.0
        counting = f"count(DISTINCT {field})" if field else "count(*)"
        ordered = "temporal" in str(one.type.name).lower()
        counted = []
        # The correlation stands last in each file, after the rules that it refers to.
        for document in text.split("\n---\n")[:-1]:
            (select,) = backend(table="events", **options).convert(collection.from_yaml(document))
            counted.append((str(select), f"{counting} >= {1 if ordered else least}"))
        groups = tuple(str(name) for name in one.group_by)
        level = str(one.level.name).lower()
        span = int(one.timespan.seconds)
        made.append(Rule(path.stem, level, least, span, groups, _short(str(sql)), tuple(counted)))
    return tuple(made)


def _short(sql: str) -> str:
    """A correlation's SQL up to the windows that meet its condition, and the highest count.

    What comes after gathers lists of events for an analyst, which takes far longer than finding
    the windows does.
    """
    found = WINDOWS.search(sql)
    if not found:
        raise ValueError("pySigma's SQL has no windows that meet the condition; its layout changed")
    return f"{sql[: found.start()]} SELECT max(metric) FROM {found['name']}_t0_qualified"


def _alerts(database: sqlite3.Connection, rule: Rule, fresh: float) -> dict[tuple[int, int], float]:
    """The groups for which a rule fired since `fresh`, with the highest count; person 0 is none.

    A rule's answer for one group rests on the events of that group alone, so the groups are put
    before it one by one (its SQL compares all events with all), and only those that have enough
    events, one of them fresh, to pass its condition at all.
    """
    by = ", ".join(rule.groups)
    selects = [f"({select}) WHERE at >= {fresh - rule.seconds}" for select, _e in rule.counted]
    every = " UNION ".join(f"SELECT * FROM {select}" for select in selects)
    database.execute("DROP TABLE IF EXISTS counted")
    database.execute(f"CREATE TEMP TABLE counted AS {every}")
    database.execute(f"CREATE INDEX counted_by ON counted ({by})")
    able = " INTERSECT ".join(
        f"SELECT {by} FROM {select} GROUP BY {by} HAVING {enough}"
        for select, (_select, enough) in zip(selects, rule.counted, strict=True)
    )
    fresh_too = f"SELECT {by} FROM counted GROUP BY {by} HAVING max(at) >= {fresh}"
    highest = f"{rule.sql} WHERE end >= {fresh}"
    mine = " AND ".join(f"{name} = ?" for name in rule.groups)
    database.execute("DROP TABLE IF EXISTS candidates")
    database.execute("CREATE TEMP TABLE candidates AS SELECT * FROM counted LIMIT 0")
    fired: dict[tuple[int, int], float] = {}
    for group in database.execute(f"{able} INTERSECT {fresh_too}").fetchall():
        database.execute("DELETE FROM candidates")
        database.execute(f"INSERT INTO candidates SELECT * FROM counted WHERE {mine}", group)
        ((count,),) = database.execute(highest).fetchall()
        if count is not None:
            named = dict(zip(rule.groups, group, strict=True))
            fired[named["staff"], named.get("person", 0)] = float(count)
    return fired


def _fill(database: sqlite3.Connection, step: Step) -> None:
    """Fill the file with what is known at the moment.

    All events that a window ending in the last FRESH days can hold are written anew at each
    moment: what was told late, and purposes that came later, change events told before.
    """
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"CREATE TABLE events (row INTEGER PRIMARY KEY, {', '.join(FIELDS)})")
    marks = ", ".join("?" * len(FIELDS))
    insert = f"INSERT INTO events ({', '.join(FIELDS)}) VALUES ({marks})"
    since = last_day(step) - SHORT - FRESH
    table: pa.Table = step.bench.backend.to_pyarrow(_events(step.measured, since))
    database.executemany(insert, _rows(table))
    database.commit()


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=50_000):
        yield from zip(*(batch.column(name).to_pylist() for name in FIELDS), strict=True)


def _events(m: Measured, since: int) -> ir.Table:
    """Look-ups and contacts after a day, as an enriched log; look-ups fully explained are left
    out, for no rule reads them."""

    def enriched(rows: ir.Table) -> ir.Table:
        rows = rows.filter(rows.day > since)
        over = rows.at > rows.core_ended + ibis.interval(days=QUIET_DAYS)
        after = (rows.core == 0) & (rows.word == "unexplained") & over.fill_null(False)
        filled = rows.mutate(
            when=seconds(rows.at),
            staff=rows.staff.cast("int64"),
            person=rows.person.cast("int64"),
            duty=ibis.ifelse(rows.duty.isin(OFF_DUTY), "away", "here"),
            purpose=ibis.cases(
                (rows.word == "unexplained", "none"), (rows.word == "partly", "part"), else_="held"
            ),
            after_end=_yes(after),
            self_made=_yes(rows.own_alone & (rows.word != "explained")),
        )
        return filled.drop("at").rename(at="when").select(*FIELDS)

    looks, calls = m.looks.filter(m.looks.word != "explained"), m.calls
    looked = looks.mutate(
        kind=ibis.literal("look"),
        direct=_yes(~looks.by_incident),
        begun=ibis.literal("staff"),
        logged=ibis.literal("no"),
    )
    called = calls.mutate(
        kind=ibis.literal("contact"),
        direct=ibis.literal("no"),
        begun=ibis.ifelse(calls.direction == "out", "staff", "person"),
        logged=_yes(calls.logged),
    )
    return ibis.union(enriched(looked), enriched(called))


def _yes(value: ir.Value) -> ir.Value:
    return ibis.ifelse(value, "yes", "no")
