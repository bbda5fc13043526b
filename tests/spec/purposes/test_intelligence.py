"""Intelligence request or research."""

from custodes.purposes.intelligence import Intelligence
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

RESEARCH = """
    purpose | kind         | person | start            | end
    --------+--------------+--------+------------------+-----------------
    R-1     | intelligence | P-1    | 2026-03-02 10:00 | 2026-03-04 10:00
"""


def test_it_covers_look_ups_from_twelve_hours_before_and_fades_over_ten_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-01 21:59
        b      | 2026-03-01 22:00
        c      | 2026-03-04 09:59
        d      | 2026-03-09 09:59
        e      | 2026-03-09 10:00
        f      | 2026-03-14 09:59
        g      | 2026-03-14 10:00
    """
    at = station({PurposeRecords: RESEARCH, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Intelligence),
        """
        row | q     | word
        ----+-------+------------
        a   | 1     | unexplained
        b   | 0.1   | explained
        c   | 0.1   | explained
        d   | 0.55  | partly
        e   | 0.775 | unexplained
        f   | 0.775 | unexplained
        g   | 1     | unexplained
        """,
    )


def test_research_is_no_reason_for_contact(station):
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
    at = station({PurposeRecords: RESEARCH, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Intelligence),
        """
        row | staff | q    | word
        ----+-------+------+------------
        a   | A-1   | 0.19 | explained
        b   | A-2   | 1    | unexplained
        c   | A-1   | 0.91 | unexplained
        """,
    )
