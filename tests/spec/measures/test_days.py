"""Days and hours as London clocks show them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from custodes.measures.days import day_number, hour_of_day, london, week_number
from custodes.store.workbench import Workbench, small_table
from lib.ascii_tables import same
from lib.prepared import Prepared

LONDON = ZoneInfo("Europe/London")
EPOCH = date(1970, 1, 1)
FIRST, LAST = datetime(2000, 1, 1), datetime(2090, 12, 31)


def last_sunday(year, month):
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)


# Half of the moments lie within two hours of a change of the clocks.
changes = st.builds(
    lambda year, month, apart: last_sunday(year, month) + timedelta(microseconds=apart),
    st.integers(2000, 2090),
    st.sampled_from([3, 10]),
    st.integers(-7_200_000_000, 7_200_000_000),
)
moments = st.lists(changes | st.datetimes(FIRST, LAST), min_size=1, max_size=40)


@pytest.mark.spark
def test_a_night_over_midnight_and_the_changes_of_the_clocks(backend):
    at = [
        datetime(2026, 1, 31, 23, 59, 59, 999999),
        datetime(2026, 2, 1, 0, 0),
        datetime(2026, 3, 29, 0, 59, 59),
        datetime(2026, 3, 29, 1, 0),
        datetime(2026, 6, 30, 23, 0),
        datetime(2026, 10, 25, 0, 59, 59),
        datetime(2026, 10, 25, 1, 0),
    ]
    rows = small_table([{"at": moment} for moment in at], {"at": "timestamp"})
    told = Workbench(backend).rows(
        rows.select("at", clock=london(rows.at), hour=hour_of_day(rows.at), day=day_number(rows.at))
    )
    for row in told:
        row["at"] = row["at"].replace(microsecond=0)
        row["clock"] = row["clock"].replace(microsecond=0)
        row["day"] = str(EPOCH + timedelta(days=row["day"]))
    same(
        told,
        """
        at                  | clock               | hour | day
        --------------------+---------------------+------+-----------
        2026-01-31 23:59:59 | 2026-01-31 23:59:59 | 23   | 2026-01-31
        2026-02-01 00:00    | 2026-02-01 00:00    | 0    | 2026-02-01
        2026-03-29 00:59:59 | 2026-03-29 00:59:59 | 0    | 2026-03-29
        2026-03-29 01:00    | 2026-03-29 02:00    | 2    | 2026-03-29
        2026-06-30 23:00    | 2026-07-01 00:00    | 0    | 2026-07-01
        2026-10-25 00:59:59 | 2026-10-25 01:59:59 | 1    | 2026-10-25
        2026-10-25 01:00    | 2026-10-25 01:00    | 1    | 2026-10-25
        """,
    )


def test_day_week_and_hour_are_those_of_the_zone_tables_from_2000_to_2090(engine):
    def build(t):
        day = day_number(t.at)
        return t.mutate(day=day, week=week_number(day), hour=hour_of_day(t.at))

    asked = Prepared(engine, {"moments": {"at": "timestamp(6)"}}, build)

    @given(moments)
    @example([last_sunday(2038, 3), last_sunday(2038, 10), datetime(2038, 1, 19, 3, 14, 8)])
    def check(some):
        for row in asked(moments=[{"at": at} for at in some]):
            clock = row["at"].replace(tzinfo=UTC).astimezone(LONDON)
            monday = clock.date() - timedelta(days=clock.weekday())
            assert row["day"] == (clock.date() - EPOCH).days
            assert row["week"] == (monday - EPOCH).days // 7 + 1
            assert row["hour"] == clock.hour

    check()
