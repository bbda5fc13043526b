"""Dip-sample or quality check."""

from custodes.purposes.dip_sample import DipSample
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

ON_THE_LIST = """
    purpose | kind       | person | start            | end
    --------+------------+--------+------------------+-----------------
    R-1     | dip_sample | P-1    | 2026-03-08 10:00 | 2026-03-08 18:00
"""


def test_it_covers_look_ups_from_two_hours_before_and_fades_over_three_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-08 07:59
        b      | 2026-03-08 08:00
        c      | 2026-03-08 17:59
        d      | 2026-03-10 05:59
        e      | 2026-03-10 06:00
        f      | 2026-03-11 17:59
        g      | 2026-03-11 18:00
    """
    at = station({PurposeRecords: ON_THE_LIST, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(DipSample),
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


def test_a_dip_sample_is_no_reason_for_contact(station):
    looked_up = """
        access | at               | login | action
        -------+------------------+-------+-------------
        a      | 2026-03-08 10:30 | a1    | view_contact
        b      | 2026-03-08 10:30 | a2    | view
    """
    rang = """
        contact | at
        --------+-----------------
        c       | 2026-03-08 10:30
    """
    at = station({PurposeRecords: ON_THE_LIST, Accesses: looked_up, Contacts: rang})
    same(
        at.told(DipSample),
        """
        row | staff | q      | word
        ----+-------+--------+------------
        a   | A-1   | 0.575  | partly
        b   | A-2   | 1      | unexplained
        c   | A-1   | 0.9575 | unexplained
        """,
    )
