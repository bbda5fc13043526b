"""Shapes a given file through a source: the real reading, the real engine, rows back as dicts."""

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from custodes.schema import Accesses, Contacts, Table
from custodes.sources.base import Source
from custodes.sources.reading import open_rows, parts_of
from custodes.store.engines.duckdb import connect

Row = dict[str, Any]


def given(of: str, name: str) -> Path:
    """A given file of a source's tests."""
    return Path(__file__).parent / of / "given" / name


def raw_rows(source: Source, path: Path) -> pa.Table:
    """The raw rows that the take-in would hand to the source."""
    [part] = parts_of(path, path.parent)
    rows = open_rows(part, source.reading, needs=source.needs, maybe=source.maybe)
    try:
        batches = list(rows.batches)
    finally:
        rows.close()
    assert rows.malformed == []
    return pa.Table.from_batches(batches)


def shaped(source: Source, raw: pa.Table) -> dict[type[Table], list[Row]]:
    """Every table's rows in order of line; columns that are empty are left out."""
    backend = connect()
    tables = source.shape(ibis.memtable(raw))
    assert set(tables) <= set(source.fills)
    found = {}
    for table, expression in tables.items():
        held = {c.removesuffix("_given") for c in expression.columns} - {"line"}
        assert held <= set(table.columns), held
        rows = backend.to_pyarrow(expression).to_pylist()
        tidy = [{k: v for k, v in row.items() if v is not None} for row in rows]
        found[table] = sorted(tidy, key=lambda r: (r["line"], str(r)))
    return found


def accesses(source: Source, raw: pa.Table) -> list[Row]:
    return shaped(source, raw)[Accesses]


def contacts(source: Source, raw: pa.Table) -> list[Row]:
    return shaped(source, raw).get(Contacts, [])


def documents(*texts: str) -> pa.Table:
    """Raw rows of lines or JSON documents."""
    return pa.table(
        {
            "line": pa.array(range(1, len(texts) + 1), pa.int64()),
            "document": pa.array(texts, pa.string()),
        }
    )


def refused(rows: list[Row]) -> list[Row]:
    """The rows that take-in must refuse: a required column is empty."""
    return [r for r in rows if not set(Accesses.required()) <= set(r)]


def agree(rows: list[Row], expected: str) -> None:
    """Compares chosen columns with a table drawn in text: bars between columns, a rule of dashes
    under the head, a blank cell for an empty one."""
    head, _, *lines = (line.strip() for line in expected.strip().splitlines())
    columns = [c.strip() for c in head.split("|")]
    wanted = [tuple(c.strip() for c in line.split("|")) for line in lines]
    got = [tuple(_shown(row.get(c)) for c in columns) for row in rows]
    assert got == wanted, "\n" + "\n".join(" | ".join(line) for line in [tuple(columns), *got])


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
