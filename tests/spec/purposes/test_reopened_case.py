"""Case reopened."""

from custodes.purposes.reopened_case import ReopenedCase
from custodes.schema import Accesses, Incidents, PurposeRecords
from lib.ascii_tables import same

TOOK_THE_STATEMENT = """
    purpose | kind      | incident | start            | end
    --------+-----------+----------+------------------+-----------------
    R-1     | statement | I-1      | 2026-01-10 10:00 | 2026-01-10 12:00
"""

REOPENED = """
    incident | kind     | opened           | closed           | reopened
    ---------+----------+------------------+------------------+-----------------
    I-1      | burglary | 2026-01-10 08:00 | 2026-01-31 12:00 | 2026-03-02 10:00
"""


def test_those_who_were_in_the_case_are_covered_again_from_its_reopening(station):
    looked_up = """
        access | at               | login
        -------+------------------+------
        a      | 2026-03-01 09:59 | a1
        b      | 2026-03-01 10:00 | a1
        c      | 2026-03-05 10:00 | a1
        d      | 2026-03-05 10:00 | a2
    """
    at = station({Incidents: REOPENED, PurposeRecords: TOOK_THE_STATEMENT, Accesses: looked_up})
    same(at.told(ReopenedCase), "row | q \n a | 1 \n b | 0.2 \n c | 0.2 \n d | 1")


def test_it_ends_when_the_case_is_closed_again(station):
    closed_again = REOPENED.replace("2026-01-31 12:00", "2026-03-04 12:00")
    looked_up = """
        access | at
        -------+-----------------
        a      | 2026-03-04 11:59
        b      | 2026-03-04 12:00
        c      | 2026-03-11 12:00
    """
    given = {Incidents: closed_again, PurposeRecords: TOOK_THE_STATEMENT, Accesses: looked_up}
    same(station(given).told(ReopenedCase), "row | q \n a | 0.2 \n b | 0.6 \n c | 1")


def test_a_reopening_still_to_come_explains_nothing_today(station):
    looked_up = "access | at \n a | 2026-03-01 10:00"
    given = {Incidents: REOPENED, PurposeRecords: TOOK_THE_STATEMENT, Accesses: looked_up}
    same(station(given, "2026-03-02 09:59").told(ReopenedCase), "row | q \n a | 1")
    same(station(given, "2026-03-02 10:00").told(ReopenedCase), "row | q \n a | 0.2")


def test_having_been_sent_to_the_first_incident_is_no_part_in_the_case(station):
    sent = TOOK_THE_STATEMENT.replace("statement", "dispatch")
    looked_up = "access | at \n a | 2026-03-05 10:00"
    at = station({Incidents: REOPENED, PurposeRecords: sent, Accesses: looked_up})
    same(at.told(ReopenedCase), "row | q \n a | 1")
