"""What the store holds, as Ibis tables: the facts of committed batches and the dictionaries."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from custodes.schema import Column, Kind, Table
from custodes.store import sql
from custodes.store.engines import spark
from custodes.store.home import Home
from custodes.store.manifests import Manifest, committed

__all__ = ["SQL_TYPES", "committed", "dictionary", "fact_columns", "raw_facts"]

SQL_TYPES: dict[Kind, str] = {
    Kind.ID: "INTEGER",
    Kind.TEXT: "VARCHAR",
    Kind.WORD: "VARCHAR",
    Kind.TIME: "TIMESTAMP",
    Kind.DATE: "DATE",
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.YES_NO: "TINYINT",
}
"""The type in which Parquet keeps each kind of column; an id is the integer of its dictionary."""


def fact_columns(table: type[Table]) -> dict[str, str]:
    """The columns of a table's facts in order, with their SQL types."""
    columns = {name: SQL_TYPES[column.kind] for name, column in table.columns.items()}
    return columns | {"batch": "VARCHAR", "line": "BIGINT"}


def facts_query(home: Home, table: type[Table], batches: Sequence[Manifest]) -> str:
    """SQL for every fact of one table that the given batches hold."""
    columns = fact_columns(table)
    if paths := _pieces(home, table, batches):
        typed = (f"CAST({sql.name(c)} AS {kind}) AS {sql.name(c)}" for c, kind in columns.items())
        return f"SELECT {', '.join(typed)} FROM {sql.parquet(paths)}"
    empty = (f"CAST(NULL AS {kind}) AS {sql.name(c)}" for c, kind in columns.items())
    return f"SELECT {', '.join(empty)} WHERE false"


def dictionary_query(home: Home, names: str, batches: Sequence[Manifest]) -> str:
    """SQL for the texts behind the ids of one dictionary: `id`, `value`."""
    paths = [home.path / m.dictionaries[names].path for m in batches if names in m.dictionaries]
    source = sql.parquet(paths) if paths else "(SELECT NULL AS id, NULL AS value WHERE false)"
    return f"SELECT CAST(id AS INTEGER) AS id, CAST(value AS VARCHAR) AS value FROM {source}"


def raw_facts(
    home: Home, backend: Any, table: type[Table], batches: Sequence[Manifest]
) -> ir.Table:
    """Every fact of one table that the given batches hold.

    Out: the columns of the schema, `batch` and `line`; no rows when the batches hold none.
    """
    if backend.name == "pyspark":
        return spark.parquet(_pieces(home, table, batches), fact_columns(table))
    return backend.sql(facts_query(home, table, batches), dialect="duckdb")


def dictionary(home: Home, backend: Any, names: str, batches: Sequence[Manifest]) -> ir.Table:
    """The texts behind the ids of one dictionary (`staff`, `person`, …): `id`, `value`."""
    if backend.name == "pyspark":
        paths = [home.path / m.dictionaries[names].path for m in batches if names in m.dictionaries]
        return spark.parquet(paths, {"id": "INTEGER", "value": "VARCHAR"})
    return backend.sql(dictionary_query(home, names, batches), dialect="duckdb")


def _pieces(home: Home, table: type[Table], batches: Sequence[Manifest]) -> list[Path]:
    return [
        home.path / piece.path
        for manifest in batches
        if table.name in manifest.tables
        for piece in manifest.tables[table.name].pieces
    ]


def ids(table: type[Table]) -> dict[str, Column]:
    """The columns of a table that are kept as ids."""
    return {name: c for name, c in table.columns.items() if c.kind is Kind.ID}
