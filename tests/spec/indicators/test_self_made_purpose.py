"""The only purpose is one of their own making."""

from custodes.indicators import SelfMadePurpose
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

LOOKED_UP = """
    access | at
    -------+-----------------
    a      | 2026-03-03 10:00
    b      | 2026-03-04 10:00
"""

OWN_TASK = """
    purpose | kind | start            | end              | made_by
    --------+------+------------------+------------------+--------
    R-1     | task | 2026-03-01 10:00 | 2026-03-20 10:00 | A-1
"""


def test_look_ups_within_a_task_that_they_set_themselves_are_found(station):
    at = station({Accesses: LOOKED_UP, PurposeRecords: OWN_TASK})
    same(at.find(SelfMadePurpose()), "staff | person | days | rows \n A-1 | P-1 | 2 | 2")


def test_a_task_that_a_supervisor_set_is_not_found_alone_or_beside_ones_own(station):
    set_by_s1 = OWN_TASK.replace("| A-1", "| S-1")
    at = station({Accesses: LOOKED_UP, PurposeRecords: set_by_s1})
    same(at.find(SelfMadePurpose()), "staff | days")
    beside = OWN_TASK + "    R-2 | task | 2026-03-01 10:00 | 2026-03-20 10:00 | S-1\n"
    at = station({Accesses: LOOKED_UP, PurposeRecords: beside})
    same(at.find(SelfMadePurpose()), "staff | days")


def test_look_ups_without_any_purpose_are_not_of_this_kind(station):
    same(station({Accesses: LOOKED_UP}).find(SelfMadePurpose()), "staff | days")
