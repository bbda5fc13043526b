"""Partner, children or associates looked up as well."""

from custodes.indicators import AroundThePerson
from custodes.schema import Accesses, PersonLinks, PurposeRecords
from lib.ascii_tables import same

A_FAMILY = """
    person | other | kind
    -------+-------+----------
    P-1    | P-4   | ex_partner
    P-1    | P-5   | child
    P-3    | P-2   | sibling
"""

AROUND_P1 = """
    access | at               | person
    -------+------------------+-------
    a      | 2026-03-03 10:00 | P-1
    b      | 2026-03-03 10:05 | P-4
    c      | 2026-03-04 10:00 | P-5
    d      | 2026-03-04 10:01 | P-5
    e      | 2026-03-04 10:02 | P-2
"""


def test_the_people_around_a_person_are_counted_under_each_who_was_looked_up_too(station):
    at = station({PersonLinks: A_FAMILY, Accesses: AROUND_P1})
    same(
        at.find(AroundThePerson()),
        """
        staff | person | people | rows | days | value
        ------+--------+--------+------+------+------
        A-1   | P-1    | 2      | 3    | 2    | 2
        A-1   | P-4    | 1      | 1    | 1    | 1
        A-1   | P-5    | 1      | 1    | 1    | 1
        """,
    )


def test_a_family_of_whom_only_one_was_looked_up_is_not_found(station):
    one = "access | at | person \n a | 2026-03-03 10:00 | P-1 \n b | 2026-03-03 10:05 | P-2"
    same(station({PersonLinks: A_FAMILY, Accesses: one}).find(AroundThePerson()), "staff | people")


def test_two_of_a_family_looked_up_by_two_members_of_staff_are_not_found(station):
    by_two = """
        access | at               | person | login
        -------+------------------+--------+------
        a      | 2026-03-03 10:00 | P-1    | a1
        b      | 2026-03-03 10:05 | P-4    | a2
    """
    same(
        station({PersonLinks: A_FAMILY, Accesses: by_two}).find(AroundThePerson()),
        "staff | people",
    )


def test_a_household_looked_up_for_a_task_with_each_of_them_is_not_found(station):
    tasks = """
        purpose | kind | person | start            | end
        --------+------+--------+------------------+-----------------
        R-1     | task | P-1    | 2026-03-01 10:00 | 2026-03-20 10:00
        R-2     | task | P-4    | 2026-03-01 10:00 | 2026-03-20 10:00
        R-3     | task | P-5    | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({PersonLinks: A_FAMILY, Accesses: AROUND_P1, PurposeRecords: tasks})
    same(at.find(AroundThePerson()), "staff | people")
