"""Unrecorded contact begun with many people."""

from custodes.indicators import ContactWithMany
from custodes.schema import Contacts, LoggedContacts, PersonNumbers, PurposeRecords
from lib.ascii_tables import same

NUMBERS = """
    person | number        | from
    -------+---------------+-----------
    P-1    | +447700900201 | 2025-01-01
    P-2    | +447700900202 | 2025-01-01
    P-3    | +447700900203 | 2025-01-01
"""

WITH_THREE = """
    contact | at               | direction | other
    --------+------------------+-----------+--------------
    a       | 2026-03-03 10:00 | out       | +447700900201
    b       | 2026-03-04 10:00 | out       | +447700900201
    c       | 2026-03-05 10:00 | out       | +447700900202
    d       | 2026-03-06 10:00 | in        | +447700900203
"""


def test_people_whom_they_rang_and_no_record_mentions_are_counted_once_each(station):
    same(
        station({PersonNumbers: NUMBERS, Contacts: WITH_THREE}).find(ContactWithMany()),
        "staff | value | people | rows \n A-1 | 2 | 2 | 3",
    )


def test_what_is_written_up_or_has_a_plan_is_not_counted(station):
    written = "person | at \n P-2 | 2026-03-05 12:00"
    a_plan = "purpose | kind | person | start \n R-1 | contact_plan | P-1 | 2026-02-01 10:00"
    given = {PersonNumbers: NUMBERS, Contacts: WITH_THREE}
    same(
        station(given | {LoggedContacts: written}).find(ContactWithMany()),
        "staff | people \n A-1 | 1",
    )
    same(
        station(given | {PurposeRecords: a_plan}).find(ContactWithMany()),
        "staff | people \n A-1 | 1",
    )
