"""One offender and one person over time: the acts, where they are covered and how hidden."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR, Moments
from custodes.synthetic.look_ups import (
    ADDRESS,
    EDIT,
    INCIDENT,
    INTELLIGENCE,
    PERSON,
    PHONE,
    PRINT,
    SEARCH,
    VEHICLE,
    VIEW,
    VIEW_CONTACT,
    VIEW_IMAGE,
)
from custodes.synthetic.offenders.characters import Character
from custodes.synthetic.offenders.reasons import Spans, give_reason, reasons, within
from custodes.synthetic.parameters import given
from custodes.synthetic.plot import Meeting, Plot
from custodes.synthetic.purposes import PURPOSE
from custodes.synthetic.rows import NONE
from custodes.synthetic.workforce import ROLES

_ACTIONS = (SEARCH, VIEW, VIEW_CONTACT, VIEW_IMAGE, PRINT, EDIT)
_MIX = np.array([0.14, 0.62, 0.08, 0.06, 0.03, 0.07])
"""What is done with a record: much as everybody does it, details and images a little oftener."""
_KINDS = (PERSON, INCIDENT, ADDRESS, PHONE)
_KIND_MIX = np.array([0.66, 0.23, 0.08, 0.03])
_SHIFT = 6 * DAY
"""How long after the day meant for it an act may wait for a shift."""


@dataclass
class Pursuit:
    """An offender's acts towards one person, from `onset` to `until`."""

    plot: Plot
    one: Character
    met: Meeting
    mark: int
    onset: int
    until: int
    acts: list[int] = field(default_factory=list)
    """The moments of all acts so far."""
    been_away: bool = False
    """Whether any act was off duty yet: who is not always on duty is not at least once."""

    @property
    def staff(self) -> int:
        """The offender."""
        return self.met.staff

    @property
    def person(self) -> int:
        """The person pursued."""
        return self.met.person

    def meant(self, count: int, start: float = 0.0, end: float = 1.0) -> Moments:
        """Days on which acts are meant to happen, within a part of the span, none while quiet."""
        share = self.plot.rng.uniform(start, end, count * 3)
        quiet = (share >= self.one.quiet[0]) & (share < self.one.quiet[1])
        kept = np.append(share[~quiet], share[quiet])[:count]
        return np.sort(self.onset + kept * (self.until - self.onset)).astype(np.int64)

    def moments(
        self, count: int, start: float = 0.0, end: float = 1.0, *, away: float | None = None
    ) -> tuple[Moments, NDArray[np.bool_]]:
        """When acts happen, in order, and which of them have a real explanation.

        As many as the character's share are put where a purpose covers them, and a real one is
        given where there is too little of it; a share of the others is off duty.
        """
        if count <= 0:
            return np.empty(0, np.int64), np.empty(0, bool)
        rng = self.plot.rng
        first = int(self.onset + start * (self.until - self.onset))
        last = max(int(self.onset + end * (self.until - self.onset)), first + 2 * DAY)
        inside = round(count * self.one.covered + rng.uniform(-0.5, 0.5))
        covered = self._covered(inside, first, last)
        left = count - len(covered)
        spans = reasons(self.plot, self.staff, self.person)
        meant = self.meant(left * 4, start, end)
        free = meant[~within(spans, meant)]
        if len(free) < left:
            free = np.append(free, self._beyond(spans, left - len(free)))
        spare = meant[within(spans, meant)]
        meant = np.append(rng.permutation(free)[:left], spare)[:left]
        share = self.one.away if away is None else away
        off = rng.random(left) < share
        if share > 0 and left and not self.been_away:
            off[int(rng.integers(0, left))] = self.been_away = True
        at = np.append(self._on_duty(meant[~off]), self._off_duty(meant[off]))
        at = np.sort(np.append(at, covered))
        at = at[(at >= self.onset) & (at < self.plot.scene.days.end)]
        if self.one.evasion == "spreads_out" and len(at):
            _, one_a_day = np.unique(at // DAY, return_index=True)
            at = at[one_a_day]
        return at, within(reasons(self.plot, self.staff, self.person), at)

    def _beyond(self, spans: Spans, count: int) -> Moments:
        """Days after the last real purpose of a matter that goes on as long as the pursuit."""
        stop = self.plot.scene.days.end - DAY
        begin = int(spans[1].max())
        end = min(begin + (self.until - self.onset) // 2 + 5 * DAY, stop)
        if end <= begin:
            return np.empty(0, np.int64)
        return np.sort(self.plot.rng.integers(begin, end, count))

    def _covered(self, count: int, first: int, last: int) -> Moments:
        """Moments at work at which a real purpose covers the person, given one if need be."""
        kept = np.empty(0, np.int64)
        for _ in range(3):
            spans = reasons(self.plot, self.staff, self.person)
            begin, end = np.maximum(spans[0], first), np.minimum(spans[1], last)
            real = end > begin
            begin, end = begin[real], end[real]
            missing = count - len(kept)
            if missing and len(begin):
                length = np.cumsum(end - begin)
                place = self.plot.rng.random(missing) * length[-1]
                chosen = np.searchsorted(length, place, "right")
                at, found = self.plot.scene.hours.moments(
                    self.plot.rng, np.full(missing, self.staff), begin[chosen], end[chosen]
                )
                # So many acts of an open matter as its hours bear: the rest need another reason.
                bears = int(length[-1] // (given("cover_hours_an_act") * HOUR)) + 1
                kept = np.append(kept, at[found][:bears])
            if len(kept) >= count:
                break
            give_reason(self.plot, self.met, first, last)
        return kept

    def _on_duty(self, meant: Moments) -> Moments:
        """The first work after each of the days meant."""
        at, found = self.plot.scene.hours.moments(
            self.plot.rng, np.full(len(meant), self.staff), meant, meant + _SHIFT
        )
        return at[found]

    def _off_duty(self, meant: Moments) -> Moments:
        """A free waking hour within a day of each of those meant."""
        found = [self.plot.off_duty(self.staff, day, day + 1.5 * DAY, 1) for day in meant]
        return np.concatenate([np.empty(0, np.int64), *found])

    def look(
        self,
        count: int,
        start: float = 0.0,
        end: float = 1.0,
        *,
        person: int | None = None,
        away: float | None = None,
    ) -> Moments:
        """Open the person's records, or another's who is near, and give when."""
        share = self.one.away * given("off_duty_looks_factor") if away is None else away
        at, covered = self.moments(count, start, end, away=share)
        self.look_at(at, covered, person=person)
        return at

    def look_at(
        self,
        at: Moments,
        covered: NDArray[np.bool_],
        *,
        person: int | None = None,
        action: int | None = None,
        kind: int | None = None,
    ) -> None:
        """Open records at moments; what is not covered is hidden in the offender's way."""
        rng, scene = self.plot.rng, self.plot.scene
        size = len(at)
        self.acts.extend(int(moment) for moment in at)
        whom = self.person if person is None else person
        kinds = rng.choice(_KINDS, size, p=_KIND_MIX) if kind is None else np.full(size, kind)
        if self.met.incident == NONE or person is not None:
            kinds = np.where(kinds == INCIDENT, PERSON, kinds)
        doing = rng.choice(_ACTIONS, size, p=_MIX) if action is None else np.full(size, action)
        detail = np.isin(doing, [VIEW_CONTACT, VIEW_IMAGE])
        doing = np.where(detail & (kinds != PERSON), VIEW, doing)
        keeps = (kinds == INCIDENT) | (rng.random(size) < given("offender_keeps_incident"))
        hides = ~covered & (rng.random(size) < given("evaded_acts"))
        group = scene.force.role[self.staff] * scene.force.districts
        group = group + scene.force.district[self.staff]
        borrowed = scene.hours.present(rng, np.full(size, group), at)
        other = [word for word in ROLES[scene.force.role[self.staff]].systems if word != "rms"]
        spans = rng.random(size)
        if self.one.evasion == "self_made_tasks":
            self._own_tasks(at[hides])
        for place in range(size):
            staff, system, what = self.staff, "rms", int(kinds[place])
            if hides[place] and self.one.evasion == "colleagues_terminal":
                staff = int(borrowed[place]) if borrowed[place] != NONE else staff
            if hides[place] and self.one.evasion == "other_system" and other:
                system = other[int(spans[place] * len(other))]
                what = INTELLIGENCE if system == "intel" and what == PERSON else what
            linked = self.met.incident if keeps[place] and person is None else NONE
            plain = VIEW if what == INTELLIGENCE else int(doing[place])
            self.plot.look(
                staff,
                at[place : place + 1],
                NONE if what == INCIDENT else whom,
                self.mark,
                action=plain,
                incident=NONE if what == VEHICLE else linked,
                kind=what,
                system=system,
            )

    def talk(
        self,
        count: int,
        start: float = 0.0,
        end: float = 1.0,
        *,
        away: float | None = None,
    ) -> Moments:
        """Call and text the person, and be called and texted, and give when."""
        at, covered = self.moments(count, start, end, away=away)
        self.talk_at(at, covered)
        return at

    def talk_at(self, at: Moments, covered: NDArray[np.bool_], *, out: float | None = None) -> None:
        """Contacts at moments; some are written in the record, the covered ones oftener."""
        self.acts.extend(int(moment) for moment in at)
        begun = self.one.out if out is None else out
        self.plot.talk(self.staff, self.person, at, self.mark, out=begun, texts=self.one.texts)
        if self.one.evasion == "self_made_tasks":
            self._own_tasks(at[~covered][::4])
        odds = np.where(covered, given("covered_logs"), self.one.logs)
        written = np.unique(at[self.plot.rng.random(len(at)) < odds] // 60 * 60)
        if len(written):
            self.plot.logged.add(
                staff=self.staff, person=self.person, at=written, incident=self.met.incident
            )

    def _own_tasks(self, at: Moments, late: float = 0.3) -> None:
        """Tasks made for oneself to cover acts, some only after the act."""
        if not len(at):
            return
        at = at[:: max(1, len(at) // 5)]
        after = self.plot.rng.random(len(at)) < late
        self.plot.scene.rows.add(
            kind=PURPOSE["task"],
            staff=self.staff,
            person=self.person,
            start=at - HOUR,
            end=at + 3 * DAY,
            made_by=self.staff,
            made_at=at + np.where(after, 2 * HOUR, -HOUR),
            recorded=1,
            mark=self.mark,
        )

    def cover(self, at: Moments) -> None:
        """Make tasks for oneself after the acts that they are to cover."""
        self._own_tasks(at, late=1.0)

    def go_near(self, at: Moments, *, seconds: tuple[int, int] = (600, 3_600)) -> None:
        """Be near the person's home, with the camera off."""
        at = np.unique(at)
        self.acts.extend(int(moment) for moment in at)
        rng = self.plot.rng
        self.plot.presences.add(
            staff=self.staff,
            at=at,
            seconds=rng.integers(*seconds, len(at)),
            person=self.person,
            metres=rng.integers(3, 50, len(at)),
            mark=self.mark,
        )
        self.plot.unfilmed.extend((self.staff, int(a) - HOUR, int(a) + HOUR) for a in at)
