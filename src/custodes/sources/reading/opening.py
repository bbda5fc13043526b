"""Opens a part as rows, whatever kind of file its source says it is."""

from collections.abc import Sequence

from custodes.sources.base import (
    Delimited,
    JsonDocument,
    JsonLines,
    ParquetFile,
    Reading,
    TextLines,
    Workbook,
)
from custodes.sources.reading.delimited import open_delimited
from custodes.sources.reading.documents import open_document
from custodes.sources.reading.limits import LIMITS, Limits
from custodes.sources.reading.lines import open_lines
from custodes.sources.reading.parquet import open_parquet
from custodes.sources.reading.parts import Part
from custodes.sources.reading.rows import Rows
from custodes.sources.reading.workbook import open_workbook


def open_rows(
    part: Part,
    reading: Reading,
    *,
    needs: Sequence[str],
    maybe: Sequence[str],
    limits: Limits = LIMITS,
) -> Rows:
    """A part's rows, read as `reading` says, with the columns of `needs` and `maybe`.

    Raises FileRefused when the file is hopeless (empty, foreign, broken, without a needed column)
    and UserError when the reading itself is (an unknown encoding, a delimiter of two characters).
    Going through the batches may raise FileRefused still. Close the rows when done.
    """
    match reading:
        case Delimited():
            return open_delimited(part, reading, needs, maybe, limits)
        case JsonLines() | TextLines():
            return open_lines(part, reading, needs, maybe, limits)
        case JsonDocument():
            return open_document(part, reading, needs, maybe, limits)
        case Workbook():
            return open_workbook(part, reading, needs, maybe, limits)
        case ParquetFile():
            return open_parquet(part, reading, needs, maybe, limits)
