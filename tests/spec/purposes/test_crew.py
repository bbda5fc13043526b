"""Double-crewed partner."""

from custodes.purposes.crew import Crew
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

CREWED = """
    purpose | kind | incident | start            | end
    --------+------+----------+------------------+-----------------
    R-1     | crew | I-1      | 2026-03-02 10:00 | 2026-03-02 18:00
"""


def test_it_covers_look_ups_from_two_hours_before_and_fades_over_three_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 07:59
        b      | 2026-03-02 08:00
        c      | 2026-03-02 17:59
        d      | 2026-03-04 05:59
        e      | 2026-03-04 06:00
        f      | 2026-03-05 17:59
        g      | 2026-03-05 18:00
    """
    at = station({PurposeRecords: CREWED, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Crew),
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


def test_a_crewmate_has_less_reason_for_details_and_contact(station):
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
    at = station({PurposeRecords: CREWED, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Crew),
        """
        row | staff | q     | word
        ----+-------+-------+------------
        a   | A-1   | 0.405 | partly
        b   | A-2   | 1     | unexplained
        c   | A-1   | 0.745 | partly
        """,
    )
