"""What was known as of a moment: nothing looks ahead."""

from datetime import datetime

import pytest

from custodes.schema import (
    Accesses,
    Contacts,
    Incidents,
    Involvements,
    LoggedContacts,
    PersonLinks,
    PurposeRecords,
    Staff,
    Vulnerabilities,
)
from custodes.store.tables import Tables
from custodes.store.workbench import small_table
from lib.ascii_tables import facts, same


@pytest.mark.spark
def test_a_row_counts_from_when_it_was_known_and_else_from_when_it_happened(station):
    looked_up = """
        access | at               | known_at
        -------+------------------+-----------------
        a      | 2026-03-02 10:00 |
        b      | 2026-03-02 10:00 | 2026-03-05 06:00
        c      | 2026-03-05 10:00 |
    """
    given = {Accesses: looked_up}
    same(station(given, "2026-03-02 09:59").table(Accesses), "access")
    same(station(given, "2026-03-02 10:00").table(Accesses), "access \n a")
    same(station(given, "2026-03-05 05:59").table(Accesses), "access \n a")
    same(station(given, "2026-03-05 06:00").table(Accesses), "access \n a \n b")
    same(station(given, "2026-03-05 10:00").table(Accesses), "access \n a \n b \n c")


def test_an_event_that_was_told_before_it_happened_waits_until_it_has(station):
    early = "access | at | known_at \n a | 2026-03-05 10:00 | 2026-03-01 10:00"
    same(station({Accesses: early}, "2026-03-04").table(Accesses), "access")
    same(station({Accesses: early}, "2026-03-06").table(Accesses), "access \n a")


def test_a_purpose_planned_for_next_week_is_known_from_when_it_was_made(station):
    planned = """
        purpose | kind | start            | made_at
        --------+------+------------------+-----------------
        R-1     | task | 2026-03-09 10:00 | 2026-03-02 10:00
        R-2     | task | 2026-03-01 10:00 | 2026-03-09 10:00
    """
    at = station({PurposeRecords: planned}, "2026-03-03")
    same(at.table(PurposeRecords), "purpose \n R-1")


def test_a_closure_still_to_come_is_empty_until_it_comes(station):
    closed = """
        incident | kind     | opened           | closed           | known_at
        ---------+----------+------------------+------------------+-----------------
        I-1      | burglary | 2026-03-02 08:00 | 2026-03-09 12:00 | 2026-03-02 09:00
    """
    before = station({Incidents: closed}, "2026-03-09 11:59")
    after = station({Incidents: closed}, "2026-03-09 12:00")
    same(before.table(Incidents), "incident | closed \n I-1 |")
    same(after.table(Incidents), "incident | closed \n I-1 | 2026-03-09 12:00")


def test_of_a_register_told_several_times_the_latest_telling_then_known_counts(station):
    told = """
        staff | kind    | role          | unit    | from       | known_at         | batch | line
        ------+---------+---------------+---------+------------+------------------+-------+-----
        A-1   | officer | response      | north   | 2026-01-01 | 2026-01-02 09:00 | b1    | 1
        A-1   | officer | neighbourhood | harbour | 2026-01-01 | 2026-03-02 09:00 | b2    | 1
        A-1   | officer | neighbourhood | quay    | 2026-01-01 | 2026-03-02 09:00 | b2    | 2
    """
    same(station({Staff: told}, "2026-03-02 08:59").table(Staff), "unit \n north")
    same(station({Staff: told}, "2026-03-02 09:00").table(Staff), "unit \n quay")


def test_an_involvement_counts_from_the_opening_of_its_incident(station):
    at = station({}, "2026-03-02 07:59")
    same(at.table(Involvements), "incident | person")
    at = station({}, "2026-03-02 08:00")
    same(at.table(Involvements), "incident | person \n I-1 | P-1 \n I-1 | P-2")


def test_a_flag_that_was_taken_off_still_stands_before_that(station):
    flags = """
        person | flag | from       | to
        -------+------+------------+-----------
        P-1    | da   | 2026-01-01 | 2026-03-02
    """
    same(
        station({Vulnerabilities: flags}, "2026-03-01").table(Vulnerabilities), "flag | to \n da |"
    )
    same(
        station({Vulnerabilities: flags}, "2026-03-02").table(Vulnerabilities),
        "flag | to \n da | 2026-03-02 00:00",
    )


def test_a_person_with_two_references_appears_under_one(station):
    twins = """
        person | other | kind        | confidence | known_at
        -------+-------+-------------+------------+-----------
        P-9    | P-1   | same_person | 0.95       | 2026-03-05
        P-8    | P-1   | same_person | 0.5        | 2026-03-05
    """
    looked_up = """
        access | at               | person
        -------+------------------+-------
        a      | 2026-03-02 10:00 | P-9
        b      | 2026-03-02 10:01 | P-8
        c      | 2026-03-02 10:02 | P-1
    """
    given = {PersonLinks: twins, Accesses: looked_up}
    same(
        station(given, "2026-03-04").table(Accesses),
        "access | person \n a | P-9 \n b | P-8 \n c | P-1",
    )
    same(
        station(given, "2026-03-06").table(Accesses),
        "access | person \n a | P-1 \n b | P-8 \n c | P-1",
    )


def test_three_references_of_one_person_all_appear_under_the_same_one(station):
    chain = """
        person | other | kind
        -------+-------+------------
        P-3    | P-2   | same_person
        P-2    | P-1   | same_person
    """
    looked_up = """
        access | at               | person
        -------+------------------+-------
        a      | 2026-03-02 10:00 | P-1
        b      | 2026-03-02 10:01 | P-2
        c      | 2026-03-02 10:02 | P-3
    """
    at = station({PersonLinks: chain, Accesses: looked_up})
    same(at.table(Accesses), "access | person \n a | P-1 \n b | P-1 \n c | P-1")


def test_what_is_excluded_is_left_out_whenever_the_exclusion_was_made(engine):
    held = {
        Accesses: facts(
            Accesses,
            """
            access | at               | system | login | action | record_kind | person
            -------+------------------+--------+-------+--------+-------------+-------
            a      | 2026-03-02 10:00 | rms    | a1    | view   | person      | P-1
            b      | 2026-03-02 10:00 | rms    | u1    | view   | person      | P-1
            c      | 2026-03-02 10:00 | rms    | a1    | view   | person      | P-9
            d      | 2026-03-02 10:00 | rms    | a1    | view   | person      |
            """,
        ),
        Contacts: facts(
            Contacts,
            """
            contact | at               | device | other         | direction | channel
            --------+------------------+--------+---------------+-----------+--------
            e       | 2026-03-02 10:00 | M-1    | +447700900201 | out       | call
            f       | 2026-03-02 10:00 | M-1    | +447700900999 | out       | call
            """,
        ),
        LoggedContacts: facts(
            LoggedContacts,
            """
            staff | person | at
            ------+--------+-----------------
            A-1   | P-9    | 2026-03-02 10:00
            """,
        ),
    }
    never = {
        "login": small_table([{"id": "u1"}], {"id": "string"}),
        "person": small_table([{"id": "P-9"}], {"id": "string"}),
        "number": small_table([{"id": "+447700900999"}], {"id": "string"}),
    }
    t = Tables(held, datetime(2026, 4, 1), excluded=never)
    rows = {table: engine.to_pyarrow(t[table]).to_pylist() for table in held}
    same(rows[Accesses], "access \n a \n d")
    same(rows[Contacts], "contact \n e")
    same(rows[LoggedContacts], "staff | person")
