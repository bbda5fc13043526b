"""How far a purpose explains: it fades, it has a quota, and one of one's own making counts little."""

import pytest

from custodes.purposes.dip_sample import DipSample
from custodes.purposes.dispatched import Dispatched
from custodes.purposes.officer_in_case import OfficerInCase
from custodes.purposes.task import Task
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same


@pytest.mark.spark
def test_it_counts_whole_until_it_ends_then_half_then_a_quarter_then_nothing(station):
    a_task = """
        purpose | kind | start            | end
        --------+------+------------------+-----------------
        R-1     | task | 2026-03-02 10:00 | 2026-03-02 12:00
    """
    looked_up = """
        access | at
        -------+--------------------
        a      | 2026-03-02 11:59:59
        b      | 2026-03-02 12:00:00
        c      | 2026-03-04 11:59:59
        d      | 2026-03-04 12:00:00
        e      | 2026-03-06 11:59:59
        f      | 2026-03-06 12:00:00
    """
    at = station({PurposeRecords: a_task, Accesses: looked_up})
    same(
        at.told(Task),
        """
        row | q     | word
        ----+-------+------------
        a   | 0.1   | explained
        b   | 0.55  | partly
        c   | 0.55  | partly
        d   | 0.775 | unexplained
        e   | 0.775 | unexplained
        f   | 1     | unexplained
        """,
    )


def test_beyond_its_weekly_quota_it_explains_a_fifth_of_what_it_did(station):
    on_the_list = """
        purpose | kind       | start            | end
        --------+------------+------------------+-----------------
        R-1     | dip_sample | 2026-03-05 10:00 | 2026-03-10 12:00
    """
    # The fifth look-up of the week falls on a Sunday evening; on Monday a new week begins.
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-05 10:01
        b      | 2026-03-05 10:02
        c      | 2026-03-06 10:03
        d      | 2026-03-07 10:04
        e      | 2026-03-08 23:59
        f      | 2026-03-09 00:00
    """
    at = station({PurposeRecords: on_the_list, Accesses: looked_up})
    same(
        at.told(DipSample),
        """
        row | q    | over_quota
        ----+------+-----------
        a   | 0.15 | no
        b   | 0.15 | no
        c   | 0.15 | no
        d   | 0.15 | no
        e   | 0.83 | yes
        f   | 0.15 | no
        """,
    )


def test_one_that_they_made_for_themselves_counts_a_fifth_and_has_a_fifth_of_the_quota(station):
    own = """
        purpose | kind | start            | end              | made_by
        --------+------+------------------+------------------+--------
        R-1     | task | 2026-03-02 10:00 | 2026-03-03 10:00 | A-1
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 10:01
        b      | 2026-03-02 10:02
        c      | 2026-03-02 10:03
    """
    at = station({PurposeRecords: own, Accesses: looked_up})
    same(
        at.told(Task),
        """
        row | q     | over_quota | own_alone
        ----+-------+------------+----------
        a   | 0.82  | no         | yes
        b   | 0.82  | no         | yes
        c   | 0.964 | yes        | yes
        """,
    )


def test_typing_it_up_within_a_day_is_not_late(station):
    typed_up = """
        purpose | kind | start            | end              | made_at
        --------+------+------------------+------------------+-----------------
        R-1     | task | 2026-03-02 10:00 | 2026-03-06 10:00 | 2026-03-03 10:00
    """
    at = station({PurposeRecords: typed_up, Accesses: "access | at \n a | 2026-03-02 10:01"})
    same(at.told(Task), "row | q | own_alone \n a | 0.1 | no")


def test_two_purposes_together_explain_more_than_either(station):
    two = """
        purpose | kind     | start            | end
        --------+----------+------------------+-----------------
        R-1     | task     | 2026-03-02 10:00 | 2026-03-03 10:00
        R-2     | dispatch | 2026-03-02 10:00 | 2026-03-02 11:00
    """
    at = station({PurposeRecords: two, Accesses: "access | at \n a | 2026-03-02 10:30"})
    same(at.told(Task, Dispatched), "row | q \n a | 0.005")


def test_the_same_purpose_twice_explains_no_more_than_once(station):
    twice = """
        purpose | kind | start            | end
        --------+------+------------------+-----------------
        R-1     | task | 2026-03-02 10:00 | 2026-03-03 10:00
        R-2     | task | 2026-03-02 09:00 | 2026-03-04 10:00
    """
    at = station({PurposeRecords: twice, Accesses: "access | at \n a | 2026-03-02 10:30"})
    same(at.told(Task), "row | q \n a | 0.1")


def test_having_looked_before_never_explains(station):
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-02 10:01
        b      | 2026-03-02 10:02
        c      | 2026-03-09 10:03
    """
    at = station({Accesses: looked_up})
    same(at.told(Task, OfficerInCase), "row | q \n a | 1 \n b | 1 \n c | 1")


def test_it_says_when_the_last_purpose_ended_and_not_while_one_goes_on(station):
    two_tasks = """
        purpose | kind | start            | end
        --------+------+------------------+-----------------
        R-1     | task | 2026-02-02 10:00 | 2026-02-03 10:00
        R-2     | task | 2026-03-02 10:00 | 2026-03-03 10:00
    """
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-02-01 10:00
        b      | 2026-02-20 10:00
        c      | 2026-03-02 10:30
        d      | 2026-03-20 10:00
    """
    at = station({PurposeRecords: two_tasks, Accesses: looked_up})
    same(
        at.told(Task),
        """
        row | core | core_ended
        ----+------+-----------------
        a   | 0    |
        b   | 0    | 2026-02-03 10:00
        c   | 1    |
        d   | 0    | 2026-03-03 10:00
        """,
    )


def test_a_purpose_that_was_made_known_later_explains_nothing_today(station):
    a_task = """
        purpose | kind | start            | end              | known_at
        --------+------+------------------+------------------+-----------------
        R-1     | task | 2026-03-02 10:00 | 2026-03-03 10:00 | 2026-03-09 10:00
    """
    given = {PurposeRecords: a_task, Accesses: "access | at \n a | 2026-03-02 10:30"}
    same(station(given, "2026-03-09 09:59").told(Task), "row | q \n a | 1")
    same(station(given, "2026-03-09 10:00").told(Task), "row | q \n a | 0.1")
