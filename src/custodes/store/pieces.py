"""Pieces: how a batch's facts are laid out as Parquet, by month and staff bucket, sorted."""

import hashlib
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
    Accesses: ("login", "person", "at", "access"),
    Contacts: ("device", "other", "at", "contact"),
}
HELD_BY: dict[type[Table], tuple[str, str]] = {
    Accesses: ("login", "logins"),
    Contacts: ("device", "devices"),
}
"""For tables split by staff: the column whose holder decides, and the register of holders."""
WRITTEN_AS = "(FORMAT parquet, COMPRESSION snappy)"


def write_facts(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    table: type[Table],
    batch: str,
    dictionaries: Dictionaries,
) -> Taken:
    """Write what the stage holds of a table, ids as integers; what was brought, for the manifest.

    The relation `holders_<register>` (`held`, `staff`) must be there for a table split by staff.
    """
    known = f"coalesce(known_at, {sql.name(table.happened)})" if table.happened else "known_at"
    encoded = f"encoded_{table.name}"
    folder = home.path / "facts" / table.name
    folder.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(_stored(c, k, batch, known) for c, k in fact_columns(table).items())
    rows = dictionaries.as_ids(f"stage.{table.name}", table)
    order = ", ".join(map(sql.name, SORTED_BY.get(table, table.key))) + ", line"
    if table.big:
        con.execute(f"CREATE OR REPLACE TABLE stage.{encoded} AS SELECT {columns} FROM ({rows})")
        pieces = _by_month(con, home, table, batch, folder, order)
        con.execute(f"DROP TABLE stage.{encoded}")
    else:
        path = folder / f"{batch}.parquet"
        pieces = [_write(con, home, f"SELECT {columns} FROM ({rows}) ORDER BY {order}", path)]
    return _brought(con, table, tuple(pieces))


def piece(con: duckdb.DuckDBPyConnection, home: Home, path: Path) -> Piece:
    """A Parquet file just written, as a manifest names it: counted, hashed and on the disk."""
    row = con.execute(f"SELECT num_rows FROM parquet_file_metadata({sql.text(path)})").fetchone()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    settle(path)
    settle(path.parent)
    return Piece(home.relative(path), int(row[0]) if row else 0, digest)


def _stored(column: str, kind: str, batch: str, known: str) -> str:
    if column == "batch":
        return f"{sql.text(batch)} AS batch"
    value = known if column == "known_at" else sql.name(column)
    return f"CAST({value} AS {kind}) AS {sql.name(column)}"


def _by_month(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    table: type[Table],
    batch: str,
    folder: Path,
    order: str,
) -> list[Piece]:
    happened = sql.name(table.happened or "known_at")
    months = con.execute(
        f"SELECT date_trunc('month', {happened}) AS month, count(*) FROM stage.encoded_{table.name} "
        "GROUP BY month ORDER BY month"
    ).fetchall()
    pieces = []
    columns = sql.names(fact_columns(table))
    for month, rows in months:
        within = folder / f"month={month:%Y-%m}"
        within.mkdir(exist_ok=True)
        chosen = (
            f"SELECT * FROM stage.encoded_{table.name} WHERE {happened} >= TIMESTAMP '{month}' "
            f"AND {happened} < TIMESTAMP '{month}' + INTERVAL 1 MONTH"
        )
        if rows <= BUCKETED_FROM or table not in HELD_BY:
            query = f"SELECT {columns} FROM ({chosen}) ORDER BY {order}"
            pieces.append(_write(con, home, query, within / f"{batch}.parquet"))
            continue
        column, register = HELD_BY[table]
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE month_rows AS SELECT r.*, "
            f"coalesce(h.staff, r.{column}) % {home.buckets} AS bucket "
            f"FROM ({chosen}) r LEFT JOIN holders_{register} h ON h.held = r.{column}"
        )
        for bucket in range(home.buckets):
            query = f"SELECT {columns} FROM month_rows WHERE bucket = {bucket} ORDER BY {order}"
            path = within / f"{batch}-{bucket:02d}.parquet"
            written = _write(con, home, query, path)
            if written.rows:
                pieces.append(written)
            else:
                path.unlink()
        con.execute("DROP TABLE month_rows")
    return pieces


def _write(con: duckdb.DuckDBPyConnection, home: Home, query: str, path: Path) -> Piece:
    con.execute(f"COPY ({query}) TO {sql.text(path)} {WRITTEN_AS}")
    return piece(con, home, path)


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
