"""Took a statement or wrote the log."""

from custodes.purposes.statement_or_log import StatementOrLog
from custodes.schema import Accesses, Contacts, Incidents, PurposeRecords
from lib.ascii_tables import same

TOOK_A_STATEMENT = """
    purpose | kind      | incident | start            | end
    --------+-----------+----------+------------------+-----------------
    R-1     | statement | I-1      | 2026-03-02 10:00 | 2026-03-02 12:00
"""


def test_it_covers_look_ups_from_twelve_hours_before_and_fades_over_five_days_after_its_end(
    station,
):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-01 21:59
        b      | 2026-03-01 22:00
        c      | 2026-03-02 11:59
        d      | 2026-03-04 23:59
        e      | 2026-03-05 00:00
        f      | 2026-03-07 11:59
        g      | 2026-03-07 12:00
    """
    at = station({PurposeRecords: TOOK_A_STATEMENT, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(StatementOrLog),
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


def test_a_statement_explains_contact_only_in_part(station):
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
    at = station({PurposeRecords: TOOK_A_STATEMENT, Accesses: looked_up, Contacts: rang})
    same(
        at.told(StatementOrLog),
        """
        row | staff | q    | word
        ----+-------+------+------------
        a   | A-1   | 0.19 | explained
        b   | A-2   | 1    | unexplained
        c   | A-1   | 0.46 | partly
        """,
    )


OWN_ENTRY = """
    purpose | kind      | incident | start            | made_by
    --------+-----------+----------+------------------+--------
    R-1     | log_entry | I-1      | 2026-03-02 10:00 | A-1
"""


def test_an_entry_that_they_wrote_themselves_in_an_open_incident_counts_whole(station):
    at = station({PurposeRecords: OWN_ENTRY, Accesses: "access | at \n a | 2026-03-02 10:30"})
    same(at.told(StatementOrLog), "row | q \n a | 0.1")


def test_an_entry_that_they_wrote_themselves_after_the_incident_was_closed_counts_a_fifth(station):
    closed = """
        incident | kind     | opened           | closed
        ---------+----------+------------------+-----------------
        I-1      | domestic | 2026-02-02 10:00 | 2026-02-20 10:00
    """
    looked_up = "access | at \n a | 2026-03-02 10:30"
    at = station({Incidents: closed, PurposeRecords: OWN_ENTRY, Accesses: looked_up})
    same(at.told(StatementOrLog), "row | q \n a | 0.82")


def test_an_entry_about_a_person_in_no_incident_that_they_wrote_themselves_counts_a_fifth(station):
    about_her = """
        purpose | kind      | person | start            | made_by
        --------+-----------+--------+------------------+--------
        R-1     | log_entry | P-1    | 2026-03-02 10:00 | A-1
    """
    at = station({PurposeRecords: about_her, Accesses: "access | at \n a | 2026-03-02 10:30"})
    same(at.told(StatementOrLog), "row | q \n a | 0.82")
