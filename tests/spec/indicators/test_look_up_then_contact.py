"""Record opened, then contact within the hour."""

from custodes.indicators import LookUpThenContact
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

OPENED_ONCE = """
    access | at               | login | person
    -------+------------------+-------+-------
    a      | 2026-03-03 20:00 | a1    | P-1
    b      | 2026-03-03 21:30 | a2    | P-1
    c      | 2026-03-03 21:30 | a1    | P-3
"""

CALLS = """
    contact | at               | direction
    --------+------------------+----------
    before  | 2026-03-03 19:59 | out
    at_once | 2026-03-03 20:00 | out
    came_in | 2026-03-03 20:30 | in
    in_time | 2026-03-03 21:00 | out
    later   | 2026-03-03 21:45 | out
"""


def test_contact_begun_within_an_hour_of_opening_the_person_is_found(station):
    at = station({Accesses: OPENED_ONCE, Contacts: CALLS})
    assert sorted(row["contact"] for row in at.rows(LookUpThenContact())) == ["at_once", "in_time"]
    same(at.find(LookUpThenContact()), "staff | person | rows | days \n A-1 | P-1 | 2 | 1")


def test_calling_the_victim_of_ones_own_case_is_not_found(station):
    in_the_case = """
        purpose | kind            | start            | end
        --------+-----------------+------------------+-----------------
        R-1     | officer_in_case | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Accesses: OPENED_ONCE, Contacts: CALLS, PurposeRecords: in_the_case})
    same(at.find(LookUpThenContact()), "staff | rows")
