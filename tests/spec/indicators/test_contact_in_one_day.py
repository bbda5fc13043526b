"""Very much contact with one person in a day."""

import pytest

from custodes.indicators import ContactInOneDay
from custodes.schema import Contacts, PurposeRecords
from lib.ascii_tables import same

TWO_DAYS = """
    contact | at               | direction
    --------+------------------+----------
    a       | 2026-03-03 09:00 | out
    b       | 2026-03-03 09:10 | out
    c       | 2026-03-03 09:20 | in
    d       | 2026-03-03 23:30 | out
    e       | 2026-03-05 09:00 | out
"""


@pytest.mark.spark
def test_the_most_that_were_begun_in_a_day_is_found_and_what_came_in_is_not_counted(station):
    same(
        station({Contacts: TWO_DAYS}).find(ContactInOneDay()),
        "staff | person | value | rows | days \n A-1 | P-1 | 3 | 4 | 2",
    )


def test_a_day_ends_at_midnight_in_london(station):
    in_summer = """
        contact | at               | direction
        --------+------------------+----------
        a       | 2026-04-03 22:30 | out
        b       | 2026-04-03 23:30 | out
    """
    at = station({Contacts: in_summer}, "2026-04-10")
    same(at.find(ContactInOneDay()), "staff | value | days \n A-1 | 1 | 2")


def test_a_plan_for_contact_takes_nothing_away(station):
    a_plan = "purpose | kind | start \n R-1 | contact_plan | 2026-02-01 10:00"
    at = station({Contacts: TWO_DAYS, PurposeRecords: a_plan})
    same(at.find(ContactInOneDay()), "staff | value \n A-1 | 3")
