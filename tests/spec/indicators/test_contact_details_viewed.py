"""Contact details, images or copies without a purpose."""

from custodes.indicators import ContactDetailsViewed
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

OPENED_AND_PRINTED = """
    access | at               | action
    -------+------------------+-------------
    a      | 2026-03-03 10:00 | view
    b      | 2026-03-03 10:01 | view_contact
    c      | 2026-03-03 10:02 | search
    d      | 2026-03-04 10:00 | view_image
    e      | 2026-03-05 10:00 | print
    f      | 2026-03-05 10:01 | export
"""


def test_numbers_images_prints_and_exports_are_found_and_openings_are_not(station):
    at = station({Accesses: OPENED_AND_PRINTED})
    same(at.find(ContactDetailsViewed()), "staff | person | rows | days \n A-1 | P-1 | 4 | 3")
    assert sorted(row["access"] for row in at.rows(ContactDetailsViewed())) == list("bdef")


def test_the_same_with_a_task_is_not_found(station):
    a_task = """
        purpose | kind | start            | end
        --------+------+------------------+-----------------
        R-1     | task | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Accesses: OPENED_AND_PRINTED, PurposeRecords: a_task})
    same(at.find(ContactDetailsViewed()), "staff | rows")
