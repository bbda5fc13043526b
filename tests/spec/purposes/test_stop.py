"""Stop or vehicle check."""

from custodes.purposes.stop import Stop
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

A_STOP = """
    purpose | kind | person | start            | end
    --------+------+--------+------------------+-----------------
    R-1     | stop | P-1    | 2026-03-02 10:00 | 2026-03-02 11:00
"""


def test_it_covers_look_ups_from_30_minutes_before_and_fades_over_twelve_hours_after_its_end(
    station,
):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 09:29
        b      | 2026-03-02 09:30
        c      | 2026-03-02 10:59
        d      | 2026-03-02 16:59
        e      | 2026-03-02 17:00
        f      | 2026-03-02 22:59
        g      | 2026-03-02 23:00
    """
    at = station({PurposeRecords: A_STOP, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Stop),
        """
        row | q      | word
        ----+--------+------------
        a   | 1      | unexplained
        b   | 0.07   | explained
        c   | 0.07   | explained
        d   | 0.535  | partly
        e   | 0.7675 | unexplained
        f   | 0.7675 | unexplained
        g   | 1      | unexplained
        """,
    )


def test_a_stop_is_no_reason_for_contact(station):
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
    at = station({PurposeRecords: A_STOP, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Stop),
        """
        row | staff | q      | word
        ----+-------+--------+------------
        a   | A-1   | 0.349  | partly
        b   | A-2   | 1      | unexplained
        c   | A-1   | 0.9535 | unexplained
        """,
    )
