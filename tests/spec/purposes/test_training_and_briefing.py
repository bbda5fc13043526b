"""Training, briefing or warrant."""

from custodes.purposes.training_and_briefing import TrainingAndBriefing
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

A_BRIEFING = """
    purpose | kind     | person | start            | end
    --------+----------+--------+------------------+-----------------
    R-1     | briefing | P-1    | 2026-03-02 10:00 | 2026-03-02 12:00
"""


def test_it_covers_look_ups_from_twelve_hours_before_and_fades_over_two_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-01 21:59
        b      | 2026-03-01 22:00
        c      | 2026-03-02 11:59
        d      | 2026-03-03 11:59
        e      | 2026-03-03 12:00
        f      | 2026-03-04 11:59
        g      | 2026-03-04 12:00
    """
    at = station({PurposeRecords: A_BRIEFING, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(TrainingAndBriefing),
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


def test_a_briefing_is_no_reason_for_contact(station):
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
    at = station({PurposeRecords: A_BRIEFING, Accesses: looked_up, Contacts: rang})
    same(
        at.told(TrainingAndBriefing),
        """
        row | staff | q      | word
        ----+-------+--------+------------
        a   | A-1   | 0.405  | partly
        b   | A-2   | 1      | unexplained
        c   | A-1   | 0.9575 | unexplained
        """,
    )
