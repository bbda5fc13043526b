"""Pieces: how a batch's facts are laid out as Parquet, by month and staff bucket, sorted."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from custodes.schema import Accesses, Contacts, Table
from custodes.store import sql
from custodes.store.dictionaries import Dictionaries
from custodes.store.facts import fact_columns
from custodes.store.home import Home, settle
from custodes.store.manifests import Piece, Taken

BUCKETED_FROM = 250_000
"""A month of a batch with more rows than this is split into staff buckets."""
SORTED_BY: dict[type[Table], tuple[str, ...]] = {
    Accesses: ("login", "person", "at"),
    Contacts: ("device", "other", "at"),
}
HELD_BY: dict[type[Table], tuple[str, str]] = {
    Accesses: ("login", "logins"),
    Contacts: ("device", "devices"),
}
"""For tables split by staff: the column whose holder decides, and the register of holders."""
WRITERS = 4
"""How many buckets are written at once."""
WRITTEN_AS = "(FORMAT parquet, COMPRESSION snappy)"


def write_facts(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    table: type[Table],
    batch: str,
    dictionaries: Dictionaries,
    filled: frozenset[str],
) -> Taken:
    """Write what the stage holds of a table, ids as integers; what was brought, for the manifest.

    The relation `holders_<register>` (`held`, `staff`) must be there for a table split by staff.
    """
    known = "known_at" if "known_at" in filled else "NULL"
    if table.happened in filled:
        known = f"coalesce({known}, {sql.name(table.happened)})"
    folder = home.path / "facts" / table.name
    folder.mkdir(parents=True, exist_ok=True)
    stored = ", ".join(_stored(c, k, batch, known, filled) for c, k in fact_columns(table).items())
    layout = _Layout(con, home, table, batch, folder, stored, dictionaries, filled)
    pieces = layout.by_month() if table.big else layout.alone()
    return _brought(con, table, tuple(pieces))


def piece(con: duckdb.DuckDBPyConnection, home: Home, path: Path) -> Piece:
    """A Parquet file just written, as a manifest names it: counted, hashed and on the disk."""
    row = con.execute(f"SELECT num_rows FROM parquet_file_metadata({sql.text(path)})").fetchone()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    settle(path)
    settle(path.parent)
    return Piece(home.relative(path), int(row[0]) if row else 0, digest)


def _stored(column: str, kind: str, batch: str, known: str, filled: frozenset[str]) -> str:
    """SQL for a column of the facts, from rows that have `line` and the filled columns alone."""
    if column == "batch":
        return f"{sql.text(batch)} AS batch"
    value = known if column == "known_at" else sql.name(column)
    if column not in (*filled, "known_at", "line"):
        value = "NULL"
    return f"CAST({value} AS {kind}) AS {sql.name(column)}"


@dataclass(frozen=True)
class _Layout:
    """One table of one batch on its way to Parquet. `stored` is the SQL of its columns."""

    con: duckdb.DuckDBPyConnection
    home: Home
    table: type[Table]
    batch: str
    folder: Path
    stored: str
    dictionaries: Dictionaries
    filled: frozenset[str]

    @property
    def order(self) -> str:
        wanted = SORTED_BY.get(self.table, self.table.key)
        columns = [c for c in wanted if c in self.filled]
        return ", ".join([*map(sql.name, columns), "line"])

    def alone(self) -> list[Piece]:
        """The whole table as one file."""
        rows = self.dictionaries.as_ids(f"stage.{self.table.name}", self.table, self.filled)
        return [self.write(rows, self.folder / f"{self.batch}.parquet")]

    def by_month(self) -> list[Piece]:
        """A file for each month of the event, or for each staff bucket of a large month."""
        happened = sql.name(self.table.happened or "known_at")
        months = self.con.execute(
            f"SELECT date_trunc('month', {happened}) AS month, count(*) "
            f"FROM stage.{self.table.name} GROUP BY month ORDER BY month"
        ).fetchall()
        pieces = []
        for month, rows in months:
            within = self.folder / f"month={month:%Y-%m}"
            within.mkdir(exist_ok=True)
            chosen = (
                f"(SELECT * FROM stage.{self.table.name} "
                f"WHERE {happened} >= TIMESTAMP '{month}' "
                f"AND {happened} < TIMESTAMP '{month}' + INTERVAL 1 MONTH)"
            )
            of_month = self.dictionaries.as_ids(chosen, self.table, self.filled)
            if rows <= BUCKETED_FROM or self.table not in HELD_BY:
                pieces.append(self.write(of_month, within / f"{self.batch}.parquet"))
            else:
                pieces += self.by_bucket(of_month, within)
        return pieces

    def by_bucket(self, rows: str, within: Path) -> list[Piece]:
        """A file for each staff bucket that has rows."""
        column, register = HELD_BY[self.table]
        self.con.execute(
            f"CREATE OR REPLACE TABLE stage.month_rows AS FROM "
            f"(SELECT r.*, coalesce(h.staff, r.{column}) % {self.home.buckets} AS bucket "
            f"FROM ({rows}) r LEFT JOIN holders_{register} h ON h.held = r.{column}) "
            f"ORDER BY bucket, {self.order}"
        )
        buckets = self.con.execute("SELECT DISTINCT bucket FROM stage.month_rows ORDER BY bucket")
        paths = {b: within / f"{self.batch}-{b:02d}.parquet" for (b,) in buckets.fetchall()}

        def write(bucket: int) -> Piece:
            # A bucket is small enough for one core, so the cores take one each.
            chosen = f"SELECT {self.stored} FROM stage.month_rows WHERE bucket = {bucket}"
            with self.con.cursor() as con:
                con.execute(f"COPY ({chosen}) TO {sql.text(paths[bucket])} {WRITTEN_AS}")
                return piece(con, self.home, paths[bucket])

        with ThreadPoolExecutor(WRITERS) as writers:
            pieces = list(writers.map(write, paths))
        self.con.execute("DROP TABLE stage.month_rows")
        return pieces

    def write(self, rows: str, path: Path) -> Piece:
        """Sort rows and write them as one file."""
        query = f"SELECT {self.stored} FROM (FROM ({rows}) ORDER BY {self.order})"
        self.con.execute(f"COPY ({query}) TO {sql.text(path)} {WRITTEN_AS}")
        return piece(self.con, self.home, path)


def _brought(
    con: duckdb.DuckDBPyConnection, table: type[Table], pieces: tuple[Piece, ...]
) -> Taken:
    key = sql.name(table.key[0])
    happened = f"{sql.name(table.happened)}" if table.happened else "NULL::TIMESTAMP"
    row = con.execute(
        f"SELECT count(*), min({happened}), max({happened}), min({key}), max({key}) "
        f"FROM stage.{table.name}"
    ).fetchone()
    count, first, last, low, high = row if row else (0, None, None, None, None)
    return Taken(
        int(count),
        f"{first.isoformat()}Z" if first else None,
        f"{last.isoformat()}Z" if last else None,
        low,
        high,
        pieces,
    )
