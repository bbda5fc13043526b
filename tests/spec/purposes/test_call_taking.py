"""Took the call or ran the dispatch."""

from custodes.purposes.call_taking import CallTaking
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

TOOK_THE_CALL = """
    purpose | kind        | incident | start            | end
    --------+-------------+----------+------------------+-----------------
    R-1     | call_taking | I-1      | 2026-03-02 10:00 | 2026-03-02 11:00
"""


def test_it_covers_look_ups_from_30_minutes_before_and_fades_over_a_day_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 09:29
        b      | 2026-03-02 09:30
        c      | 2026-03-02 10:59
        d      | 2026-03-02 22:59
        e      | 2026-03-02 23:00
        f      | 2026-03-03 10:59
        g      | 2026-03-03 11:00
    """
    at = station({PurposeRecords: TOOK_THE_CALL, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(CallTaking),
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


def test_taking_a_call_explains_a_call_back_in_part(station):
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
    at = station({PurposeRecords: TOOK_THE_CALL, Accesses: looked_up, Contacts: rang})
    same(
        at.told(CallTaking),
        """
        row | staff | q     | word
        ----+-------+-------+------------
        a   | A-1   | 0.145 | explained
        b   | A-2   | 1     | unexplained
        c   | A-1   | 0.43  | partly
        """,
    )
