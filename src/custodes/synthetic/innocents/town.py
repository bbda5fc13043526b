"""Innocents who look because the whole town talks, or is in the streets."""

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.innocents.casting import Cast
from custodes.synthetic.look_ups import INCIDENT
from custodes.synthetic.rows import NONE


def curiosity(cast: Cast, count: int) -> None:
    """Everybody looks at the incidents that the town talks about: one for every eighty curious."""
    events = cast.scene.events
    staff = cast.staff(count)
    talked = cast.rng.integers(len(events) // 10, len(events), 1 + count // 80)
    incident = talked[cast.rng.integers(0, len(talked), count)]
    start = np.maximum(events.opened[incident], cast.scene.days.start)
    mark = cast.mark(staff, events.main[incident], start)
    case, at = cast.at_work(staff, start, start + 5 * DAY, cast.volume(count, 3, 25))
    first = cast.rng.random(len(case)) < 0.6
    cast.look(
        staff[case[first]], at[first], NONE, mark[case[first]], incident=incident[case[first]],
        kind=INCIDENT,
    )  # fmt: skip
    rest = case[~first]
    cast.look(staff[rest], at[~first], events.main[incident[rest]], mark[rest], views=0.3)


def festival_surge(cast: Cast, count: int) -> None:
    """A festival: a whole shift checks names at the gate for two nights, with no task for any."""
    days = cast.scene.days
    for _ in range(count):
        day = cast.rng.integers(1, days.count - 3, 1)
        opens = days.at(day, 16 * HOUR)
        district = int(cast.rng.integers(0, cast.scene.force.districts))
        gate = cast.staff(30, "response", "neighbourhood", "pcso")
        gate = gate[: max(4, len(gate) // (1 + district))]
        mark = cast.mark(np.array([NONE]), NONE, opens)
        case = np.repeat(np.arange(len(gate)), cast.rng.integers(20, 60, len(gate)))
        at = opens[0] + cast.rng.integers(0, 2, len(case)) * DAY
        at = at + cast.rng.integers(0, 9 * HOUR, len(case))
        person = cast.rng.integers(0, len(cast.scene.people), len(case))
        cast.look(gate[case], at, person, np.full(len(case), mark[0]))
