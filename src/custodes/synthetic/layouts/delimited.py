"""Delimited text, always the same bytes for the same rows."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

_SPECIAL = '[",;|\\r\\n]'


def write_delimited(
    out: BinaryIO | Path,
    slices: Iterable[pa.Table],
    *,
    delimiter: str = ",",
    columns: list[str] | None = None,
    header: bool = True,
    quoted: bool = False,
) -> int:
    """Write slices of text columns under one header and give the number of rows.

    Values are quoted only in a slice in which one holds a delimiter, a quote or a line's end, or
    everywhere where `quoted` says so. `columns` renames the header.
    """
    if isinstance(out, Path):
        with out.open("wb") as file:
            return write_delimited(
                file, slices, delimiter=delimiter, columns=columns, header=header, quoted=quoted
            )
    rows = 0
    for number, part in enumerate(slices):
        if number == 0 and header:
            out.write((delimiter.join(columns or part.column_names) + "\n").encode())
        style = "needed" if quoted or _needs_quotes(part) else "none"
        csv.write_csv(
            part,
            out,
            csv.WriteOptions(
                include_header=False, delimiter=delimiter, quoting_style=style, batch_size=16_384
            ),
        )
        rows += part.num_rows
    return rows


def _needs_quotes(part: pa.Table) -> bool:
    return any(
        pc.any(pc.match_substring_regex(column, _SPECIAL), min_count=0).as_py()
        for column in part.columns
    )
