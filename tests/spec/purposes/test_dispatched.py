"""Sent to the incident."""

import pytest

from custodes.purposes.dispatched import Dispatched
from custodes.schema import Accesses, Contacts, Incidents, Involvements, PurposeRecords
from lib.ascii_tables import same

SENT_FOR_AN_HOUR = """
    purpose | kind     | incident | start            | end
    --------+----------+----------+------------------+-----------------
    D-1     | dispatch | I-1      | 2026-03-02 10:00 | 2026-03-02 11:00
"""


@pytest.mark.spark
def test_it_covers_everybody_involved_in_the_incident_while_it_lasts_and_nobody_else(station):
    looked_up = """
        access | at               | person
        -------+------------------+-------
        a      | 2026-03-02 10:30 | P-1
        b      | 2026-03-02 10:31 | P-2
        c      | 2026-03-02 10:32 | P-3
    """
    at = station({PurposeRecords: SENT_FOR_AN_HOUR, Accesses: looked_up})
    same(
        at.told(Dispatched),
        """
        row | person | word        | q
        ----+--------+-------------+------
        a   | P-1    | explained   | 0.05
        b   | P-2    | explained   | 0.05
        c   | P-3    | unexplained | 1
        """,
    )


def test_it_may_be_used_two_hours_before_and_fades_over_five_days(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 07:59
        b      | 2026-03-02 08:00
        c      | 2026-03-04 22:59
        d      | 2026-03-04 23:00
        e      | 2026-03-07 10:59
        f      | 2026-03-07 11:00
    """
    at = station({PurposeRecords: SENT_FOR_AN_HOUR, Accesses: looked_up})
    same(
        at.told(Dispatched),
        """
        row | word        | q
        ----+-------------+-------
        a   | unexplained | 1
        b   | explained   | 0.05
        c   | partly      | 0.525
        d   | unexplained | 0.7625
        e   | unexplained | 0.7625
        f   | unexplained | 1
        """,
    )


def test_a_dispatch_without_an_end_goes_on_two_days_and_no_longer(station):
    sent = """
        purpose | kind     | incident | start
        --------+----------+----------+-----------------
        D-1     | dispatch | I-1      | 2026-03-02 10:00
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-04 09:59
        b      | 2026-03-04 10:00
    """
    at = station({PurposeRecords: sent, Accesses: looked_up})
    same(at.told(Dispatched), "row | q \n a | 0.05 \n b | 0.525")


def test_a_dispatch_without_an_end_ends_when_its_incident_is_closed(station):
    closed = """
        incident | kind     | opened           | closed
        ---------+----------+------------------+-----------------
        I-1      | burglary | 2026-03-02 08:00 | 2026-03-02 12:00
    """
    sent = """
        purpose | kind     | incident | start
        --------+----------+----------+-----------------
        D-1     | dispatch | I-1      | 2026-03-02 10:00
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 11:59
        b      | 2026-03-02 12:00
    """
    at = station({Incidents: closed, PurposeRecords: sent, Accesses: looked_up})
    same(at.told(Dispatched), "row | q \n a | 0.05 \n b | 0.525")


def test_it_covers_the_incident_itself_when_that_is_what_was_opened(station):
    looked_up = """
        access | at               | record_kind | incident
        -------+------------------+-------------+---------
        a      | 2026-03-02 10:30 | incident    | I-1
    """
    at = station({PurposeRecords: SENT_FOR_AN_HOUR, Accesses: looked_up})
    same(
        at.told(Dispatched),
        """
        row | person | by_incident | word
        ----+--------+-------------+----------
        a   | P-1    | yes         | explained
        a   | P-2    | yes         | explained
        """,
    )


def test_contact_details_and_contact_want_more_than_having_been_sent(station):
    looked_up = """
        access | at               | action
        -------+------------------+-------------
        a      | 2026-03-02 10:30 | view
        b      | 2026-03-02 10:31 | view_contact
    """
    rang = """
        contact | at
        --------+-----------------
        c       | 2026-03-02 10:40
    """
    at = station({PurposeRecords: SENT_FOR_AN_HOUR, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Dispatched),
        """
        row | q     | word
        ----+-------+----------
        a   | 0.05  | explained
        b   | 0.145 | explained
        c   | 0.43  | partly
        """,
    )


def test_a_person_who_joined_the_incident_later_is_covered_only_once_that_is_known(station):
    involved = """
        incident | person | role    | known_at
        ---------+--------+---------+-----------------
        I-1      | P-1    | witness | 2026-03-20 09:00
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 10:30
    """
    given = {Involvements: involved, PurposeRecords: SENT_FOR_AN_HOUR, Accesses: looked_up}
    before = station(given, as_of="2026-03-20 08:59")
    after = station(given, as_of="2026-03-20 09:00")
    same(before.told(Dispatched), "row | word \n a | unexplained")
    same(after.told(Dispatched), "row | word \n a | explained")
