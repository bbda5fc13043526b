"""Spans of time: unions of overlapping ones, and the running sum of what they carry."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.measures.spans import running_sum, union_of
from custodes.store.workbench import Workbench, small_table
from lib.ascii_tables import same
from lib.prepared import Prepared

BEGINNING = datetime(2026, 3, 2)
FOREVER = datetime(9999, 12, 31)
COLUMNS = {"who": "string", "start": "timestamp(6)", "end": "timestamp(6)", "carried": "int64"}
SMALL = COLUMNS | {"start": "timestamp", "end": "timestamp"}

# A small scale, so that spans often touch, nest and repeat.
ticks = st.integers(0, 30)
spans = st.lists(
    st.builds(
        lambda who, start, length, carried: (who, start, start + length, carried),
        st.sampled_from("ab"),
        ticks,
        st.integers(0, 9),
        st.integers(-3, 3),
    ),
    max_size=14,
)


def moment(tick):
    return BEGINNING + timedelta(hours=tick)


def as_rows(some):
    return [
        {"who": who, "start": moment(start), "end": moment(end), "carried": carried}
        for who, start, end, carried in some
    ]


@pytest.mark.spark
def test_overlapping_and_touching_spans_become_one_and_apart_ones_stay_apart(backend):
    some = [("a", 1, 3, 0), ("a", 2, 5, 0), ("a", 6, 7, 0), ("b", 4, 5, 0)]
    rows = small_table(as_rows(some), SMALL).drop("carried")
    same(
        Workbench(backend).rows(union_of(rows, ("who",))),
        """
        who | start            | end
        ----+------------------+-----------------
        a   | 2026-03-02 01:00 | 2026-03-02 05:00
        a   | 2026-03-02 06:00 | 2026-03-02 07:00
        b   | 2026-03-02 04:00 | 2026-03-02 05:00
        """,
    )


@pytest.mark.spark
def test_what_overlapping_spans_carry_is_summed_and_the_last_span_never_ends(backend):
    rows = small_table(as_rows([("a", 1, 3, 1), ("a", 2, 5, 10)]), SMALL)
    same(
        Workbench(backend).rows(running_sum(rows, ("who",), ("carried",))),
        """
        who | start            | end              | carried
        ----+------------------+------------------+--------
        a   | 2026-03-02 01:00 | 2026-03-02 02:00 | 1
        a   | 2026-03-02 02:00 | 2026-03-02 03:00 | 11
        a   | 2026-03-02 03:00 | 2026-03-02 05:00 | 10
        a   | 2026-03-02 05:00 | 9999-12-31 00:00 | 0
        """,
    )


def test_the_union_is_that_of_plain_sets(engine):
    asked = Prepared(engine, {"spans": COLUMNS}, lambda t: union_of(t, ("who",)))

    @given(spans)
    def check(some):
        joined = asked(spans=as_rows(some))
        for who in "ab":
            mine = sorted((row["start"], row["end"]) for row in joined if row["who"] == who)
            covered = {
                tick for owner, start, end, _ in some if owner == who for tick in range(start, end)
            }
            again = {tick for tick in range(60) if any(s <= moment(tick) < e for s, e in mine)}
            assert again == covered
            apart = all(first[1] < second[0] for first, second in pairwise(mine))
            assert apart, "spans of one overlap or touch"

    check()


def test_the_running_sum_is_that_of_adding_up_at_every_moment(engine):
    asked = Prepared(engine, {"spans": COLUMNS}, lambda t: running_sum(t, ("who",), ("carried",)))

    @given(spans)
    def check(some):
        pieces = asked(spans=as_rows(some))
        for who in "ab":
            given_to = [span for span in some if span[0] == who]
            mine = sorted((p["start"], p["end"], p["carried"]) for p in pieces if p["who"] == who)
            first = min((start for _, start, _, _ in given_to), default=None)
            assert (not mine) == (first is None)
            for tick in range(first, 60) if first is not None else ():
                at = moment(tick)
                holding = [carried for start, end, carried in mine if start <= at < end]
                wanted = sum(c for _, start, end, c in given_to if start <= tick < end)
                assert holding == [wanted]
            if mine:
                assert mine[-1][1:] == (FOREVER, 0)

    check()
