"""Contact that no record mentions."""

from custodes.indicators import ContactNotLogged
from custodes.schema import Contacts, LoggedContacts, PurposeRecords
from lib.ascii_tables import same

FOUR_CALLS = """
    contact | at
    --------+-----------------
    a       | 2026-03-03 20:00
    b       | 2026-03-05 20:00
    c       | 2026-03-06 20:00
    d       | 2026-03-09 20:00
"""


def test_contact_written_up_within_a_day_before_or_after_is_left_out(station):
    written = """
        at
        ----------------
        2026-03-04 20:00
        2026-03-08 19:59
    """
    at = station({Contacts: FOUR_CALLS, LoggedContacts: written})
    assert sorted(row["contact"] for row in at.rows(ContactNotLogged())) == ["c", "d"]
    same(at.find(ContactNotLogged()), "staff | person | days \n A-1 | P-1 | 2")


def test_a_note_of_a_colleague_or_about_somebody_else_does_not_count(station):
    others = """
        staff | person | at
        ------+--------+-----------------
        A-2   | P-1    | 2026-03-03 20:00
        A-1   | P-3    | 2026-03-05 20:00
    """
    at = station({Contacts: FOUR_CALLS, LoggedContacts: others})
    same(at.find(ContactNotLogged()), "staff | days \n A-1 | 4")


def test_a_note_that_was_written_in_later_does_not_count_before(station):
    later = "at | known_at \n 2026-03-03 20:00 | 2026-03-20 10:00"
    given = {Contacts: FOUR_CALLS, LoggedContacts: later}
    same(station(given, "2026-03-15").find(ContactNotLogged()), "staff | days \n A-1 | 4")
    same(station(given, "2026-03-25").find(ContactNotLogged()), "staff | days \n A-1 | 3")


def test_contact_under_a_plan_needs_no_note(station):
    a_plan = "purpose | kind | start \n R-1 | contact_plan | 2026-02-01 10:00"
    at = station({Contacts: FOUR_CALLS, PurposeRecords: a_plan})
    same(at.find(ContactNotLogged()), "staff | days")
