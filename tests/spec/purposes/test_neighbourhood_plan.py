"""Neighbourhood or repeat-caller plan."""

import pytest

from custodes.purposes.neighbourhood_plan import NeighbourhoodPlan
from custodes.schema import Accesses, Contacts, PurposeRecords, Staff
from lib.ascii_tables import same

ON_THE_PLAN = """
    purpose | kind               | person | start            | end
    --------+--------------------+--------+------------------+-----------------
    R-1     | neighbourhood_plan | P-1    | 2026-03-02 10:00 | 2026-03-05 10:00
"""


def test_it_covers_look_ups_from_twelve_hours_before_and_fades_over_two_weeks_after_its_end(
    station,
):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-01 21:59
        b      | 2026-03-01 22:00
        c      | 2026-03-05 09:59
        d      | 2026-03-12 09:59
        e      | 2026-03-12 10:00
        f      | 2026-03-19 09:59
        g      | 2026-03-19 10:00
    """
    at = station({PurposeRecords: ON_THE_PLAN, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(NeighbourhoodPlan),
        """
        row | q      | word
        ----+--------+------------
        a   | 1      | unexplained
        b   | 0.15   | explained
        c   | 0.15   | explained
        d   | 0.575  | partly
        e   | 0.7875 | unexplained
        f   | 0.7875 | unexplained
        g   | 1      | unexplained
        """,
    )


def test_a_plan_explains_details_and_contact_in_part(station):
    looked_up = """
        access | at               | login | action
        -------+------------------+-------+-------------
        a      | 2026-03-02 10:30 | a1    | view_contact
        b      | 2026-03-02 10:30 | a2    | view
    """
    rang = """
        contact | at
        --------+-----------------
        c       | 2026-03-02 10:30
    """
    at = station({PurposeRecords: ON_THE_PLAN, Accesses: looked_up, Contacts: rang})
    same(
        at.told(NeighbourhoodPlan),
        """
        row | staff | q     | word
        ----+-------+-------+------------
        a   | A-1   | 0.32  | partly
        b   | A-2   | 1     | unexplained
        c   | A-1   | 0.405 | partly
        """,
    )


HARBOUR_PLAN = """
    purpose | kind               | unit    | person | start
    --------+--------------------+---------+--------+-----------------
    R-1     | neighbourhood_plan | harbour | P-1    | 2026-03-02 10:00
"""


@pytest.mark.spark
def test_a_plan_for_a_unit_covers_its_members_while_they_belong_to_it(station):
    posts = """
        staff | kind    | role          | unit    | from       | to
        ------+---------+---------------+---------+------------+-----------
        N-1   | officer | neighbourhood | harbour | 2025-01-01 |
        N-2   | pcso    | neighbourhood | harbour | 2025-01-01 | 2026-03-10
        A-1   | officer | response      | north   | 2025-01-01 | 2026-03-12
        A-1   | officer | neighbourhood | harbour | 2026-03-12 |
    """
    at = station({Staff: posts, PurposeRecords: HARBOUR_PLAN})
    same(
        at.links(NeighbourhoodPlan),
        """
        staff | person | start            | end
        ------+--------+------------------+-----------------
        N-1   | P-1    | 2026-03-02 10:00 |
        N-2   | P-1    | 2026-03-02 10:00 | 2026-03-10 00:00
        A-1   | P-1    | 2026-03-12 00:00 |
        """,
    )


def test_a_plan_for_a_role_covers_everybody_of_that_role(station):
    for_role = """
        purpose | kind               | role     | person | start
        --------+--------------------+----------+--------+-----------------
        R-1     | neighbourhood_plan | response | P-1    | 2026-03-02 10:00
    """
    at = station({PurposeRecords: for_role})
    same(at.links(NeighbourhoodPlan), "staff | person | own \n A-1 | P-1 | no \n A-2 | P-1 | no")
