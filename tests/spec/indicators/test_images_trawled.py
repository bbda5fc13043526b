"""Photographs or details of many people without a purpose."""

from custodes.indicators import ImagesTrawled
from custodes.schema import Accesses, PurposeRecords
from lib.ascii_tables import same

PHOTOGRAPHS = """
    access | at               | person | action
    -------+------------------+--------+-------------
    a      | 2026-03-03 10:00 | P-1    | view_image
    b      | 2026-03-03 10:01 | P-2    | view_contact
    c      | 2026-03-03 10:02 | P-2    | view_image
    d      | 2026-03-03 10:03 | P-3    | view
"""


def test_people_whose_photographs_or_details_were_opened_are_counted_and_openings_are_not(station):
    same(
        station({Accesses: PHOTOGRAPHS}).find(ImagesTrawled()),
        "staff | people | rows \n A-1 | 2 | 3",
    )


def test_photographs_of_people_in_ones_case_are_not_counted(station):
    in_the_case = """
        purpose | kind            | incident | start            | end
        --------+-----------------+----------+------------------+-----------------
        R-1     | officer_in_case | I-1      | 2026-03-01 10:00 | 2026-03-20 10:00
    """
    at = station({Accesses: PHOTOGRAPHS, PurposeRecords: in_the_case})
    same(at.find(ImagesTrawled()), "staff | people")
