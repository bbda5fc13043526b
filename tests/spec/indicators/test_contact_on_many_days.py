"""Contact with one person on many days."""

from custodes.indicators import ContactOnManyDays
from custodes.schema import Contacts, PurposeRecords
from lib.ascii_tables import same

FIVE_CALLS_ON_FOUR_DAYS = """
    contact | at
    --------+-----------------
    a       | 2026-03-03 09:00
    b       | 2026-03-03 20:00
    c       | 2026-03-05 20:00
    d       | 2026-03-06 20:00
    e       | 2026-03-09 20:00
"""


def test_different_days_are_counted_and_two_calls_of_one_day_once(station):
    at = station({Contacts: FIVE_CALLS_ON_FOUR_DAYS})
    same(at.find(ContactOnManyDays()), "staff | person | days | rows \n A-1 | P-1 | 4 | 5")


def test_a_purpose_for_the_contact_takes_no_day_away(station):
    a_plan = "purpose | kind | start \n R-1 | contact_plan | 2026-02-01 10:00"
    at = station({Contacts: FIVE_CALLS_ON_FOUR_DAYS, PurposeRecords: a_plan})
    same(at.find(ContactOnManyDays()), "staff | days \n A-1 | 4")


def test_days_before_the_window_do_not_count(station):
    at = station({Contacts: FIVE_CALLS_ON_FOUR_DAYS}, "2026-06-03")
    same(at.find(ContactOnManyDays()), "staff | days \n A-1 | 2")
