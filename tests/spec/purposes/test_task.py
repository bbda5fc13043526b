"""A task, action or diary entry."""

from custodes.purposes.task import Task
from custodes.schema import Accesses, Contacts, PurposeRecords
from lib.ascii_tables import same

A_TASK = """
    purpose | kind | person | start            | end
    --------+------+--------+------------------+-----------------
    R-1     | task | P-1    | 2026-03-02 10:00 | 2026-03-04 10:00
"""


def test_it_covers_look_ups_from_two_hours_before_and_fades_over_four_days_after_its_end(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 07:59
        b      | 2026-03-02 08:00
        c      | 2026-03-04 09:59
        d      | 2026-03-06 09:59
        e      | 2026-03-06 10:00
        f      | 2026-03-08 09:59
        g      | 2026-03-08 10:00
    """
    at = station({PurposeRecords: A_TASK, Accesses: looked_up}, as_of="2026-04-30")
    same(
        at.told(Task),
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


def test_a_task_explains_contact_only_in_part(station):
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
    at = station({PurposeRecords: A_TASK, Accesses: looked_up, Contacts: rang})
    same(
        at.told(Task),
        """
        row | staff | q    | word
        ----+-------+------+------------
        a   | A-1   | 0.19 | explained
        b   | A-2   | 1    | unexplained
        c   | A-1   | 0.37 | partly
        """,
    )


def test_a_task_that_they_set_themselves_counts_a_fifth(station):
    own = """
        purpose | kind | person | start            | end              | made_by
        --------+------+--------+------------------+------------------+--------
        R-1     | task | P-1    | 2026-03-02 10:00 | 2026-03-04 10:00 | A-1
    """
    at = station({PurposeRecords: own, Accesses: "access | at \n a | 2026-03-02 10:30"})
    same(at.told(Task), "row | q | word | own_alone \n a | 0.82 | unexplained | yes")


def test_a_task_that_was_made_days_after_the_look_counts_a_fifth_until_a_day_before_it_was_made(
    station,
):
    late = """
        purpose | kind | person | start            | end              | made_at
        --------+------+--------+------------------+------------------+-----------------
        R-1     | task | P-1    | 2026-03-02 10:00 | 2026-03-09 10:00 | 2026-03-05 10:00
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 10:30
        b      | 2026-03-04 10:30
    """
    at = station({PurposeRecords: late, Accesses: looked_up})
    same(at.told(Task), "row | q | own_alone \n a | 0.82 | yes \n b | 0.091 | no")
