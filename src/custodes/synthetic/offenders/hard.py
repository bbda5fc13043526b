"""Offenders at a prevalence, drawn over the styles, each hidden among the innocent."""

from dataclasses import replace

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.draws import stream
from custodes.synthetic.offenders.characters import Character, characters, dealt
from custodes.synthetic.offenders.encounters import Wanted, is_vulnerable, meet, stranger
from custodes.synthetic.offenders.pursuits import Pursuit
from custodes.synthetic.offenders.styles import STYLES, Style
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Meeting, Plot
from custodes.synthetic.rows import NONE
from custodes.synthetic.truth import Case

YEAR = 365


def wanted_offenders(staff: int, days: int) -> int:
    """How many offenders a force holds: its prevalence over its days, never under the least."""
    expected = staff / 1_000 * days / YEAR * given("offenders_a_thousand_a_year")
    return max(round(expected), int(given("offenders_least")))


def plant_hard(seed: int, plot: Plot, staff: int) -> None:
    """Plant the offenders of a hard force, their onsets spread evenly over the days."""
    rng = plot.rng = stream(seed, "hard offenders")
    days = plot.scene.days
    size = wanted_offenders(staff, days.count)
    drawn = characters(rng, size)
    styles = _styles(rng, drawn)
    # From the first days on, so that nothing about the end of the force tells who offends.
    room = min(10.0, days.count / 7) * DAY
    places = (rng.permutation(size) + rng.random(size)) / size
    onsets = days.start + room + places * (days.end - days.start - 2.5 * room)
    for one, style, onset in zip(drawn, styles, onsets, strict=True):
        if style.trawls:
            _trawl(plot, one, style, int(onset))
        else:
            _pursue(plot, one, style, int(onset))


def _styles(rng: np.random.Generator, drawn: list[Character]) -> list[Style]:
    """A style for each character, at the declared rates among those that the character can have."""
    chosen: dict[int, Style] = {}
    kinds = [(one.feeds, one.away > 0) for one in drawn]
    for kind in sorted(set(kinds)):
        able = [s for s in STYLES if kind[0] in s.feeds and (kind[1] or not s.away)]
        mine = [place for place, other in enumerate(kinds) if other == kind]
        weights = np.array([given(style.rate) for style in able])
        for place, which in zip(mine, dealt(rng, weights, len(mine)), strict=True):
            chosen[place] = able[which]
    return [chosen[place] for place in range(len(drawn))]


def _pursue(plot: Plot, one: Character, style: Style, onset: int) -> None:
    """One offender and each of the persons pursued, one after the other."""
    count = one.persons if style.many else 1
    staff, but = NONE, list[int]()
    each = replace(
        one,
        # A fisherman's contact with each is the shallower.
        looks=max(round(one.looks / count**0.5), int(given("offender_looks_least"))),
        contacts=max(round(one.contacts / count**0.5), int(given("offender_contacts_least"))),
    )
    for number in range(count):
        begins = onset + int(number * each.span * plot.rng.uniform(0.3, 0.7))
        if begins > plot.scene.days.end - 6 * DAY:
            break
        wanted = Wanted(
            when=begins,
            sex=one.sex,
            words=style.words,
            roles=style.roles,
            phones=one.phones,
            victim=one.victim,
            of=staff,
            but=tuple(but),
        )
        met = meet(plot, wanted) if style.met and (one.genuine or number) else None
        met = met or stranger(plot, wanted)
        staff = met.staff
        but.append(met.person)
        typology = f"{style.typology} T8" if count > 1 else style.typology
        _play(plot, each, style, met, typology, begins)


def _trawl(plot: Plot, one: Character, style: Style, onset: int) -> None:
    """Many people of one sex who have been in touch with the police, for no reason of the desk's.

    They are people of the offender's own district; some are people whom the offender has met.
    """
    wanted = Wanted(onset, one.sex, roles=("response", "neighbourhood", "pcso"), phones=False)
    staff = (meet(plot, wanted) or stranger(plot, wanted)).staff
    size = max(6, min(one.looks * 2, int(given("trawled_persons"))))
    scene = plot.scene
    pool = plot.met(wanted.words)
    known = (scene.people.sex[pool["person"]] == one.sex) & pool["grown"]
    known &= (pool["start"] < onset) & (pool["start"] > onset - 60 * DAY)
    known &= scene.force.district[pool["staff"]] == scene.force.district[staff]
    others = np.unique(pool["person"][known & (pool["staff"] != staff)])
    if len(others) < size:
        others = np.union1d(others, plot.strangers(staff, size * 2, sex=one.sex))
    chosen = plot.rng.permutation(others)[:size]
    until = min(onset + one.span, scene.days.end - DAY)
    for person in chosen:
        begins = int(onset + plot.rng.random() * max(until - onset - 3 * DAY, DAY))
        met = Meeting(staff, int(person), NONE, onset, genuine=False, began=begins)
        _play(plot, replace(one, covered=0.0, quiet=(0, 0)), style, met, style.typology, begins)


def _play(
    plot: Plot, one: Character, style: Style, met: Meeting, typology: str, onset: int
) -> None:
    """Write the case in the truth, plant its acts, and put its onset at the first of them.

    A case whose every act would fall after the last day or on leave is not written.
    """
    last = plot.scene.days.end - DAY
    if style.after and met.incident != NONE and met.closed < last - 10 * DAY:
        onset = max(onset, met.closed)
    until = int(min(max(onset + one.span, onset + 5 * DAY), last))
    plot.guilty.add(met.staff)
    mark = plot.truth.mark(
        Case(
            offends=True,
            staff=met.staff,
            person=met.person,
            kind=typology,
            style=style.name,
            onset=onset,
            first_contact="genuine" if met.genuine else "none",
            evasion=one.evasion,
            feeds=one.feeds,
            off_duty=one.away > 0,
            complaint=NONE if one.complaint is None else onset + one.complaint,
            vulnerable=is_vulnerable(plot, met.person, onset),
            victim=one.victim,
        )
    )
    it = Pursuit(plot, one, met, mark, onset, until)
    style.plant(it)
    if it.acts:
        plot.truth.settle(mark, it.acts)
    else:
        plot.truth.forget(mark)
