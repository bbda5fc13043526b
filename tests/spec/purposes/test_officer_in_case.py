"""Officer in the case."""

from custodes.purposes.officer_in_case import OfficerInCase
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

IN_THE_CASE = """
    purpose | kind            | incident | start            | end
    --------+-----------------+----------+------------------+-----------------
    R-1     | officer_in_case | I-1      | 2026-03-02 10:00 | 2026-03-07 10:00
"""


def test_it_covers_look_ups_from_a_day_before_and_fades_over_three_weeks_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-01 09:59
        b      | 2026-03-01 10:00
        c      | 2026-03-07 09:59
        d      | 2026-03-17 21:59
        e      | 2026-03-17 22:00
        f      | 2026-03-28 09:59
        g      | 2026-03-28 10:00
    """
    at = station({PurposeRecords: IN_THE_CASE, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(OfficerInCase),
        """
        row | q      | word
        ----+--------+------------
        a   | 1      | unexplained
        b   | 0.03   | explained
        c   | 0.03   | explained
        d   | 0.515  | partly
        e   | 0.7575 | unexplained
        f   | 0.7575 | unexplained
        g   | 1      | unexplained
        """,
    )


def test_everything_is_covered_by_the_officer_in_the_case_and_contact_nearly_so(station):
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
    at = station({PurposeRecords: IN_THE_CASE, Accesses: looked_up, Contacts: rang})
    same(
        at.told(OfficerInCase),
        """
        row | staff | q      | word
        ----+-------+--------+------------
        a   | A-1   | 0.03   | explained
        b   | A-2   | 1      | unexplained
        c   | A-1   | 0.0785 | explained
        """,
    )
