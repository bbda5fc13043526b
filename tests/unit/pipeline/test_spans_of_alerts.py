"""The spans of a timeline: of one kind, what overlaps is one."""

from datetime import datetime

from custodes.pipeline.spans_of_alerts import duties_around, purposes_around
from custodes.purposes import PURPOSES

ROWS = [{"at": "2026-02-10T10:00:00Z"}, {"at": "2026-02-20T10:00:00Z"}]


def on(day, hour=0):
    return datetime(2026, 2, day, hour)


def link(start, end, template=0, own=False):
    return {"start": on(start), "end": on(end), "template": template, "own": own}


def told(spans):
    return [(span["start"][8:10], span["end"][8:10], span["own"]) for span in spans]


def test_purposes_of_one_kind_that_overlap_are_one():
    links = [link(12, 14), link(9, 11), link(11, 12), link(16, 17)]
    found = purposes_around(links, ROWS)
    assert told(found) == [("09", "14", False), ("16", "17", False)]
    assert {span["kind"] for span in found} == {PURPOSES[0].title}


def test_those_of_another_kind_or_of_their_own_making_stay_apart():
    links = [link(9, 12), link(10, 13, template=1), link(11, 14, own=True)]
    assert len(purposes_around(links, ROWS)) == 3


def test_what_ended_before_the_rows_or_began_after_them_is_left_out():
    assert purposes_around([link(1, 9), link(21, 25)], ROWS) == []
    assert purposes_around([link(1, 25)], []) == []


def test_the_roster_is_that_of_a_day_around_the_rows():
    def shift(day):
        return {"start": on(day, 7), "end": on(day, 15), "status": "duty"}

    found = duties_around([shift(day) for day in range(1, 28)], ROWS)
    assert [span["start"][8:10] for span in found] == [f"{day:02}" for day in range(9, 22)]
    assert duties_around([shift(10)], []) == []
