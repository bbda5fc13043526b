"""Parquet files: every plain type as text, and the sentences for the others."""

import gzip
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custodes.sources.base import ParquetFile

WHEN = datetime(2026, 3, 1, 10, 0, 0)


def written(**columns: pa.Array) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array(["x", "", None]), ["x", "", None]),
        (pa.array([1, None], pa.int16()), ["1", None]),
        (pa.array([7700900123.0, 1.5, None, float("nan")]), ["7700900123", "1.5", None, ""]),
        (pa.array([True, False, None]), ["1", "0", None]),
        (pa.array([WHEN]), ["2026-03-01T10:00:00"]),
        (pa.array([WHEN.replace(microsecond=5)]), ["2026-03-01T10:00:00.000005"]),
        (pa.array([WHEN], pa.timestamp("ns")), ["2026-03-01T10:00:00"]),
        (pa.array([WHEN.replace(tzinfo=UTC), None]), ["2026-03-01T10:00:00Z", None]),
        (
            pa.array([WHEN.replace(tzinfo=UTC)]).cast(pa.timestamp("ms", "Europe/London")),
            ["2026-03-01T10:00:00Z"],
        ),
        (pa.array([date(2026, 3, 1)]), ["2026-03-01"]),
        (pa.array([date(2026, 3, 1)], pa.date64()), ["2026-03-01"]),
        (pa.array([time(9, 5)]), ["09:05:00"]),
        (pa.array([Decimal("1.50")]), ["1.50"]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), ["x", "y", "x"]),
        (pa.array([b"x"]), ["x"]),
        (pa.array([None, None]), [None, None]),
    ],
)
def test_each_plain_type_has_its_text(read, column, texts):
    got = read(written(a=column), ParquetFile(), needs=("a",))
    assert got.rows == [(at, text) for at, text in enumerate(texts, start=1)]


def test_columns_not_asked_for_are_named_and_may_be_of_any_type(read):
    given = written(a=pa.array(["x"]), b=pa.array([[1]]), c=pa.array([1]))
    got = read(given, ParquetFile(), needs=("c",), maybe=("z",))
    assert got.rows == [(1, "1", None)]
    assert got.columns == ("a", "b", "c") and got.extra == ("a", "b")


def test_rows_are_counted_across_batches_and_without_columns(read):
    given = written(a=pa.array(range(70_000)))
    assert read(given, ParquetFile(), needs=("a",)).rows[-1] == (70_000, "69999")
    assert len(read(given, ParquetFile()).rows) == 70_000
    assert len(read(gzip.compress(given), ParquetFile(), needs=("a",)).rows) == 70_000


def test_nested_columns_missing_ones_and_other_files_are_sentences(refusal):
    given = written(a=pa.array([{"x": 1}]), b=pa.array(["x"]))
    sentence = refusal(given, ParquetFile(), needs=("a",), name="x.parquet")
    assert 'holds the column "a" as struct<x: int64>, which has no plain text' in sentence
    sentence = refusal(given, ParquetFile(), needs=("B",), name="x.parquet")
    assert 'lacks the column "B"; closest to "B": b; its header has "a", "b"' in sentence
    for foreign in (b"a,b\n1,2\n", given[:-9], b"PAR1" + b"\0" * 50):
        assert "is not a whole Parquet file" in refusal(foreign, ParquetFile(), name="x.parquet")
    assert "is empty (0 bytes)" in refusal(b"", ParquetFile(), name="x.parquet")


def test_a_page_that_was_damaged_is_refused(refusal):
    given = bytearray(written(a=pa.array([f"value {n * 7919}" for n in range(5_000)])))
    given[50:3_000] = b"\xff" * 2_950
    sentence = refusal(bytes(given), ParquetFile(), needs=("a",), name="x.parquet")
    assert "cannot be read after row 0" in sentence
