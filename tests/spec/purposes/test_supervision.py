"""Supervises somebody with a purpose."""

from custodes.purposes.supervision import Supervision
from custodes.schema import Accesses, PurposeRecords, Staff
from lib.ascii_tables import same

IN_THE_CASE = """
    purpose | kind            | staff | incident | start            | end              | made_by
    --------+-----------------+-------+----------+------------------+------------------+--------
    R-1     | officer_in_case | A-1   | I-1      | 2026-03-02 10:00 | 2026-03-06 10:00 | N-1
"""

SUPERVISORS_LOOK = """
    access | at               | login
    -------+------------------+------
    a      | 2026-03-03 09:00 | s1
    b      | 2026-03-03 09:00 | a2
    c      | 2026-03-03 09:00 | n1
"""


def test_it_hands_the_purpose_of_the_supervised_to_their_supervisor_and_to_no_colleague(station):
    at = station({PurposeRecords: IN_THE_CASE, Accesses: SUPERVISORS_LOOK})
    same(at.told(Supervision), "row | q \n a | 0.2 \n b | 1 \n c | 1")


def test_it_is_whoever_supervised_when_the_purpose_began(station):
    moved = """
        staff | kind    | role     | unit  | supervisor | from       | to
        ------+---------+----------+-------+------------+------------+-----------
        A-1   | officer | response | north | S-1        | 2025-01-01 | 2026-03-01
        A-1   | officer | response | north | A-2        | 2026-03-01 |
    """
    at = station({Staff: moved, PurposeRecords: IN_THE_CASE, Accesses: SUPERVISORS_LOOK})
    same(at.told(Supervision), "row | q \n a | 1 \n b | 0.2 \n c | 1")


def test_a_recorded_supervision_counts_for_the_one_it_names(station):
    recorded = """
        purpose | kind        | staff | person | start            | end              | made_by
        --------+-------------+-------+--------+------------------+------------------+--------
        R-1     | supervision | S-1   | P-1    | 2026-03-03 08:00 | 2026-03-03 12:00 | N-1
    """
    at = station({PurposeRecords: recorded, Accesses: SUPERVISORS_LOOK})
    same(at.told(Supervision), "row | q \n a | 0.2 \n b | 1 \n c | 1")


def test_nobody_supervises_themselves(station):
    own_boss = """
        staff | kind    | role     | unit  | supervisor | from
        ------+---------+----------+-------+------------+-----------
        A-1   | officer | response | north | A-1        | 2025-01-01
    """
    looked_up = "access | at \n a | 2026-03-03 09:00"
    at = station({Staff: own_boss, PurposeRecords: IN_THE_CASE, Accesses: looked_up})
    same(at.told(Supervision), "row | q \n a | 1")


def test_work_that_the_supervisor_gave_to_the_supervised_counts_as_any_other(station):
    own_making = IN_THE_CASE.replace("N-1", "S-1")
    at = station({PurposeRecords: own_making, Accesses: SUPERVISORS_LOOK})
    same(at.told(Supervision), "row | q \n a | 0.2 \n b | 1 \n c | 1")
