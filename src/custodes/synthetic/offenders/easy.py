"""Offenders who hide nothing, for a force that must be rejected as too easy."""

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.draws import stream
from custodes.synthetic.look_ups import VIEW_CONTACT
from custodes.synthetic.offenders.encounters import FIELD, Wanted, stranger
from custodes.synthetic.offenders.hard import wanted_offenders
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Plot
from custodes.synthetic.public import FEMALE


def plain_to_see(plot: Plot, onset: int) -> None:
    """A stranger's record opened day after day, and a work phone that rings her off duty."""
    met = stranger(plot, Wanted(onset, FEMALE, roles=FIELD))
    mark = plot.offender(met, "T2 T3 T5", "plain to see", onset)
    until = onset + plot.days(given("easy_days")) * DAY
    looks = plot.on_duty(met.staff, onset, until, int(given("easy_looks")))
    plot.look(met.staff, looks, met.person, mark, action=VIEW_CONTACT)
    count = int(given("easy_contacts"))
    off = plot.off_duty(met.staff, onset, until, count * 2 // 3)
    on = plot.on_duty(met.staff, onset, until, count - len(off))
    at = np.sort(np.append(on, off))
    plot.talk(met.staff, met.person, at, mark, out=0.9, texts=0.5)
    plot.truth.settle(mark, [int(one) for one in np.append(looks, at)])


def plant_easy(seed: int, plot: Plot, staff: int) -> None:
    """Plant as many as a hard force would hold, spread evenly over the days."""
    rng = plot.rng = stream(seed, "easy offenders")
    days = plot.scene.days
    size = wanted_offenders(staff, days.count)
    room = min(10.0, days.count / 7) * DAY
    places = (rng.permutation(size) + rng.random(size)) / size
    for place in places:
        plain_to_see(plot, int(days.start + room + place * (days.end - days.start - 4 * room)))
