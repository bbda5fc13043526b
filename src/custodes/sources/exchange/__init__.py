"""The exchange folder: one file a table, with our own column names."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis.expr.types as ir

from custodes.schema import BY_NAME, TABLES, Table
from custodes.sources.base import Delimited, ParquetFile, Reading, Source
from custodes.vocabulary.errors import UserError, closest, shown

FORMATS: dict[str, Reading] = {"csv": Delimited(), "parquet": ParquetFile()}


class Exchange(Source):
    """The plainest way in: a folder with one file a table, `<table>.csv` or `<table>.parquet`, or
    parts of it in a folder `<table>/`.

    UTF-8, comma, a header row, quotes as in RFC 4180; the columns are those of the table by name,
    in any order. Times are ISO 8601 with an offset or `Z`, dates `YYYY-MM-DD`, empty is unknown.
    Every table may carry `known_at`. Columns that the table does not have are counted and left.
    """

    id = "exchange"
    version = 1
    title = "Exchange folder"
    fills = TABLES
    options: ClassVar[Mapping[str, str]] = {
        "table": "Which table the files hold.",
        "format": "`csv` (the default) or `parquet`.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        name = str(self.settings.get("table", ""))
        form = str(self.settings.get("format", "csv"))
        if name not in BY_NAME:
            raise UserError(
                f"Source exchange has no table {shown(name)}{closest(name, list(BY_NAME))}."
            )
        if form not in FORMATS:
            raise UserError(f"Source exchange cannot read {shown(form)}: write csv or parquet.")
        self.table: type[Table] = BY_NAME[name]
        self.reading = FORMATS[form]
        # Of one feed rather than of the class: which table its files hold.
        needs = self.table.required()
        maybe = tuple(c for c in self.table.columns if c not in needs)
        vars(self).update(fills=(self.table,), needs=needs, maybe=maybe)

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """The raw rows as they are: the columns already have our names."""
        return {self.table: raw.select("line", *self.table.columns)}
