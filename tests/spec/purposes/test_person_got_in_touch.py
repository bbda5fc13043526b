"""The person got in touch first."""

from custodes.purposes.person_got_in_touch import PersonGotInTouch
from custodes.schema import Accesses, Contacts, PersonNumbers
from lib.ascii_tables import same

RANG_IN = """
    contact | at               | direction
    --------+------------------+----------
    in      | 2026-03-02 10:00 | in
"""


def test_an_answer_and_a_look_up_within_a_day_of_the_call_are_covered_in_part(station):
    contacts = """
        contact | at               | direction
        --------+------------------+----------
        before  | 2026-03-02 09:59 | out
        in      | 2026-03-02 10:00 | in
        answer  | 2026-03-03 09:59 | out
    """
    looked_up = """
        access | at               | person
        -------+------------------+-------
        a      | 2026-03-02 10:05 | P-1
        b      | 2026-03-02 10:06 | P-3
    """
    at = station({Contacts: contacts, Accesses: looked_up})
    same(
        at.told(PersonGotInTouch),
        """
        row    | q    | word
        -------+------+------------
        before | 1    | unexplained
        in     | 0.4  | partly
        answer | 0.4  | partly
        a      | 0.52 | partly
        b      | 1    | unexplained
        """,
    )


def test_after_a_day_it_fades_over_another(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-03 10:00
        b      | 2026-03-03 22:00
        c      | 2026-03-04 10:00
    """
    at = station({Contacts: RANG_IN, Accesses: looked_up})
    told = [row for row in at.told(PersonGotInTouch) if row["row"] != "in"]
    same(told, "row | q \n a | 0.76 \n b | 0.88 \n c | 1")


def test_a_call_that_the_member_of_staff_began_is_no_purpose(station):
    rang_out = RANG_IN.replace("| in\n", "| out\n")
    looked_up = "access | at \n a | 2026-03-02 10:05"
    at = station({Contacts: rang_out, Accesses: looked_up})
    same(at.told(PersonGotInTouch), "row | q \n a | 1 \n in | 1")


def test_a_number_that_had_passed_to_somebody_else_does_not_count(station):
    given_up = """
        person | number        | from       | to
        -------+---------------+------------+-----------
        P-1    | +447700900201 | 2025-01-01 | 2026-02-01
    """
    looked_up = "access | at \n a | 2026-03-02 10:05"
    at = station({PersonNumbers: given_up, Contacts: RANG_IN, Accesses: looked_up})
    same(at.told(PersonGotInTouch), "row | q \n a | 1")
