"""Linked to a person with a purpose."""

from custodes.purposes.linked_person import LinkedPerson
from custodes.schema import Accesses, PersonLinks, PurposeRecords
from lib.ascii_tables import same

IN_THE_CASE_OF_P1 = """
    purpose | kind            | person | start            | end
    --------+-----------------+--------+------------------+-----------------
    R-1     | officer_in_case | P-1    | 2026-03-02 10:00 | 2026-03-06 10:00
"""

A_FAMILY = """
    person | other | kind
    -------+-------+-----------
    P-1    | P-4   | partner
    P-5    | P-1   | parent
    P-1    | P-6   | associate
    P-4    | P-7   | sibling
"""


def test_it_reaches_partner_and_family_in_one_step_but_no_associate_and_nobody_further(station):
    looked_up = """
        access | at               | person
        -------+------------------+-------
        a      | 2026-03-03 09:00 | P-4
        b      | 2026-03-03 09:01 | P-5
        c      | 2026-03-03 09:02 | P-6
        d      | 2026-03-03 09:03 | P-7
    """
    at = station({PersonLinks: A_FAMILY, PurposeRecords: IN_THE_CASE_OF_P1, Accesses: looked_up})
    same(
        at.told(LinkedPerson),
        """
        row | person | q   | word
        ----+--------+-----+------------
        a   | P-4    | 0.4 | partly
        b   | P-5    | 0.4 | partly
        c   | P-6    | 1   | unexplained
        d   | P-7    | 1   | unexplained
        """,
    )


def test_a_task_about_the_person_does_not_reach_the_family(station):
    a_task = IN_THE_CASE_OF_P1.replace("officer_in_case", "task")
    looked_up = "access | at | person \n a | 2026-03-03 09:00 | P-4"
    at = station({PersonLinks: A_FAMILY, PurposeRecords: a_task, Accesses: looked_up})
    same(at.told(LinkedPerson), "row | q \n a | 1")


def test_a_link_that_the_force_learned_later_explains_nothing_today(station):
    learned = """
        person | other | kind    | known_at
        -------+-------+---------+-----------------
        P-1    | P-4   | partner | 2026-03-10 09:00
    """
    looked_up = "access | at | person \n a | 2026-03-03 09:00 | P-4"
    given = {PersonLinks: learned, PurposeRecords: IN_THE_CASE_OF_P1, Accesses: looked_up}
    same(station(given, "2026-03-10 08:00").told(LinkedPerson), "row | q \n a | 1")
    same(station(given, "2026-03-10 10:00").told(LinkedPerson), "row | q \n a | 0.4")
