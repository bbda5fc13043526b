"""Look-ups of one person that no purpose explains."""

import pytest

from custodes.indicators import UnexplainedLookUps
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

FOUR_VIEWS_ON_THREE_DAYS = """
    access | at               | known_at
    -------+------------------+-----------------
    a      | 2026-03-02 10:00 | 2026-03-03 06:00
    b      | 2026-03-03 10:00 | 2026-03-04 06:00
    c      | 2026-03-03 11:00 | 2026-03-04 06:00
    d      | 2026-03-09 10:00 | 2026-03-10 06:00
"""


@pytest.mark.spark
def test_look_ups_of_one_person_without_a_purpose_are_found_with_their_days(station):
    at = station({Accesses: FOUR_VIEWS_ON_THREE_DAYS})
    same(
        at.find(UnexplainedLookUps()),
        """
        staff | person | value | rows | days | first_at         | last_at
        ------+--------+-------+------+------+------------------+-----------------
        A-1   | P-1    | 4     | 4    | 3    | 2026-03-02 10:00 | 2026-03-09 10:00
        """,
    )


def test_the_officer_in_the_case_who_looked_as_often_is_not_found(station):
    in_the_case = """
        purpose | kind            | start            | end
        --------+-----------------+------------------+-----------------
        R-1     | officer_in_case | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Accesses: FOUR_VIEWS_ON_THREE_DAYS, PurposeRecords: in_the_case})
    same(at.find(UnexplainedLookUps()), "staff | person | value")


def test_a_half_explained_look_up_counts_half(station):
    a_task = """
        purpose | kind | start            | end
        --------+------+------------------+-----------------
        R-1     | task | 2026-03-01 10:00 | 2026-03-01 12:00
    """
    at = station({Accesses: FOUR_VIEWS_ON_THREE_DAYS, PurposeRecords: a_task})
    # Half of the task is left until noon on the 3rd, and nothing on the 9th.
    same(at.find(UnexplainedLookUps()), "value | rows \n 2.65 | 4")


def test_a_view_that_we_had_not_been_told_of_does_not_count(station):
    at = station({Accesses: FOUR_VIEWS_ON_THREE_DAYS}, as_of="2026-03-09 23:00")
    same(at.find(UnexplainedLookUps()), "staff | rows \n A-1 | 3")


def test_a_view_before_the_window_does_not_count(station):
    at = station({Accesses: FOUR_VIEWS_ON_THREE_DAYS}, as_of="2026-03-15 12:00")
    same(at.find(UnexplainedLookUps(window=13)), "staff | rows \n A-1 | 3")
    same(at.find(UnexplainedLookUps(window=7)), "staff | rows \n A-1 | 1")


def test_an_access_by_a_login_that_nobody_held_is_nobodys(station):
    nobodys = """
        access | at               | login
        -------+------------------+------
        a      | 2026-03-02 10:00 | zz
        b      | 2024-12-31 10:00 | a1
    """
    same(station({Accesses: nobodys}).find(UnexplainedLookUps()), "staff | rows")
