"""Reads a Parquet file: every column as text, every row with its ordinal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyarrow.types as pt

from custodes.sources.base import ParquetFile
from custodes.sources.reading.header import check_names
from custodes.sources.reading.limits import Limits
from custodes.sources.reading.parts import Part, unreadable
from custodes.sources.reading.rows import Rows, batch_of
from custodes.sources.reading.workbook import held_whole
from custodes.vocabulary.errors import FileRefused, shown

BATCH_ROWS = 65_536
MAGIC = b"PAR1"
MICROSECONDS = pa.timestamp("us")


def open_parquet(
    part: Part, reading: ParquetFile, needs: Sequence[str], maybe: Sequence[str], limits: Limits
) -> Rows:
    """Rows of a Parquet file; raises FileRefused when it is none, broken, lacks a needed column,
    or holds one that is asked for in a type that has no plain text."""
    file = _opened(part, limits)
    try:
        schema = file.schema_arrow
        check_names(part.label, None, schema.names, needs)
        asked = [name for name in dict.fromkeys((*needs, *maybe)) if name in schema.names]
        for name in asked:
            _refuse_nested(part.label, name, schema.field(name).type)
    except BaseException:
        file.close()
        raise

    def batches() -> Iterator[pa.RecordBatch]:
        line = 1
        try:
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=asked):
                lines = pa.array(range(line, line + batch.num_rows), pa.int64())
                given = {name: as_text(batch.column(name)) for name in asked}
                line += batch.num_rows
                if batch.num_rows:
                    yield batch_of(lines, given, tuple(needs), tuple(maybe))
        except (pa.ArrowException, OSError, ValueError):
            raise FileRefused(
                f"{part.label} is a Parquet file that cannot be read after row {line - 1:,}: "
                "fetch it again; nothing of it was taken."
            ) from None
        finally:
            file.close()

    extra = tuple(name for name in schema.names if name not in asked)
    return Rows(tuple(schema.names), batches(), extra, closing=file.close)


def _opened(part: Part, limits: Limits) -> pq.ParquetFile:
    try:
        whole = part.member is None and _head(part.path) == MAGIC
        given = part.path if whole else held_whole(part, limits, "a Parquet file")
        return pq.ParquetFile(given)
    except FileRefused:
        raise
    except pa.ArrowException:
        pass
    except OSError as error:
        if error.errno is not None:
            raise FileRefused(unreadable(part.label, error)) from None
    raise FileRefused(
        f"{part.label} is not a whole Parquet file: fetch it again, or name the format that it has "
        "in its feed."
    )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MAGIC))


def _refuse_nested(label: str, name: str, kind: pa.DataType) -> None:
    if pt.is_dictionary(kind):
        kind = kind.value_type
    if pt.is_nested(kind) or pt.is_duration(kind) or pt.is_interval(kind):
        raise FileRefused(
            f"{label} holds the column {shown(name)} as {kind}, which has no plain text: export it "
            "as text, a number or a time."
        )


def as_text(column: pa.Array) -> pa.Array:
    """A column as text: ISO 8601 times, Z behind those with a zone, 1 and 0 for yes and no."""
    kind = column.type
    if pt.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if pt.is_timestamp(kind):
        moments = column.cast(pa.timestamp("us", kind.tz), safe=False).cast(MICROSECONDS)
        text = pc.replace_substring(moments.cast(pa.string()), " ", "T")
        text = pc.replace_substring_regex(text, r"\.0+$", "")
        return pc.binary_join_element_wise(text, "Z", "") if kind.tz is not None else text
    if pt.is_boolean(kind):
        return column.cast(pa.int8()).cast(pa.string())
    if pt.is_floating(kind):
        return pa.array(
            [None if v is None else _number(v) for v in column.to_pylist()], pa.string()
        )
    if pt.is_date64(kind):
        return column.cast(pa.date32()).cast(pa.string())
    if pt.is_time(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"\.0+$", "")
    return column.cast(pa.string())


def _number(value: float) -> str:
    if value != value:  # not a number
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
