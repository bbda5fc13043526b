"""Unexplained look-ups off duty."""

import pytest

from custodes.indicators import OffDutyLookUps
from custodes.schema import Accesses, Duties, PurposeRecords
from lib.ascii_tables import same

SHIFT_AND_SICKNESS = """
    start            | end              | status
    -----------------+------------------+-------
    2026-03-03 14:00 | 2026-03-03 22:00 | duty
    2026-03-05 00:00 | 2026-03-06 00:00 | sick
"""

AT_ALL_HOURS = """
    access | at
    -------+-----------------
    a      | 2026-03-03 15:00
    b      | 2026-03-03 22:30
    c      | 2026-03-04 02:00
    d      | 2026-03-05 10:00
    e      | 2026-03-18 02:00
"""


@pytest.mark.spark
def test_look_ups_off_duty_and_sick_are_found_and_those_of_a_week_without_a_roster_are_not(station):
    at = station({Duties: SHIFT_AND_SICKNESS, Accesses: AT_ALL_HOURS})
    same(
        at.find(OffDutyLookUps()),
        """
        staff | person | days | rows | first_at         | last_at
        ------+--------+------+------+------------------+-----------------
        A-1   | P-1    | 2    | 2    | 2026-03-04 02:00 | 2026-03-05 10:00
        """,
    )


def test_unknown_is_not_off_duty(station):
    same(station({Accesses: AT_ALL_HOURS}).find(OffDutyLookUps()), "staff | days")


def test_off_duty_with_a_purpose_is_not_found(station):
    in_the_case = """
        purpose | kind            | start            | end
        --------+-----------------+------------------+-----------------
        R-1     | officer_in_case | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Duties: SHIFT_AND_SICKNESS, Accesses: AT_ALL_HOURS, PurposeRecords: in_the_case})
    same(at.find(OffDutyLookUps()), "staff | days")
