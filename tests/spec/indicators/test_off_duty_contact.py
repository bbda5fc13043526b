"""Contact begun off duty."""

from custodes.indicators import OffDutyContact
from custodes.schema import Contacts, Duties
from lib.ascii_tables import same

A_LATE_SHIFT = """
    start            | end
    -----------------+-----------------
    2026-03-03 14:00 | 2026-03-03 22:00
"""

ON_AND_OFF = """
    contact | at               | direction
    --------+------------------+----------
    a       | 2026-03-03 15:00 | out
    b       | 2026-03-04 15:00 | out
    c       | 2026-03-05 15:00 | in
    d       | 2026-03-18 15:00 | out
"""


def test_contact_begun_off_duty_is_found_and_what_came_in_or_fell_in_a_shift_is_not(station):
    at = station({Duties: A_LATE_SHIFT, Contacts: ON_AND_OFF})
    same(at.find(OffDutyContact()), "staff | rows | first_at \n A-1 | 1 | 2026-03-04 15:00")


def test_unknown_is_not_off_duty(station):
    same(station({Contacts: ON_AND_OFF}).find(OffDutyContact()), "staff | rows")
