"""The demonstration's offenders: one function a case, at the sizes of published ones."""

from collections.abc import Callable

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.draws import stream
from custodes.synthetic.look_ups import SEARCH, VIEW, VIEW_CONTACT, VIEW_IMAGE
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Meeting, Plot
from custodes.synthetic.public import FEMALE
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE

OFFICERS = ("response", "investigation", "domestic abuse investigation", "neighbourhood")


def loud_phone(plot: Plot) -> None:
    """Hundreds of calls and texts to one victim in three weeks, a third of them off duty."""
    span = plot.days(given("loud_days"))
    met = plot.meeting(*OFFICERS, room=span, words=("officer_in_case",))
    onset = met.closed - 6 * DAY
    until = onset + span * DAY
    mark = plot.offender(met, "T3 T4 T5", "loud phone", onset)
    count = int(given("loud_contacts"))
    off = plot.off_duty(met.staff, onset, until, count * 2 // 5)
    on = plot.on_duty(met.staff, onset, until, count - len(off))
    plot.talk(met.staff, met.person, np.sort(np.append(off, on)), mark, out=0.62, texts=0.78)
    looks = plot.on_duty(met.staff, onset, until, 5)
    plot.look(met.staff, looks, met.person, mark, action=_mostly_views(plot, len(looks)))


def off_duty_fisherman(plot: Plot) -> None:
    """A PCSO who rings several vulnerable women, some of it off duty or reported sick."""
    span = plot.days(60)
    first = plot.meeting("pcso", "neighbourhood", "response", room=span)
    staff, women = first.staff, [first]
    for _ in range(2):
        try:
            met_already = tuple(met.person for met in women)
            women.append(plot.meeting(room=span, of=staff, but=met_already))
        except LookupError:
            person = int(plot.strangers(staff, 1, sex=FEMALE)[0])
            women.append(Meeting(staff, person, NONE, first.closed, genuine=False))
    for met in women:
        onset = met.closed + 2 * DAY
        mark = plot.offender(met, "T3 T5 T8", "off-duty fisherman", onset)
        off = plot.off_duty(staff, onset, onset + span * DAY, 24)
        sick = plot.sick(staff)
        sick = sick[(sick >= onset - 10 * DAY) & (sick < onset + span * DAY)]
        ill = sick.repeat(2)
        ill = ill + plot.rng.integers(2 * HOUR, 13 * HOUR, len(ill))
        at = np.sort(np.append(off, ill))
        plot.talk(staff, met.person, at[at < plot.scene.days.end], mark, out=0.7, texts=0.5)
        looks = plot.on_duty(staff, onset, onset + span * DAY, 3)
        plot.look(staff, looks, met.person, mark, action=_mostly_views(plot, len(looks)))


def going_back(plot: Plot) -> None:
    """The case is closed; her record is opened again and again, then her family's."""
    span = plot.days(45)
    met = plot.meeting(*OFFICERS, room=span, words=("officer_in_case", "dispatch"))
    onset = met.closed - 4 * DAY
    mark = plot.offender(met, "T2 T16", "going back", onset)
    at = plot.on_duty(met.staff, onset, onset + span * DAY, 16)
    plot.look(met.staff, at, met.person, mark, action=_mostly_views(plot, len(at)))
    for relative in plot.scene.people.household_members(met.person)[:3]:
        at = plot.on_duty(met.staff, onset + 5 * DAY, onset + span * DAY, 2)
        plot.look(met.staff, at, int(relative), mark)


def trawl(plot: Plot) -> None:
    """Photographs of many women, one after another, whom no task brings to this desk."""
    staff = plot.one_of("response", "neighbourhood")
    women = plot.strangers(staff, int(given("trawled_persons")), sex=FEMALE)
    span = plot.days(75)
    end = plot.scene.days.end - 3 * DAY
    onset = end - span * DAY
    for person in women:
        met = Meeting(staff, int(person), NONE, 0, genuine=False)
        mark = plot.offender(met, "T1", "trawl", onset)
        at = plot.on_duty(staff, onset, end, 1)
        action = int(plot.rng.choice([VIEW, VIEW_IMAGE, VIEW_IMAGE]))
        plot.look(staff, at, int(person), mark, action=action)
        if plot.rng.random() < 0.4:
            plot.look(staff, at + 40, int(person), mark, action=VIEW_IMAGE)


def record_then_call(plot: Plot) -> None:
    """Her contact details are opened, and minutes later the work phone rings her."""
    span = plot.days(40)
    met = plot.meeting(*OFFICERS, room=span, words=("officer_in_case", "statement"))
    onset = met.closed - 8 * DAY
    mark = plot.offender(met, "T22 T4", "record then call", onset)
    at = plot.on_duty(met.staff, onset, onset + span * DAY, 14)
    plot.look(met.staff, at, met.person, mark, action=VIEW_CONTACT)
    rung = at + plot.rng.integers(2, 25, len(at)) * 60
    plot.talk(met.staff, met.person, rung, mark, out=1.0, texts=0.3)


def own_task(plot: Plot) -> None:
    """Tasks that he makes for himself cover his look-ups after the case has closed."""
    span = plot.days(50)
    met = plot.meeting(*OFFICERS, room=span)
    onset = met.closed + 2 * DAY
    mark = plot.offender(met, "T20 T2 T3", "own task", onset)
    at = plot.on_duty(met.staff, onset, onset + span * DAY, 14)
    plot.look(met.staff, at, met.person, mark, action=_mostly_views(plot, len(at)))
    made = at[::4]
    plot.scene.rows.add(
        kind=PURPOSE["task"],
        staff=met.staff,
        person=met.person,
        start=made - HOUR,
        end=made + 3 * DAY,
        made_by=met.staff,
        # Half of them are written after the look that they are to cover.
        made_at=made + np.where(np.arange(len(made)) % 2, 2 * HOUR, -HOUR),
        recorded=1,
        mark=mark,
    )
    talks = plot.on_duty(met.staff, onset, onset + span * DAY, 18)
    plot.talk(met.staff, met.person, talks, mark, out=0.6, texts=0.7)


def around_the_person(plot: Plot) -> None:
    """She, her partner, her former partner and her children, and time near her address."""
    span = plot.days(50)
    met = plot.meeting(*OFFICERS, room=span)
    onset = met.closed + 2 * DAY
    mark = plot.offender(met, "T16 T2 T6", "around the person", onset)
    around = [int(one) for one in plot.scene.people.household_members(met.person)[:4]]
    if plot.scene.people.partner[met.person] != NONE:
        around.append(int(plot.scene.people.partner[met.person]))
    for person in [met.person, met.person, *around]:
        at = plot.on_duty(met.staff, onset, onset + span * DAY, 4)
        plot.look(met.staff, at, person, mark, action=_mostly_views(plot, len(at)))
    near = np.unique(plot.on_duty(met.staff, onset, onset + 12 * DAY, 8))
    plot.presences.add(
        staff=met.staff, at=near, seconds=1_500, person=met.person, metres=25, mark=mark
    )


def slow_shark(plot: Plot) -> None:
    """A few calls and texts a week for ten weeks, with a look at her record now and then."""
    span = plot.days(given("slow_days"))
    met = plot.meeting(*OFFICERS, room=span, words=("officer_in_case",))
    onset = met.closed - 12 * DAY
    until = onset + span * DAY
    mark = plot.offender(met, "T3 T2", "slow shark", onset)
    count = int(given("slow_calls") + given("slow_texts"))
    off = plot.off_duty(met.staff, onset, until, count // 3)
    on = plot.on_duty(met.staff, onset, until, count - len(off))
    texts = given("slow_texts") / count
    plot.talk(met.staff, met.person, np.sort(np.append(off, on)), mark, out=0.55, texts=texts)
    at = plot.on_duty(met.staff, onset, until, 6)
    plot.look(met.staff, at, met.person, mark, action=_mostly_views(plot, len(at)))


CASES: tuple[Callable[[Plot], None], ...] = (
    loud_phone,
    going_back,
    trawl,
    record_then_call,
    off_duty_fisherman,
    own_task,
    around_the_person,
    slow_shark,
)


def plant_cases(seed: int, plot: Plot, staff: int) -> None:
    """Plant each case in turn until the force has its fixed number."""
    plot.rng = stream(seed, "offenders")
    wanted = max(int(given("cases_least")), round(staff * given("cases_a_thousand") / 1000))
    for number in range(wanted):
        CASES[number % len(CASES)](plot)


def _mostly_views(plot: Plot, size: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """What is done with a record that draws somebody: opened, its number seen, its picture seen."""
    words = [VIEW, VIEW_CONTACT, VIEW_IMAGE, SEARCH]
    return plot.rng.choice(words, size, p=[0.6, 0.15, 0.15, 0.1]).astype(np.int64)
