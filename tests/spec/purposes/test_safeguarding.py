"""Safeguarding, MARAC or domestic-abuse risk."""

from custodes.purposes.safeguarding import Safeguarding
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

A_SAFEGUARDING_PLAN = """
    purpose | kind         | person | start            | end
    --------+--------------+--------+------------------+-----------------
    R-1     | safeguarding | P-1    | 2026-03-02 10:00 | 2026-03-05 10:00
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
    at = station({PurposeRecords: A_SAFEGUARDING_PLAN, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Safeguarding),
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


def test_safeguarding_covers_details_and_contact(station):
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
    at = station({PurposeRecords: A_SAFEGUARDING_PLAN, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Safeguarding),
        """
        row | staff | q      | word
        ----+-------+--------+------------
        a   | A-1   | 0.07   | explained
        b   | A-2   | 1      | unexplained
        c   | A-1   | 0.2095 | explained
        """,
    )
