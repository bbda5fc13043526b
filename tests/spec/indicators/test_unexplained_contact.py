"""Contact with one person that no purpose explains."""

import pytest

from custodes.indicators import UnexplainedContact
from custodes.schema import Contacts, Devices, PersonNumbers, PurposeRecords
from lib.ascii_tables import same

TEXTS_OF_TWO_DAYS = """
    contact | at               | direction
    --------+------------------+----------
    a       | 2026-03-03 20:00 | out
    b       | 2026-03-03 20:01 | in
    c       | 2026-03-05 21:00 | out
"""


@pytest.mark.spark
def test_contact_both_ways_without_a_purpose_is_found(station):
    same(
        station({Contacts: TEXTS_OF_TWO_DAYS}).find(UnexplainedContact()),
        """
        staff | person | value | rows | days
        ------+--------+-------+------+-----
        A-1   | P-1    | 3     | 3    | 2
        """,
    )


def test_contact_under_a_contact_plan_is_not_found_until_its_quota_is_spent(station):
    a_plan = """
        purpose | kind         | start
        --------+--------------+-----------------
        R-1     | contact_plan | 2026-02-01 10:00
    """
    at = station({Contacts: TEXTS_OF_TWO_DAYS, PurposeRecords: a_plan})
    same(at.find(UnexplainedContact()), "staff | rows")
    # The plan covers twenty contacts a week; of thirty on one evening ten are beyond it.
    lines = [f"n{n:02} | 2026-03-03 20:{n:02} | out" for n in range(30)]
    burst = "\n".join(["contact | at | direction", *lines])
    at = station({Contacts: burst, PurposeRecords: a_plan})
    same(at.find(UnexplainedContact()), "staff | rows | value \n A-1 | 10 | 8.1")


def test_it_is_whoever_held_the_device_and_whose_number_it_was_then(station):
    passed_on = """
        device | kind   | number        | staff | from       | to
        -------+--------+---------------+-------+------------+-----------
        M-1    | mobile | +447700900101 | A-1   | 2025-01-01 | 2026-03-04
        M-1    | mobile | +447700900101 | A-2   | 2026-03-04 |
    """
    same(
        station({Devices: passed_on, Contacts: TEXTS_OF_TWO_DAYS}).find(UnexplainedContact()),
        "staff | rows \n A-1 | 2 \n A-2 | 1",
    )
    moved = """
        person | number        | from       | to
        -------+---------------+------------+-----------
        P-1    | +447700900201 |            | 2026-03-04
        P-7    | +447700900201 | 2026-03-04 |
    """
    same(
        station({PersonNumbers: moved, Contacts: TEXTS_OF_TWO_DAYS}).find(UnexplainedContact()),
        "person | rows \n P-1 | 2 \n P-7 | 1",
    )


def test_a_number_held_for_nobody_is_nobodys(station):
    strangers = "contact | at | other \n a | 2026-03-03 20:00 | +447700900999"
    same(station({Contacts: strangers}).find(UnexplainedContact()), "staff | rows")
