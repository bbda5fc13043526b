"""Custody."""

from custodes.purposes.custody import Custody
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

IN_CUSTODY = """
    purpose | kind    | person | start            | end
    --------+---------+--------+------------------+-----------------
    R-1     | custody | P-1    | 2026-03-02 10:00 | 2026-03-03 06:00
"""


def test_it_covers_look_ups_from_an_hour_before_and_fades_over_two_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 08:59
        b      | 2026-03-02 09:00
        c      | 2026-03-03 05:59
        d      | 2026-03-04 05:59
        e      | 2026-03-04 06:00
        f      | 2026-03-05 05:59
        g      | 2026-03-05 06:00
    """
    at = station({PurposeRecords: IN_CUSTODY, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Custody),
        """
        row | q      | word
        ----+--------+------------
        a   | 1      | unexplained
        b   | 0.05   | explained
        c   | 0.05   | explained
        d   | 0.525  | partly
        e   | 0.7625 | unexplained
        f   | 0.7625 | unexplained
        g   | 1      | unexplained
        """,
    )


def test_custody_covers_details_but_seldom_contact(station):
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
    at = station({PurposeRecords: IN_CUSTODY, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Custody),
        """
        row | staff | q     | word
        ----+-------+-------+------------
        a   | A-1   | 0.05  | explained
        b   | A-2   | 1     | unexplained
        c   | A-1   | 0.715 | partly
        """,
    )
