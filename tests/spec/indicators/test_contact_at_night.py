"""Contact begun at night."""

import pytest

from custodes.indicators import ContactAtNight
from custodes.schema import Contacts, PurposeRecords
from lib.ascii_tables import same

ROUND_THE_CLOCK = """
    contact | at               | direction
    --------+------------------+----------
    a       | 2026-03-03 22:59 | out
    b       | 2026-03-03 23:00 | out
    c       | 2026-03-05 05:59 | out
    d       | 2026-03-06 06:00 | out
    e       | 2026-03-07 03:00 | in
"""


@pytest.mark.spark
def test_contact_begun_between_eleven_and_six_is_found_and_what_came_in_is_not(station):
    same(
        station({Contacts: ROUND_THE_CLOCK}).find(ContactAtNight()),
        "staff | person | days | rows | first_at \n A-1 | P-1 | 2 | 2 | 2026-03-03 23:00",
    )


def test_the_hours_are_those_of_london_clocks(station):
    in_summer = """
        contact | at               | direction
        --------+------------------+----------
        a       | 2026-04-03 22:00 | out
        b       | 2026-04-04 05:00 | out
    """
    at = station({Contacts: in_summer}, "2026-04-10")
    same(at.find(ContactAtNight()), "staff | rows | first_at \n A-1 | 1 | 2026-04-03 22:00")


def test_a_plan_for_contact_takes_nothing_away(station):
    a_plan = "purpose | kind | start \n R-1 | contact_plan | 2026-02-01 10:00"
    at = station({Contacts: ROUND_THE_CLOCK, PurposeRecords: a_plan})
    same(at.find(ContactAtNight()), "staff | days \n A-1 | 2")
