"""The explain join against the same question as a correlated EXISTS, on the same files.

    python benchmarks/explain_join.py [--rows 10000000] [--repeats 3] [--out FILE]

A made-up year of look-ups and purposes is written as Parquet, laid out as the store lays it out.
Each form then runs in processes of its own, in turns:

- `scan`: five columns read and added up, the floor;
- `within`: was any purpose active? As the product asks a yes or no of spans: a semi join on the
  pair with the time test;
- `merged`: the same with the purposes of each pair first merged by `union_of`, then an equi join,
  which is the shape of the graded join;
- `exists`: the same question as a correlated EXISTS with a range;
- `graded`: the product's whole answer, `explained`: how far, by which, over quota.

`within`, `merged` and `exists` must give the same count and checksum, and EXISTS must take at least
three times as long as `within`, or the benchmark fails.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
from ibis import _
from measuring import in_turns, machine, measured, medians, table

from custodes.measures.spans import union_of, within
from custodes.pipeline.explain import explained, pairs_of
from custodes.purposes import PURPOSES
from custodes.store.engines.duckdb import connect
from custodes.store.home import BUCKETS
from custodes.store.pieces import BUCKETED_FROM
from custodes.store.workbench import Workbench, plain_times

LEAST_RATIO = 3.0
RATIO_HOLDS_FROM = 5_000_000
"""Below this many look-ups, starting up outweighs the join: the answer is checked, not the time."""
MEMORY_MB = 4000
SEED = 20260331
A_MEMBER = 2_000
"""Look-ups a year of a member of staff."""
DAYS = 365


def make_year(folder: Path, rows: int) -> None:
    """Look-ups and purposes of a year: power-law pairs, overlapping purposes, most explained.

    Nine pairs in ten have purposes, one to thirty of them, which run for hours to weeks and often
    overlap; a look-up falls within one of its pair's, or anywhere in the year. Two thirds of the
    pairs with a purpose were never looked at. These shares are those of the synthetic force.
    """
    con = duckdb.connect(config={"memory_limit": f"{MEMORY_MB}MB", "temp_directory": str(folder)})
    staff, looked_at = max(20, rows // A_MEMBER), max(100, rows // 8)
    pairs = 3 * looked_at
    # A number in [0, 1) that depends on nothing but what it is asked for.
    con.execute(
        "CREATE MACRO drawn(a, b) AS "
        f"(hash(a * 1000003 + b * 7919 + {SEED}) >> 11) / 9007199254740992.0"
    )
    con.execute("CREATE MACRO minute(n) AS TIMESTAMP '2025-04-01' + to_minutes(CAST(n AS BIGINT))")
    con.execute(
        f"""CREATE TABLE pairs AS SELECT pair,
        CAST({staff} * pow(drawn(pair, 1), 1.4) AS INTEGER) AS staff,
        CAST({pairs // 4 + 1} * pow(drawn(pair, 2), 1.6) AS INTEGER) AS person,
        CASE WHEN drawn(pair, 3) < 0.1 THEN 0
             WHEN pair >= {looked_at} THEN 1 + CAST(0.8 * drawn(pair, 4) AS INTEGER)
             ELSE least(30, 1 + CAST(0.6 / (drawn(pair, 4) + 0.02) AS INTEGER)) END AS purposes,
        drawn(pair, 5) * {DAYS - 60} * 1440 AS begins
        FROM range({pairs}) r(pair)"""
    )
    con.execute(
        f"""CREATE TABLE links AS SELECT pair, nth, staff, person, minute(begun) AS start,
        minute(begun + lasts) AS "end", template FROM (
          SELECT pair, nth, staff, person,
          CAST(begins + drawn(pair * 31 + nth, 6) * 40 * 1440 AS BIGINT) AS begun,
          CAST(240 + pow(drawn(pair * 31 + nth, 7), 3) * 40 * 1440 AS BIGINT) AS lasts,
          CAST({len(PURPOSES)} * drawn(pair * 31 + nth, 8) AS BIGINT) % {len(PURPOSES)} AS template
          FROM pairs, unnest(range(purposes)) u(nth))"""
    )
    con.execute(
        f"""COPY (SELECT staff, person, start, "end", 'P' || pair || '-' || nth AS purpose,
        CAST(NULL AS INTEGER) AS incident, drawn(pair * 31 + nth, 9) < 0.05 AS own,
        start - INTERVAL 1 HOUR AS made_at, template FROM links ORDER BY staff, person, start)
        TO '{folder}/links.parquet' (FORMAT parquet)"""
    )
    con.execute(
        f"""CREATE TABLE meant AS SELECT line, pair, staff, person,
        CASE WHEN drawn(line, 11) < 0.93 THEN CAST(purposes * drawn(line, 13) AS BIGINT) %
          greatest(purposes, 1) END AS nth FROM (
            SELECT line, CAST(floor({looked_at} * pow(drawn(line, 10), 1.8)) AS BIGINT) AS pair
            FROM range({rows}) r(line)) JOIN pairs USING (pair)"""
    )
    con.execute(
        f"""CREATE TABLE looks AS SELECT line, m.staff, m.person,
        coalesce(start + to_minutes(CAST(drawn(line, 12) * date_diff('minute', start, "end")
          AS BIGINT)), minute(drawn(line, 12) * {DAYS} * 1440)) AS "at", drawn(line, 14) AS kind
        FROM meant m LEFT JOIN links k ON k.pair = m.pair AND k.nth = m.nth"""
    )
    (folder / "looks").mkdir()
    months = con.execute(
        "SELECT date_trunc('month', \"at\") AS month, count(*) FROM looks GROUP BY 1 ORDER BY 1"
    ).fetchall()
    for month, many in months:
        con.execute(
            "CREATE OR REPLACE TABLE one_month AS SELECT 'A' || line AS access, line, staff, "
            'person, "at", '
            "epoch(\"at\") // 86400 AS day, CASE WHEN kind < 0.8 THEN 'opening' ELSE 'details' END "
            f"AS use FROM looks WHERE date_trunc('month', \"at\") = TIMESTAMP '{month}'"
        )
        buckets = BUCKETS if many > BUCKETED_FROM else 1
        for bucket in range(buckets):
            con.execute(
                f"COPY (SELECT * FROM one_month WHERE staff % {buckets} = {bucket} "
                f'ORDER BY staff, person, "at", line) '
                f"TO '{folder}/looks/{month:%Y-%m}-{bucket:02d}.parquet' (FORMAT parquet)"
            )
    con.close()


class Given:
    """The files of the year in a fresh engine."""

    def __init__(self, folder: Path, spill: Path) -> None:
        self.backend = connect(spill, memory_mb=MEMORY_MB)
        self.bench = Workbench(self.backend)
        self.looks = self._read(folder / "looks" / "*.parquet", "looks")
        self.links = self._read(folder / "links.parquet", "links")

    def _read(self, files: Path, name: str) -> ir.Table:
        return plain_times(self.backend.read_parquet(str(files), table_name=name))


def scan(given: Given) -> dict[str, object]:
    """Five columns, added up."""
    looks = given.looks
    (row,) = given.bench.rows(
        looks.agg(
            rows=looks.count(),
            checksum=hashed(looks.line).sum(),
            of=looks.staff.sum() + looks.person.sum() + looks.day.sum(),
            last=looks["at"].max(),
        )
    )
    return {"rows": row["rows"]}


def semi_join(given: Given) -> dict[str, object]:
    """Whether any purpose was active: a semi join with the time test."""
    return answered(given, within(given.looks, given.links, ("staff", "person")))


def merged(given: Given) -> dict[str, object]:
    """The same: purposes merged for each pair, then an equi join with the time test."""
    looks = given.looks
    spans = union_of(given.links.select("staff", "person", "start", "end"), ("staff", "person"))
    found = looks.join(
        spans,
        [
            looks.staff == spans.staff,
            looks.person == spans.person,
            spans.start <= looks["at"],
            looks["at"] < spans.end,
        ],
    )
    return answered(given, found)


def exists(given: Given) -> dict[str, object]:
    """The same question as EXISTS with a range, as one would write it first."""
    query = given.backend.sql(
        "SELECT line FROM looks a WHERE EXISTS (SELECT 1 FROM links p WHERE p.staff = a.staff "
        'AND p.person = a.person AND p.start <= a."at" AND a."at" < p."end")',
        dialect="duckdb",
    )
    return answered(given, query)


def graded(given: Given) -> dict[str, object]:
    """The product's whole answer, computed and kept as a run keeps it."""
    pairs = given.bench.keep("pairs", pairs_of(given.looks))
    links = given.bench.keep("links", given.links.semi_join(pairs, ["staff", "person"]))
    kept = given.bench.keep("explained", explained(given.looks, links, "access"))
    (row,) = given.bench.rows(
        kept.agg(
            count=(kept.word == "explained").sum(),
            partly=(kept.word == "partly").sum(),
            over_quota=kept.over_quota.sum(),
        )
    )
    return dict(row) | {"links": given.bench.rows(links.agg(n=_.count()))[0]["n"]}


def answered(given: Given, found: ir.Table) -> dict[str, object]:
    """How many look-ups were explained, and a sum of the hashes of which."""
    (row,) = given.bench.rows(found.agg(count=found.count(), checksum=hashed(found.line).sum()))
    return {"count": int(row["count"]), "checksum": int(row["checksum"])}


def hashed(number: ir.Value) -> ir.Value:
    """A multiplicative hash below 2**32, the same on every engine."""
    return number * 2_654_435_761 % 2**32


FORMS: dict[str, Callable[[Given], dict[str, object]]] = {
    "scan": scan,
    "within": semi_join,
    "merged": merged,
    "exists": exists,
    "graded": graded,
}


def compared(rows: int, repeats: int, work: Path) -> dict:
    """Every form in turns on one made-up year, and whether they agree."""
    folder = work / "year"
    folder.mkdir(parents=True)
    make_year(folder, rows)
    runs = in_turns(__file__, list(FORMS), repeats, ["--work", str(work)])
    forms = {name: medians(done) for name, done in runs.items()}
    answers = {
        (r["count"], r["checksum"]) for name in ("within", "merged", "exists") for r in runs[name]
    }
    first = runs["within"][0]
    links = duckdb.execute(f"SELECT count(*) FROM '{folder}/links.parquet'").fetchone()
    seconds = {name: form["median_seconds"] for name, form in forms.items()}
    cpu = {name: form["median_cpu_seconds"] for name, form in forms.items()}
    ratio = seconds["exists"] / seconds["within"]
    return {
        "rows": rows,
        "purposes": links[0],
        "explained": first["count"],
        "explained_share": round(first["count"] / rows, 4),
        "checksum": first["checksum"],
        "graded": {k: runs["graded"][0][k] for k in ("count", "partly", "over_quota", "links")},
        "forms": forms,
        "ratios": {
            "exists_to_within": round(ratio, 2),
            "exists_to_within_cpu": round(cpu["exists"] / cpu["within"], 2),
            "exists_to_merged": round(seconds["exists"] / seconds["merged"], 2),
            "within_to_scan": round(seconds["within"] / seconds["scan"], 2),
            "graded_to_within": round(seconds["graded"] / seconds["within"], 2),
        },
        "same_answer": len(answers) == 1 and 0 < first["count"] < rows,
        "fast_enough": ratio >= LEAST_RATIO if rows >= RATIO_HOLDS_FROM else None,
        **machine(),
    }


def main() -> int:
    """Run one form, or make the year and compare them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--work", type=Path, help="where to put the files (default: a new folder)")
    parser.add_argument("--run", choices=FORMS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        ibis.options.interactive = False
        given = Given(asked.work / "year", asked.work / f"spill-{asked.run}")
        print(json.dumps(measured(lambda: FORMS[asked.run](given))))
        return 0
    with tempfile.TemporaryDirectory(dir=asked.work) as work:
        figures = compared(asked.rows, asked.repeats, Path(work))
    print(table(figures["forms"]), file=sys.stderr)
    print(figures["ratios"], file=sys.stderr)
    written = json.dumps(figures, indent=1)
    print(written)
    if asked.out:
        asked.out.write_text(written + "\n")
    return 0 if figures["same_answer"] and figures["fast_enough"] is not False else 1


if __name__ == "__main__":
    sys.exit(main())
