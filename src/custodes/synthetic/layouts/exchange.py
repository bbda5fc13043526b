"""The exchange folder: one comma-separated file a table, as the contract has it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pyarrow as pa
from pyarrow import parquet

from custodes.schema import TABLES
from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.tables import Tables

PART = 5_000_000
"""Rows of one part, where a table is written in parts."""
PRESENCES_BASIS = """# Who prepared each table, and under what law.
[presences]
legal_basis = "DPA 2018 Part 3, section 35; made-up for the demonstration"
purpose = "To seek out abuse of position for a sexual purpose"
retention_days = 31
"""


def write_exchange(
    folder: Path,
    tables: Tables,
    progress: Callable[[str, int, int], None] | None = None,
    form: Literal["csv", "parquet"] = "csv",
) -> dict[str, int]:
    """Write every table of the contract to `folder`, and give the rows of each.

    `form` is one `<table>.csv` a table, or `<table>/part-0000.parquet` and on, PART rows in each:
    a tenth of the room on the disk, which counts for a large force.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for number, table in enumerate(TABLES):
        if progress:
            progress(f"exchange {table.name}", number, len(TABLES))
        slices = tables.slices(table.name)
        if form == "csv":
            counts[table.name] = write_delimited(folder / f"{table.name}.csv", slices)
        else:
            counts[table.name] = _write_parts(folder / table.name, slices)
    (folder / "exchange.toml").write_text(PRESENCES_BASIS, encoding="utf-8")
    return counts


def _write_parts(folder: Path, slices: Iterator[pa.Table]) -> int:
    """Write slices as Parquet files of PART rows or a slice less, and give the number of rows."""
    folder.mkdir(parents=True)
    rows = 0
    writer: parquet.ParquetWriter | None = None
    for part in slices:
        if writer is None or rows // PART != (rows - part.num_rows) // PART:
            if writer is not None:
                writer.close()
            path = folder / f"part-{rows // PART:04}.parquet"
            writer = parquet.ParquetWriter(path, part.schema, compression="zstd")
        writer.write_table(part)
        rows += part.num_rows
    if writer is not None:
        writer.close()
    return rows
