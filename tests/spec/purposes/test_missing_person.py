"""Missing person."""

from custodes.purposes.missing_person import MissingPerson
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

A_SEARCH = """
    purpose | kind    | incident | start            | end
    --------+---------+----------+------------------+-----------------
    R-1     | missing | I-1      | 2026-03-02 10:00 | 2026-03-03 16:00
"""


def test_it_covers_look_ups_from_an_hour_before_and_fades_over_four_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 08:59
        b      | 2026-03-02 09:00
        c      | 2026-03-03 15:59
        d      | 2026-03-05 15:59
        e      | 2026-03-05 16:00
        f      | 2026-03-07 15:59
        g      | 2026-03-07 16:00
    """
    at = station({PurposeRecords: A_SEARCH, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(MissingPerson),
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


def test_a_search_covers_details_and_contact_nearly_so(station):
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
    at = station({PurposeRecords: A_SEARCH, Accesses: looked_up, Contacts: rang})
    same(
        at.told(MissingPerson),
        """
        row | staff | q     | word
        ----+-------+-------+------------
        a   | A-1   | 0.07  | explained
        b   | A-2   | 1     | unexplained
        c   | A-1   | 0.256 | partly
        """,
    )
