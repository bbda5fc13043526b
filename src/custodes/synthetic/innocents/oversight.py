"""Innocents who look because they check, teach or learn."""

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.innocents.casting import Cast
from custodes.synthetic.look_ups import INCIDENT, PERSON
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE


def dip_sampler(cast: Cast, count: int) -> None:
    """A sergeant samples closed cases of a month; the list was never entered."""
    events = cast.scene.events
    staff = cast.staff(count, "supervisor")
    start = cast.start(count, 25)
    mark = cast.mark(staff, NONE, start)
    case, at = cast.at_work(staff, start, start + 20 * DAY, cast.volume(count, 80, 400, 0.6))
    # Cases of the two months before, forty of them, each read twice or so.
    last = np.maximum(np.searchsorted(events.opened, start - 20 * DAY), 1)
    sample = (last[:, None] * (1 - 0.3 * cast.rng.random((count, 40)))).astype(np.int64)
    incident = sample[case, cast.rng.integers(0, 40, len(case))].clip(0, len(events) - 1)
    half = len(at) // 2
    cast.look(
        staff[case[:half]], at[:half], NONE, mark[case[:half]], incident=incident[:half],
        kind=INCIDENT,
    )  # fmt: skip
    cast.look(staff[case[half:]], at[half:], events.main[incident[half:]], mark[case[half:]])


def audit_staff(cast: Cast, count: int) -> None:
    """Crime-data audit: hundreds of records a month, none of which anybody asked for by name."""
    staff = cast.staff(count, "case file", "contractor")
    start = cast.start(count, 60)
    mark = cast.mark(staff, NONE, start)
    case, at = cast.at_work(staff, start, start + 60 * DAY, cast.volume(count, 350, 1_500, 0.5))
    incident = cast.rng.integers(0, len(cast.scene.events), len(case))
    cast.look(
        staff[case], at, cast.scene.events.main[incident], mark[case], incident=incident, views=0.3
    )


def training_class(cast: Cast, count: int) -> None:
    """A class opens the same record within the hour; the lesson is entered for one unit."""
    for _ in range(count):
        pupils = cast.staff(9, "response", "pcso")
        day = cast.rng.integers(1, cast.scene.days.count - 1, 1)
        begins = cast.scene.days.at(day, 14 * HOUR)
        person = cast.strangers(pupils[:1], 1)
        mark = cast.mark(np.array([NONE]), person, begins)
        case = np.repeat(np.arange(len(pupils)), 3)
        at = begins[0] + cast.rng.integers(0, 50 * 60, len(case))
        cast.look(pupils[case], at, int(person[0]), mark[np.zeros(len(case), np.int64)])
        cast.scene.rows.add(
            kind=PURPOSE["training"],
            unit=pupils[0],
            person=person[0],
            start=begins[0] - HOUR,
            end=begins[0] + 2 * HOUR,
            made_by=cast.scene.force.having("supervisor")[0],
            made_at=begins[0] - DAY,
            recorded=1,
            mark=mark[0],
        )


def probationer(cast: Cast, count: int) -> None:
    """New in the force and keen: opens whatever the radio speaks of, photographs too."""
    events = cast.scene.events
    staff = cast.staff(count, "response", "pcso")
    start = cast.start(count, 90)
    mark = cast.mark(staff, NONE, start)
    case, at = cast.at_work(staff, start, start + 120 * DAY, cast.volume(count, 160, 900, 0.7))
    last = np.searchsorted(events.opened, at)
    incident = np.maximum(last - 1 - cast.rng.integers(0, 25, len(case)), 0)
    cast.look(staff[case], at, events.main[incident], mark[case], views=0.3)
    # Some of what was heard is gone back to, for the ending of the story.
    again = cast.rng.random(len(case)) < 0.15
    later = at[again] + cast.rng.integers(2, 30, int(again.sum())) * DAY
    inside = later < cast.scene.days.end
    cast.look(
        staff[case[again]][inside], later[inside], events.main[incident[again]][inside],
        mark[case[again]][inside], kind=PERSON,
    )  # fmt: skip
