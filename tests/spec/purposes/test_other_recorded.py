"""Another recorded reason."""

from custodes.purposes.other_recorded import OtherRecorded
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

SOME_REASON = """
    purpose | kind  | person | start            | end
    --------+-------+--------+------------------+-----------------
    R-1     | other | P-1    | 2026-03-02 10:00 | 2026-03-03 10:00
"""


def test_it_covers_look_ups_from_two_hours_before_and_fades_over_two_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 07:59
        b      | 2026-03-02 08:00
        c      | 2026-03-03 09:59
        d      | 2026-03-04 09:59
        e      | 2026-03-04 10:00
        f      | 2026-03-05 09:59
        g      | 2026-03-05 10:00
    """
    at = station({PurposeRecords: SOME_REASON, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(OtherRecorded),
        """
        row | q     | word
        ----+-------+------------
        a   | 1     | unexplained
        b   | 0.3   | partly
        c   | 0.3   | partly
        d   | 0.65  | partly
        e   | 0.825 | unexplained
        f   | 0.825 | unexplained
        g   | 1     | unexplained
        """,
    )


def test_another_reason_explains_details_and_contact_less(station):
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
    at = station({PurposeRecords: SOME_REASON, Accesses: looked_up, Contacts: rang})
    same(
        at.told(OtherRecorded),
        """
        row | staff | q    | word
        ----+-------+------+------------
        a   | A-1   | 0.65 | partly
        b   | A-2   | 1    | unexplained
        c   | A-1   | 0.79 | unexplained
        """,
    )
