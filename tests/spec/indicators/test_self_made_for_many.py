"""Purposes of their own making for many people."""

from custodes.indicators import SelfMadeForMany
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

THREE_PEOPLE = """
    access | at               | person
    -------+------------------+-------
    a      | 2026-03-03 10:00 | P-1
    b      | 2026-03-04 10:00 | P-1
    c      | 2026-03-04 11:00 | P-3
    d      | 2026-03-04 12:00 | P-5
"""

TASKS = """
    purpose | kind | person | start            | end              | made_by
    --------+------+--------+------------------+------------------+--------
    R-1     | task | P-1    | 2026-03-01 10:00 | 2026-03-20 10:00 | A-1
    R-2     | task | P-3    | 2026-03-01 10:00 | 2026-03-20 10:00 | A-1
    R-3     | task | P-5    | 2026-03-01 10:00 | 2026-03-20 10:00 | S-1
"""


def test_people_for_whom_they_set_the_task_themselves_are_counted_once_each(station):
    same(
        station({Accesses: THREE_PEOPLE, PurposeRecords: TASKS}).find(SelfMadeForMany()),
        "staff | value | people | rows | days \n A-1 | 2 | 2 | 3 | 2",
    )


def test_people_without_any_purpose_are_not_of_this_kind(station):
    same(station({Accesses: THREE_PEOPLE}).find(SelfMadeForMany()), "staff | people")
