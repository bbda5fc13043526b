"""Small tables drawn in text: what a spec is given, and what it expects."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from custodes.schema import Kind, Table
from custodes.store.tables import stored_schema

ARROW = {
    Kind.ID: pa.string(),
    Kind.TEXT: pa.string(),
    Kind.WORD: pa.string(),
    Kind.TIME: pa.timestamp("us"),
    Kind.DATE: pa.date32(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.YES_NO: pa.int8(),
}
"""The types of a spec's columns: as the store keeps them, but ids stay the text they are."""

READ = {
    Kind.TIME: datetime.fromisoformat,
    Kind.DATE: date.fromisoformat,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.YES_NO: int,
}


def drawn(text: str) -> list[dict[str, str]]:
    """The rows of a drawing: a line of column names, a rule, then a line a row."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    heads = _cells(lines[0])
    rows = []
    for line in lines[1:]:
        if set(line) <= set("-+ "):
            continue
        cells = _cells(line)
        if len(cells) != len(heads):
            raise ValueError(f"{line!r} has {len(cells)} cells under {len(heads)} columns")
        rows.append(dict(zip(heads, cells, strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def facts(table: type[Table], text: str = "") -> ir.Table:
    """A drawing as a table of the schema; columns that it leaves out are empty.

    Each row comes from batch `b1` and the line that it stands on, unless the drawing says.
    """
    rows = drawn(text)
    if unknown := {name for row in rows for name in row} - set(stored_schema(table)):
        raise ValueError(f"{table.__name__} has no columns {sorted(unknown)}")
    columns: dict[str, pa.Array] = {}
    for name, column in table.columns.items():
        read = READ.get(column.kind, str)
        values = [read(row[name]) if row.get(name) else None for row in rows]
        columns[name] = pa.array(values, ARROW[column.kind])
    batches = [row.get("batch") or "b1" for row in rows]
    lines = [int(row.get("line") or place) for place, row in enumerate(rows, start=1)]
    columns["batch"] = pa.array(batches, pa.string())
    columns["line"] = pa.array(lines, pa.int64())
    return ibis.memtable(pa.table(columns))


def shown(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> list[dict[str, str]]:
    """Results as a drawing would show them, in the order of their first columns."""
    written = [{column: _shown(row[column]) for column in columns} for row in rows]
    return sorted(written, key=lambda row: tuple(row.values()))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if not value.second else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def same(rows: Iterable[Mapping[str, Any]], expected: str) -> None:
    """Assert that results are what a drawing expects, in the columns that it has."""
    wanted = drawn(expected)
    columns = list(wanted[0]) if wanted else _cells(expected.strip().splitlines()[0])
    assert shown(rows, columns) == sorted(wanted, key=lambda row: tuple(row.values()))
