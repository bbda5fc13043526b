"""Published cases, re-enacted at their published sizes inside an ordinary force."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.draws import stream
from custodes.synthetic.look_ups import INTELLIGENCE, PERSON, VIEW, VIEW_CONTACT, VIEW_IMAGE
from custodes.synthetic.plot import Meeting, Plot
from custodes.synthetic.public import FEMALE
from custodes.synthetic.rows import NONE

OFFICERS = ("response", "investigation", "domestic abuse investigation", "neighbourhood")


@dataclass(frozen=True)
class Replay:
    """One published case: its name in the truth, where it was published, and its size.

    `size` is what was published; what was not published is in the code of `plant`, and assumed.
    """

    name: str
    source: str
    typology: str
    size: dict[str, float]
    loud: bool
    """Whether its size alone would make it stand out."""
    plant: Callable[["Replay", Plot], None]

    @property
    def days(self) -> float:
        """How long it went on."""
        return self.size["days"]


def _one(replay: Replay, plot: Plot, onset: int, met: Meeting) -> int:
    return plot.offender(met, replay.typology, replay.name, onset)


def _middle(plot: Plot, needs: float) -> int:
    """A moment drawn between the first third of the days and the last at which there is room."""
    days = plot.scene.days
    first = days.start + days.count * DAY // 3
    last = max(days.end - (needs + 3) * DAY, first + DAY)
    return int(plot.rng.integers(first, int(last)))


def _met(plot: Plot, needs: float, *roles: str, of: int = NONE, but: tuple[int, ...] = ()) -> (
    Meeting
):  # fmt: skip
    """Somebody met in a genuine duty whose case closes with so many days left."""
    return plot.meeting(*(roles or OFFICERS), room=plot.days(needs) + 4, of=of, but=but)


def _contacts(replay: Replay, plot: Plot, *, off: float, out: float) -> None:
    """Calls and texts to one victim at the published numbers over the published days."""
    span = plot.days(replay.days) * DAY
    met = _met(plot, replay.days)
    onset = met.closed
    mark = _one(replay, plot, onset, met)
    texts = int(replay.size.get("texts", 0))
    count = int(replay.size.get("contacts", 0)) or int(replay.size["calls"]) + texts
    away = plot.off_duty(met.staff, onset, onset + span, round(count * off))
    work = plot.on_duty(met.staff, onset, onset + span, count - len(away))
    at = np.sort(np.append(away, work))
    share = texts / count if texts else 0.7
    plot.talk(met.staff, met.person, at, mark, out=out, texts=share)
    plot.truth.settle(mark, [int(one) for one in at])


def many_contacts(replay: Replay, plot: Plot) -> None:
    """Hundreds of communications in three weeks, which the crime report did not show."""
    _contacts(replay, plot, off=0.4, out=0.6)


def some_contacts(replay: Replay, plot: Plot) -> None:
    """A few calls and texts a week."""
    _contacts(replay, plot, off=0.3, out=0.55)


def checks_over_years(replay: Replay, plot: Plot) -> None:
    """Checks of women who had contacted the police, at the rate that years of them had.

    The rate rises after the written warning, as published: the checks since it in the time since.
    """
    span = plot.scene.days.count * 2 // 3
    staff = plot.one_of("response", "neighbourhood")
    onset = plot.scene.days.start + plot.scene.days.count * DAY // 5
    checks = max(round(replay.size["checks"] * span / replay.days), 6)
    warned = onset + int(span * DAY * 0.6)
    after = max(round(checks * replay.size["after_warning"] / replay.size["checks"]), 2)
    women = plot.strangers(staff, checks * 2, sex=FEMALE)[:checks]
    for number, person in enumerate(women):
        first, last = (warned, onset + span * DAY) if number < after else (onset, warned)
        met = Meeting(staff, int(person), NONE, 0, genuine=False)
        mark = _one(replay, plot, onset, met)
        when = int(plot.rng.integers(first, max(last - 5 * DAY, first + 1)))
        at = plot.on_duty(staff, when, when + 5 * DAY, 1)
        action = int(plot.rng.choice([VIEW, VIEW_IMAGE, VIEW_CONTACT]))
        plot.look(staff, at, int(person), mark, action=action)
        plot.truth.settle(mark, [int(one) for one in at])


def days_after_closing(replay: Replay, plot: Plot) -> None:
    """The case and intelligence records are opened days after the closing, then three relatives."""
    met = _met(plot, replay.days)
    onset = met.closed + 2 * DAY
    mark = _one(replay, plot, onset, met)
    until = onset + plot.days(replay.days) * DAY
    at = plot.on_duty(met.staff, onset, until, 4)
    plot.look(met.staff, at[:2], met.person, mark)
    plot.look(met.staff, at[2:], met.person, mark, kind=INTELLIGENCE, system="intel")
    people = plot.scene.people
    near = [int(one) for one in people.household_members(met.person)]
    if people.partner[met.person] != NONE:
        near.append(int(people.partner[met.person]))
    acts = [int(one) for one in at]
    for relative in list(dict.fromkeys(near))[: int(replay.size["relatives"])]:
        more = plot.on_duty(met.staff, onset + DAY, until, 1)
        plot.look(met.staff, more, relative, mark)
        acts += [int(one) for one in more]
    plot.truth.settle(mark, acts)


def the_day_after(replay: Replay, plot: Plot) -> None:
    """A file is opened the day after the matter ended, and another woman's several times."""
    first = _met(plot, replay.days)
    for number, looks in enumerate((replay.size["first"], replay.size["several"])):
        met = first
        if number:
            try:
                met = _met(plot, replay.days, of=first.staff, but=(first.person,))
            except LookupError:
                other = int(plot.strangers(first.staff, 1, sex=FEMALE)[0])
                met = Meeting(first.staff, other, NONE, first.closed, genuine=False)
        mark = _one(replay, plot, met.closed + DAY, met)
        until = met.closed + (6 * DAY if not number else plot.days(replay.days) * DAY)
        at = plot.on_duty(met.staff, met.closed + DAY, until, int(looks))
        plot.look(met.staff, at, met.person, mark, kind=PERSON)
        plot.truth.settle(mark, [int(one) for one in at])


def off_duty_and_sick(replay: Replay, plot: Plot) -> None:
    """A PCSO rings vulnerable women's numbers, some of it off duty and some while sick."""
    staff, but = NONE, list[int]()
    for _ in range(int(replay.size["persons"])):
        try:
            met = _met(plot, replay.days, "pcso", of=staff, but=tuple(but))
        except LookupError:
            other = int(plot.strangers(staff, 1, sex=FEMALE)[0])
            met = Meeting(staff, other, NONE, _middle(plot, replay.days), genuine=False)
        staff = met.staff
        but.append(met.person)
        onset = met.closed
        until = onset + plot.days(replay.days) * DAY
        mark = _one(replay, plot, onset, met)
        ill = plot.sick(staff)
        ill = ill[(ill >= onset) & (ill < until)][:3]
        ill = ill + plot.rng.integers(3 * HOUR, 13 * HOUR, len(ill))
        away = plot.off_duty(staff, onset, until, 8)
        work = plot.on_duty(staff, onset, until, 6)
        at = np.sort(np.concatenate([ill, away, work]))
        at = at[at < plot.scene.days.end]
        plot.talk(staff, met.person, at, mark, out=0.8, texts=0.4)
        plot.truth.settle(mark, [int(one) for one in at])


def eight_visits(replay: Replay, plot: Plot) -> None:
    """Eight times near the home in twelve days, on duty and off, once after midnight."""
    met = _met(plot, replay.days)
    onset = met.closed
    until = onset + plot.days(replay.days) * DAY
    mark = _one(replay, plot, onset, met)
    visits = int(replay.size["visits"])
    away = plot.off_duty(met.staff, onset, until, visits // 2)
    work = plot.on_duty(met.staff, onset, until, visits - len(away) - 1)
    day = np.array([(onset - plot.scene.days.start) // DAY + 3])
    night = plot.scene.days.at(day.clip(0, plot.scene.days.count - 1), HOUR)
    at = np.unique(np.concatenate([away, work, night]))
    plot.presences.add(
        staff=met.staff, at=at, seconds=1_200, person=met.person, metres=20, mark=mark
    )
    plot.unfilmed.extend((met.staff, int(one) - HOUR, int(one) + HOUR) for one in at)
    plot.truth.settle(mark, [int(one) for one in at])


def sick_on_the_night(replay: Replay, plot: Plot) -> None:
    """Reported sick on the night of a visit, which some contacts led up to."""
    met = _met(plot, replay.days)
    onset = met.closed
    until = onset + plot.days(replay.days) * DAY
    mark = _one(replay, plot, onset, met)
    ill = plot.sick(met.staff)
    ill = ill[(ill >= onset) & (ill < until)]
    night = int(ill[0]) if len(ill) else until - 2 * DAY
    at = plot.on_duty(met.staff, onset, night, 6)
    last = night + np.array([9, 11]) * HOUR
    at = np.append(at, last[last < plot.scene.days.end])
    plot.talk(met.staff, met.person, at, mark, out=0.8, texts=0.6)
    plot.presences.add(
        staff=met.staff, at=night + 14 * HOUR, seconds=5_400, person=met.person, metres=15,
        mark=mark,
    )  # fmt: skip
    plot.truth.settle(mark, [int(one) for one in at] + [night + 14 * HOUR])


def to_a_personal_phone(replay: Replay, plot: Plot) -> None:
    """Thousands of messages on a personal phone: all that is left here is how it began."""
    met = _met(plot, replay.days)
    onset = met.closed - 2 * DAY
    mark = _one(replay, plot, onset, met)
    until = onset + plot.days(replay.days) * DAY
    seen = plot.on_duty(met.staff, onset, onset + 3 * DAY, 1)
    plot.look(met.staff, seen, met.person, mark, action=VIEW_CONTACT)
    at = plot.on_duty(met.staff, onset, onset + 7 * DAY, 9)
    plot.talk(met.staff, met.person, at, mark, out=0.6, texts=0.8)
    later = plot.on_duty(met.staff, onset + 8 * DAY, until, 2)
    plot.look(met.staff, later, met.person, mark)
    plot.truth.settle(mark, [int(one) for one in np.concatenate([seen, at, later])])


def several_over_years(replay: Replay, plot: Plot) -> None:
    """Several women, one after the other, each with the same few texts and looks."""
    staff, but = NONE, list[int]()
    for _ in range(int(replay.size["persons"])):
        try:
            met = _met(plot, 25, of=staff, but=tuple(but))
        except LookupError:
            other = int(plot.strangers(staff, 1, sex=FEMALE)[0])
            met = Meeting(staff, other, NONE, _middle(plot, 25), genuine=False)
        staff = met.staff
        but.append(met.person)
        mark = _one(replay, plot, met.closed, met)
        until = met.closed + plot.days(25) * DAY
        at = plot.on_duty(staff, met.closed, until, 12)
        plot.talk(staff, met.person, at, mark, out=0.7, texts=0.8)
        looks = plot.on_duty(staff, met.closed, until, 3)
        plot.look(staff, looks, met.person, mark)
        plot.truth.settle(mark, [int(one) for one in np.append(at, looks)])


_LISTED = "misconduct finding, as listed among the typologies"
REPLAYS: tuple[Replay, ...] = (
    Replay(
        "checks over years", f"Merseyside PC, 2007-10, {_LISTED}", "T1",
        {"checks": 170, "after_warning": 50, "days": 1_200}, False, checks_over_years,
    ),
    Replay(
        "days after closing", _LISTED, "T2 T16", {"relatives": 3, "days": 14}, False,
        days_after_closing,
    ),
    Replay(
        "the day after", _LISTED, "T2", {"first": 1, "several": 5, "days": 30}, False,
        the_day_after,
    ),
    Replay(
        "five hundred and forty", f"Devon and Cornwall, {_LISTED}", "T3 T4",
        {"contacts": 540, "days": 22}, True, many_contacts,
    ),
    Replay(
        "seventeen calls", f"Avon and Somerset, {_LISTED}", "T3",
        {"calls": 17, "texts": 43, "days": 70}, True, some_contacts,
    ),
    Replay(
        "off duty and sick", f"Kent PCSO, {_LISTED}", "T5 T3 T8", {"persons": 3, "days": 60}, True,
        off_duty_and_sick,
    ),
    Replay(
        "sick on the night", f"Surrey, {_LISTED}", "T5 T6", {"visits": 1, "days": 30}, False,
        sick_on_the_night,
    ),
    Replay(
        "eight visits", _LISTED, "T6", {"visits": 8, "days": 12}, False, eight_visits,
    ),
    Replay(
        "several women", _LISTED, "T8 T3", {"persons": 4, "days": 300}, False, several_over_years,
    ),
    Replay(
        "two thousand messages", f"Wiltshire, {_LISTED}", "T9",
        {"messages_unseen": 2_000, "days": 60}, False, to_a_personal_phone,
    ),
)  # fmt: skip
"""Each published case that gives a size which our tables can carry."""


def plant_replays(seed: int, plot: Plot) -> None:
    """Plant each published case once, with other pairs and moments under another seed."""
    for replay in REPLAYS:
        plot.rng = stream(seed, f"replay {replay.name}")
        replay.plant(replay, plot)
