"""Where one run works: an engine, and what it has computed once and kept for the steps after."""

import itertools
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.backends import BaseBackend


def plain_times(table: ir.Table) -> ir.Table:
    """The table with every time of one type: engines name their precision, and unions want one."""
    named = {n: dt.timestamp for n, kind in table.schema().items() if kind.is_timestamp()}
    return table.cast(named) if named else table


class Workbench:
    """An engine with kept results. The same expressions run on DuckDB and on Spark."""

    def __init__(self, backend: BaseBackend) -> None:
        self.backend = backend
        self._numbers = itertools.count(1)
        self._kept: list[ir.Table] = []

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute a table now and hand it back as one that is only read.

        `name` says what it is, for anybody who looks into the engine.
        """
        if self.backend.name == "duckdb":
            place = f"{name}_{next(self._numbers)}"
            return plain_times(self.backend.create_table(place, expression, temp=True))
        cached = expression.cache()
        self._kept.append(cached)
        return plain_times(cached)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """A small result as plain Python rows."""
        result: list[dict[str, Any]] = self.backend.to_pyarrow(expression).to_pylist()
        return result
