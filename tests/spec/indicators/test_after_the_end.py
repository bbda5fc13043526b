"""Back to the record after the last purpose ended."""

from custodes.indicators import AfterTheEnd
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

A_TASK_OF_A_DAY = """
    purpose | kind | start            | end
    --------+------+------------------+-----------------
    R-1     | task | 2026-03-01 10:00 | 2026-03-02 10:00
"""

BACK_TWICE = """
    access | at
    -------+-----------------
    a      | 2026-03-02 09:00
    b      | 2026-03-04 09:00
    c      | 2026-03-20 09:00
    d      | 2026-03-24 09:00
"""


def test_going_back_days_after_the_task_was_done_is_found_and_working_on_it_is_not(station):
    at = station({PurposeRecords: A_TASK_OF_A_DAY, Accesses: BACK_TWICE})
    same(
        at.find(AfterTheEnd()),
        """
        staff | person | days | first_at
        ------+--------+------+-----------------
        A-1   | P-1    | 2    | 2026-03-20 09:00
        """,
    )


def test_somebody_who_never_had_a_purpose_has_not_gone_back(station):
    same(station({Accesses: BACK_TWICE}).find(AfterTheEnd()), "staff | days")


def test_a_second_task_that_is_going_on_makes_it_work_again(station):
    second = A_TASK_OF_A_DAY + "    R-2 | task | 2026-03-19 10:00 | 2026-03-30 10:00\n"
    at = station({PurposeRecords: second, Accesses: BACK_TWICE})
    same(at.find(AfterTheEnd()), "staff | days")


def test_how_long_after_the_end_is_the_forces_to_say(station):
    at = station({PurposeRecords: A_TASK_OF_A_DAY, Accesses: BACK_TWICE})
    same(at.find(AfterTheEnd(quiet=20)), "days | first_at \n 1 | 2026-03-24 09:00")
