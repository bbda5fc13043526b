"""Whether a moment fell on duty, with *unknown* as a value of its own."""

import pytest

from custodes.schema import Duties

A_LATE_SHIFT = """
    start            | end
    -----------------+-----------------
    2026-03-03 14:00 | 2026-03-03 22:00
"""


@pytest.mark.spark
def test_a_moment_is_on_duty_within_an_hour_of_a_shift_and_off_outside_it(station):
    at = station({Duties: A_LATE_SHIFT})
    assert at.duty_at(
        "A-1",
        "2026-03-03 12:59",
        "2026-03-03 13:00",
        "2026-03-03 18:00",
        "2026-03-03 22:59",
        "2026-03-03 23:00",
        "2026-03-04 18:00",
    ) == ["off", "duty", "duty", "duty", "off", "off"]


def test_unknown_is_not_off_duty(station):
    at = station({Duties: A_LATE_SHIFT})
    assert at.duty_at("A-2", "2026-03-03 18:00") == ["unknown"]
    # The roster is held for the week of the shift, not for the weeks around it.
    assert at.duty_at("A-1", "2026-03-01 18:00", "2026-03-02 18:00", "2026-03-08 18:00") == [
        "unknown",
        "off",
        "off",
    ]
    assert at.duty_at("A-1", "2026-03-09 18:00") == ["unknown"]


@pytest.mark.spark
def test_a_night_shift_over_midnight_is_one_shift(station):
    night = """
        start            | end
        -----------------+-----------------
        2026-03-03 22:00 | 2026-03-04 07:00
    """
    at = station({Duties: night})
    assert at.duty_at(
        "A-1", "2026-03-03 23:59:59", "2026-03-04 00:00", "2026-03-04 07:59", "2026-03-04 08:00"
    ) == ["duty", "duty", "duty", "off"]


def test_a_night_shift_in_which_the_clocks_change_loses_no_hour(station):
    nights = """
        start            | end
        -----------------+-----------------
        2026-03-28 22:00 | 2026-03-29 06:00
        2026-10-24 21:00 | 2026-10-25 07:00
    """
    at = station({Duties: nights}, as_of="2026-11-01")
    forward = ["2026-03-29 00:30", "2026-03-29 01:30", "2026-03-29 06:59", "2026-03-29 07:00"]
    back = ["2026-10-24 23:30", "2026-10-25 00:30", "2026-10-25 01:30", "2026-10-25 07:59"]
    assert at.duty_at("A-1", *forward) == ["duty", "duty", "duty", "off"]
    assert at.duty_at("A-1", *back) == ["duty"] * 4


def test_where_spans_overlap_work_comes_before_absence_and_no_moment_counts_twice(station):
    overlapping = """
        start            | end              | status
        -----------------+------------------+---------
        2026-03-03 08:00 | 2026-03-03 16:00 | duty
        2026-03-03 12:00 | 2026-03-03 20:00 | overtime
        2026-03-03 00:00 | 2026-03-04 00:00 | leave
    """
    at = station({Duties: overlapping})
    assert at.duty_at(
        "A-1",
        "2026-03-03 06:59",
        "2026-03-03 10:00",
        "2026-03-03 13:00",
        "2026-03-03 18:00",
        "2026-03-03 21:30",
    ) == ["leave", "duty", "duty", "overtime", "leave"]


@pytest.mark.parametrize("status", ["sick", "leave", "rest"])
def test_absence_has_no_margin(station, status):
    away = f"""
        start            | end              | status
        -----------------+------------------+-------
        2026-03-03 08:00 | 2026-03-03 16:00 | {status}
    """
    at = station({Duties: away})
    assert at.duty_at("A-1", "2026-03-03 07:30", "2026-03-03 08:00", "2026-03-03 16:00") == [
        "off",
        status,
        "off",
    ]


def test_a_shift_that_was_entered_later_was_not_known_before(station):
    entered_late = """
        start            | end              | known_at
        -----------------+------------------+-----------------
        2026-03-03 14:00 | 2026-03-03 22:00 | 2026-03-05 09:00
    """
    given = {Duties: entered_late}
    assert station(given, "2026-03-05 08:59").duty_at("A-1", "2026-03-03 18:00") == ["unknown"]
    assert station(given, "2026-03-05 09:00").duty_at("A-1", "2026-03-03 18:00") == ["duty"]
