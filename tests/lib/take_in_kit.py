"""What tests of the take-in share: folders made of rows, a fixed clock, what a home holds."""

import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from custodes.pipeline.reports import Report
from custodes.pipeline.take_in import take_in
from custodes.schema import BY_NAME
from custodes.store.facts import dictionary_query, facts_query
from custodes.store.home import Home
from custodes.store.manifests import committed

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def write_table(folder: Path, table: str, rows: list[dict], name: str | None = None) -> Path:
    """Write rows as a CSV of the exchange folder, with every column that a row names."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{table}.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(c for row in rows for c in row)) or list(BY_NAME[table].columns)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def access(number: int | str, **changes: str) -> dict:
    """A look-up that passes every check."""
    row = {
        "access": f"a-{number}",
        "at": "2026-03-02T09:30:00Z",
        "system": "rms",
        "login": "l-1",
        "action": "view",
        "record_kind": "person",
        "record": "P-1",
        "person": "P-1",
        "incident": "",
        "terminal": "T-1",
        "remote": "0",
        "reason": "",
    }
    return row | changes


def taken(home: Home, where: Path) -> Report:
    """Take a folder in, at noon."""
    return take_in(home, where, clock=lambda: NOON)


def facts(home: Home, table: str) -> list[dict]:
    """Every fact of a table with its ids as text again, in the order of batch and line."""
    batches, declared = committed(home), BY_NAME[table]
    con = duckdb.connect()
    rows = facts_query(home, declared, batches)
    columns, joins = [], []
    for i, (name, column) in enumerate(declared.columns.items()):
        if column.names:
            held = dictionary_query(home, column.names, batches)
            joins.append(f'LEFT JOIN ({held}) d{i} ON d{i}.id = r."{name}"')
            columns.append(f'd{i}.value AS "{name}"')
        else:
            columns.append(f'r."{name}"')
    query = (
        f"SELECT {', '.join(columns)}, r.batch, r.line FROM ({rows}) r "
        f"{' '.join(joins)} ORDER BY r.batch, r.line, 1"
    )
    result = con.execute(query)
    names = [d[0] for d in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def content(home: Home) -> dict[str, object]:
    """Everything a home holds of what was taken in: manifests without times, and what each Parquet
    file says. How feeds are configured is told whether or not their files could be read."""
    held: dict[str, object] = {}
    for path in sorted(home.path.rglob("*")):
        name = path.relative_to(home.path).as_posix()
        if not path.is_file() or name in ("lock", "feeds.json"):
            continue
        if name.startswith("batches/"):
            manifest = json.loads(path.read_text())
            del manifest["taken_at"], manifest["seconds"]
            held[name] = json.dumps(_without_hashes(manifest), sort_keys=True)
        elif path.suffix == ".parquet":
            con = duckdb.connect()
            held[name] = con.execute(
                f"SELECT * FROM read_parquet('{path}', hive_partitioning = false)"
            ).fetchall()
        else:
            held[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return held


def _without_hashes(value: object) -> object:
    """A manifest without the hashes of its Parquet files, whose content is compared instead."""
    if isinstance(value, dict):
        piece = value.keys() == {"path", "rows", "sha256"}
        return {k: _without_hashes(v) for k, v in value.items() if not (piece and k == "sha256")}
    return [_without_hashes(v) for v in value] if isinstance(value, list) else value
