"""Many people opened without a purpose."""

from custodes.indicators import Breadth
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

THREE_PEOPLE = """
    access | at               | record_kind | person | incident
    -------+------------------+-------------+--------+---------
    a      | 2026-03-03 10:00 | person      | P-1    |
    b      | 2026-03-03 10:01 | person      | P-3    |
    c      | 2026-03-04 10:00 | person      | P-5    |
    d      | 2026-03-04 10:01 | person      | P-5    |
    e      | 2026-03-04 10:02 | incident    |        | I-1
"""


def test_different_people_are_counted_once_each_and_those_reached_through_an_incident_not(station):
    same(
        station({Accesses: THREE_PEOPLE}).find(Breadth()),
        "staff | value | people | rows | days \n A-1 | 3 | 3 | 4 | 2",
    )


def test_people_with_whom_there_is_a_purpose_are_not_counted(station):
    tasks = """
        purpose | kind | person | start            | end
        --------+------+--------+------------------+-----------------
        R-1     | task | P-1    | 2026-03-01 10:00 | 2026-03-20 10:00
        R-2     | task | P-5    | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Accesses: THREE_PEOPLE, PurposeRecords: tasks})
    same(at.find(Breadth()), "staff | people \n A-1 | 1")
