"""A source's shapes as the stage wants them: SQL over the relation `raw`, and what they give."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from custodes.schema import Table
from custodes.sources.base import Delimited, JsonDocument, ParquetFile, Source, Workbook
from custodes.store.checks import Given
from custodes.store.stage import Shaped

CHUNK_ROWS = 500_000
CHUNK_BYTES = 128 * 1024 * 1024
"""How much of a file is checked at once: enough for both cores, little enough for any machine."""


def raw_columns(source: Source) -> tuple[str, ...]:
    """The raw columns that a source's files are read into, besides `line`."""
    if isinstance(source.reading, Delimited | Workbook | ParquetFile):
        return tuple(dict.fromkeys((*source.needs, *source.maybe)))
    return ("document",)


def shapes_of(source: Source, backend: Backend) -> dict[type[Table], Shaped]:
    """The shape of each table that the source fills.

    A shape sees a file piece by piece, so it must look at each raw row by itself.
    """
    columns = {"line": "int64"} | dict.fromkeys(raw_columns(source), "string")
    raw = ibis.table(columns, name="raw")
    shapes = {}
    for table, rows in source.shape(raw).items():
        types = rows.schema()
        given = tuple(
            Given(name, not types[name].is_string(), f"{name}_given" in types)
            for name in table.columns
            if name in types
        )
        shapes[table] = Shaped(str(backend.compile(rows)), given)
    return shapes


def chunks_of(batches: Iterable[pa.RecordBatch], source: Source) -> Iterator[pa.Table]:
    """Batches gathered into pieces of about CHUNK_ROWS rows or CHUNK_BYTES bytes.

    Of a JSON document, where several rows may stand on one line, `line` becomes the row's ordinal.
    """
    gathered: list[pa.RecordBatch] = []
    rows = size = before = 0
    for batch in batches:
        gathered.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= CHUNK_ROWS or size >= CHUNK_BYTES:
            yield _piece(gathered, source, before)
            before += rows
            gathered, rows, size = [], 0, 0
    if rows:
        yield _piece(gathered, source, before)


def _piece(batches: list[pa.RecordBatch], source: Source, before: int) -> pa.Table:
    piece = pa.Table.from_batches(batches)
    if not isinstance(source.reading, JsonDocument):
        return piece
    ordinals = pa.array(range(before + 1, before + piece.num_rows + 1), pa.int64())
    return piece.set_column(piece.schema.get_field_index("line"), "line", ordinals)


def ahead(pieces: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same pieces, each read on another thread while the one before it is worked on."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = reader.submit(next, pieces, None)
            yield piece
