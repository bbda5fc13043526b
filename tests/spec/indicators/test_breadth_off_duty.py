"""Many people opened off duty without a purpose."""

from custodes.indicators import BreadthOffDuty
from custodes.schema import Accesses, Duties, PurposeRecords
from lib.ascii_tables import same

A_LATE_SHIFT = """
    start            | end
    -----------------+-----------------
    2026-03-03 14:00 | 2026-03-03 22:00
"""

FOUR_PEOPLE = """
    access | at               | person
    -------+------------------+-------
    a      | 2026-03-03 15:00 | P-1
    b      | 2026-03-04 10:00 | P-2
    c      | 2026-03-04 10:01 | P-3
    d      | 2026-03-05 10:01 | P-3
    e      | 2026-03-18 10:00 | P-4
"""


def test_people_opened_off_duty_are_counted_once_and_those_of_a_shift_are_not(station):
    same(
        station({Duties: A_LATE_SHIFT, Accesses: FOUR_PEOPLE}).find(BreadthOffDuty()),
        "staff | value | people | rows | days \n A-1 | 2 | 2 | 3 | 2",
    )


def test_unknown_is_not_off_duty(station):
    same(station({Accesses: FOUR_PEOPLE}).find(BreadthOffDuty()), "staff | people")


def test_people_with_whom_there_is_a_purpose_are_not_counted(station):
    a_task = """
        purpose | kind | person | start            | end
        --------+------+--------+------------------+-----------------
        R-1     | task | P-3    | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Duties: A_LATE_SHIFT, Accesses: FOUR_PEOPLE, PurposeRecords: a_task})
    same(at.find(BreadthOffDuty()), "staff | people \n A-1 | 1")
