"""An expression compiled once and asked again and again, so that generated cases are cheap."""

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from custodes.store.workbench import plain_times


class Prepared:
    """What `build` makes of empty tables of these columns, ready to be asked of any rows."""

    def __init__(
        self,
        backend: Backend,
        columns: Mapping[str, Mapping[str, str]],
        build: Callable[..., ir.Table],
    ) -> None:
        self.backend = backend
        self.columns = {name: ibis.schema(dict(of)) for name, of in columns.items()}
        tables = [backend.create_table(n, schema=of) for n, of in self.columns.items()]
        backend.create_view("answer", build(*(plain_times(table) for table in tables)))

    def __call__(self, **rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answer to these rows of each table."""
        for name, of in self.columns.items():
            self.backend.truncate_table(name)
            if rows[name]:
                self.backend.insert(name, pa.Table.from_pylist(rows[name], of.to_pyarrow()))
        return self.backend.to_pyarrow(self.backend.table("answer")).to_pylist()
