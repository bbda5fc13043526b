"""Where one run works: an engine, and what it has computed once and kept for the steps after."""

import itertools
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend


def plain_times(table: ir.Table) -> ir.Table:
    """The table with every time of one type: engines name their precision, and unions want one."""
    named = {n: dt.timestamp for n, kind in table.schema().items() if kind.is_timestamp()}
    return table.cast(named) if named else table


def small_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> ir.Table:
    """A few rows made here as a table; `columns` names each with its Ibis type."""
    kinds = ibis.schema(dict(columns)).to_pyarrow()
    return ibis.memtable(pa.Table.from_pylist([dict(row) for row in rows], schema=kinds))


class Workbench:
    """An engine with kept results. The same expressions run on DuckDB and on Spark."""

    def __init__(self, backend: BaseBackend) -> None:
        self.backend: Any = backend
        # One engine may serve several runs, and what Spark keeps outlives them.
        self._mine = secrets.token_hex(4)
        self._numbers = itertools.count(1)
        self._kept: list[str] = []

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute a table now and hand it back as one that is only read.

        `name` says what it is, for anybody who looks into the engine.
        """
        place = self._place(name)
        # On Spark written out, so that it plans the next step without all the steps before it.
        beside = {"temp": True} if self.backend.name == "duckdb" else {}
        kept = self.backend.create_table(place, expression, **beside)
        self._kept.append(place)
        return plain_times(kept)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """A small result as plain Python rows, times in UTC without a zone."""
        if self.backend.name == "duckdb":
            result: list[dict[str, Any]] = self.backend.to_pyarrow(expression).to_pylist()
            return result
        # Ibis reads Spark through pandas, whose times end in 2262 and whose whole numbers turn
        # into fractions where one is empty; Spark's own Arrow has neither fault.
        place = self._place("rows")
        self.backend.create_view(place, expression)
        rows: list[dict[str, Any]] = self.backend.raw_sql(f"TABLE {place}").toArrow().to_pylist()
        self.backend.drop_view(place)
        for row in rows:
            for name, value in row.items():
                if isinstance(value, datetime):
                    row[name] = value.replace(tzinfo=None)
        return rows

    def release(self, but: Sequence[ir.Table] = ()) -> None:
        """Let go of what was kept, in an engine that outlives this run; not of what `but` reads."""
        read = {table.name for kept in but for table in kept.op().find(ops.DatabaseTable)}
        for place in self._kept:
            if place not in read:
                self.backend.drop_table(place)
        self._kept = [place for place in self._kept if place in read]

    def close(self) -> None:
        """Let go of everything; what was handed out cannot be read after it."""
        self.release()
        self.backend.disconnect()

    def _place(self, name: str) -> str:
        return f"{name}_{self._mine}_{next(self._numbers)}"
