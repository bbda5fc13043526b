"""Rows that lie in any span: each once, the start counted, the end not."""

from datetime import datetime

from custodes.measures.spans import union_of, within
from custodes.store.workbench import small_table

SPANS = {"staff": "int64", "start": "timestamp", "end": "timestamp"}
ROWS = {"row": "int64", "staff": "int64", "at": "timestamp"}


def rows_of(columns: dict[str, list]) -> list[dict]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def hour(number: int) -> datetime:
    return datetime(2026, 3, 2, number)


def test_a_row_in_two_spans_counts_once_and_an_end_is_outside(engine):
    spans = small_table(
        rows_of(
            {
                "staff": [1, 1, 1, 2],
                "start": [hour(1), hour(2), hour(6), hour(1)],
                "end": [hour(4), hour(5), hour(7), hour(9)],
            }
        ),
        SPANS,
    )
    moments = [0, 1, 3, 4, 5, 6, 7]
    rows = small_table(
        rows_of({"row": moments, "staff": [1] * len(moments), "at": [hour(n) for n in moments]}),
        ROWS,
    )
    for held in (spans, union_of(spans, ("staff",))):
        found = engine.to_pyarrow(within(rows, held, ("staff",)).order_by("row")).to_pydict()
        assert found["row"] == [1, 3, 4, 6]
        assert set(found) == {"row", "staff", "at"}


def test_spans_of_one_moment_and_of_the_same_start_are_joined(engine):
    spans = small_table(
        rows_of(
            {
                "staff": [1, 1, 1, 1],
                "start": [hour(1), hour(1), hour(1), hour(8)],
                "end": [hour(1), hour(3), hour(2), hour(8)],
            }
        ),
        SPANS,
    )
    joined = engine.to_pyarrow(union_of(spans, ("staff",)).order_by("start")).to_pydict()
    assert joined["start"] == [hour(1), hour(8)] and joined["end"] == [hour(3), hour(8)]
