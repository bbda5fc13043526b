"""What offenders and innocents are planted with: the scene, its rows, and the choice of pairs."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.duties import DUTY, REST, SICK
from custodes.synthetic.incidents import KIND
from custodes.synthetic.look_ups import planted
from custodes.synthetic.phone import CALL, EMAIL, TEXT, between
from custodes.synthetic.public import FEMALE
from custodes.synthetic.purposes import PURPOSE, Scene
from custodes.synthetic.rows import NONE, Columns, Rows, taken
from custodes.synthetic.truth import Case, Truth
from custodes.synthetic.workforce import ROLE

Moments = NDArray[np.int64]
LIKELY = ("domestic abuse", "sexual offence", "harassment")
"""The kinds of incident in which most of those who were abused had met the police."""


@dataclass(frozen=True)
class Meeting:
    """A member of staff who met a woman in a genuine duty, and the incident of it."""

    staff: int
    person: int
    incident: int
    closed: int
    genuine: bool = True
    began: int = NONE
    """When they met, where that is known."""


@dataclass
class Plot:
    """The scene with its rows, and whom the plot has already used."""

    rng: np.random.Generator
    scene: Scene
    accesses: Rows
    contacts: Rows
    logged: Rows
    presences: Rows
    truth: Truth
    used: set[int] = field(default_factory=set)
    guilty: set[int] = field(default_factory=set)
    unfilmed: list[tuple[int, int, int]] = field(default_factory=list)
    """Staff, start and end of times at which they left the camera off."""
    given: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    """When the real purposes stand that a plot has added to a pair: staff and person."""
    _met: dict[tuple[str, ...], Columns] = field(default_factory=dict)
    _sick: Columns | None = None
    _why: Columns | None = None

    def days(self, wanted: float) -> int:
        """A length of time in days, shorter where the force itself is made for few days."""
        return max(3, min(int(wanted), self.scene.days.count // 3))

    def meeting(
        self,
        *roles: str,
        room: float,
        words: tuple[str, ...] = ("dispatch", "officer_in_case", "statement"),
        of: int = NONE,
        but: tuple[int, ...] = (),
    ) -> Meeting:
        """Choose a pair that met through a real purpose, with `room` days left after the closing.

        `of` asks for meetings of that member of staff, `but` leaves people out. Where the force is
        too small, first the room gives way, then the roles; an offender is never chosen again.
        Raises LookupError when there is nobody at all.
        """
        scene, rows = self.scene, self.met(words)
        incident, staff, person = rows["incident"], rows["staff"], rows["person"]
        room_left = (scene.days.end - scene.events.closed[incident]) / DAY
        anyone = (
            (scene.people.sex[person] == FEMALE)
            & rows["grown"]
            & (rows["age"] < 60)
            & scene.people.mobile[person]
            & (scene.people.twin[person] == NONE)
            & ~np.isin(person, but)
            & ((staff == of) | ((of == NONE) & ~np.isin(staff, list(self.guilty))))
        )
        anyone &= scene.force.with_mobile()[staff]
        can = anyone & np.isin(scene.force.role[staff], [ROLE[word] for word in roles])
        fresh = can & ((of != NONE) | ~np.isin(staff, list(self.used)))
        likely = fresh & np.isin(scene.events.kind[incident], [KIND[word] for word in LIKELY])
        for fits in (
            likely & (room_left > room) & (room_left < room + 35),
            likely & (room_left > room),
            fresh & (room_left > room),
            fresh & (room_left > 4),
            can,
            anyone,
        ):
            found = np.flatnonzero(fits)
            if len(found):
                one = int(found[self.rng.integers(0, len(found))])
                closed = int(min(scene.events.closed[incident[one]], scene.days.end - 4 * DAY))
                met = Meeting(int(staff[one]), int(person[one]), int(incident[one]), closed)
                self.used.add(met.staff)
                return met
        raise LookupError("nobody in this force has met anybody")

    def met(self, words: tuple[str, ...]) -> Columns:
        """Every meeting of staff who stay in the force with the person whom an incident is about.

        Columns: staff, incident, person, start, kind (of purpose, among `words`), age in years,
        grown. The purposes that plots add later are not among them.
        """
        if words not in self._met:
            scene, why = self.scene, self.scene.rows.gathered()
            rows = np.flatnonzero(
                np.isin(why["kind"], [PURPOSE[word] for word in words])
                & (why["incident"] != NONE)
                & (why["staff"] != NONE)
            )
            staff = why["staff"][rows].astype(np.int64)
            stays = scene.force.until[staff] == NONE
            rows, staff = rows[stays], staff[stays]
            incident = why["incident"][rows].astype(np.int64)
            person = scene.events.main[incident]
            age = scene.days.last.year - scene.people.born[person]
            self._met[words] = {
                "staff": staff,
                "incident": incident,
                "person": person,
                "start": why["start"][rows],
                "kind": why["kind"][rows],
                "age": age,
                "grown": age >= 18,
            }
        return self._met[words]

    def purposes_of(self, staff: int) -> Columns:
        """The purposes that name a member of staff; what plots add later is not among them."""
        if self._why is None:
            why = self.scene.rows.gathered()
            order = np.argsort(why["staff"], kind="stable")
            columns = ("staff", "person", "incident", "start", "end")
            self._why = {name: why[name][order] for name in columns}
        mine = slice(*np.searchsorted(self._why["staff"], [staff, staff + 1]))
        return {name: values[mine] for name, values in self._why.items()}

    def one_of(self, *roles: str) -> int:
        """A member of staff of these roles whom no plot has used, if there is one."""
        members = self.scene.force.having(*roles)
        members = members[self.scene.force.until[members] == NONE]
        fresh = members[~np.isin(members, list(self.used))]
        clean = members[~np.isin(members, list(self.guilty))]
        pool = fresh if len(fresh) else clean if len(clean) else members
        chosen = int(pool[self.rng.integers(0, len(pool))])
        self.used.add(chosen)
        return chosen

    def on_duty(self, staff: int, start: float, end: float, count: int) -> Moments:
        """Moments at work, in order; fewer than asked where there is no duty in the span."""
        who = np.full(count, staff)
        wide = (np.full(count, int(start)), np.full(count, int(end)))
        at, found = self.scene.hours.moments(self.rng, who, *wide)
        return np.sort(at[found])

    def off_duty(self, staff: int, start: float, end: float, count: int) -> Moments:
        """Waking moments away from work, in order."""
        begins, ends = self.scene.hours.spans_of(staff)
        first, last = int(start), int(min(end, self.scene.days.end))
        days = self.scene.days
        if first >= last:
            return np.empty(0, np.int64)
        day = self.rng.integers(
            (first - days.start) // DAY, max((last - days.start) // DAY, 1) + 1, count * 8
        ).clip(0, days.count - 1)
        hour = self.rng.choice([9, 11, 13, 16, 18, 19, 20, 21, 22, 23], len(day))
        at = days.at(day, hour * HOUR + self.rng.integers(0, HOUR, len(day)))
        at = at[(at >= first) & (at < last)]
        place = np.searchsorted(begins, at, "right") - 1
        working = (place >= 0) & (at < ends[np.maximum(place, 0)] + HOUR if len(ends) else False)
        return np.sort(at[~working][:count])

    def sick(self, staff: int) -> Moments:
        """The starts of the days on which the roster has somebody sick."""
        if self._sick is None:
            roster = self.scene.hours.recorded.gathered()
            self._sick = taken(roster, np.flatnonzero(roster["status"] == SICK))
        starts: Moments = self._sick["start"][self._sick["staff"] == staff]
        return starts

    def look(
        self,
        staff: int,
        at: Moments,
        person: Moments | int,
        mark: int | Moments,
        *,
        action: Moments | int = 1,
        incident: int = NONE,
        kind: int = 0,
        system: str = "rms",
    ) -> None:
        """Plant look-ups."""
        if len(at):
            self.accesses.add(
                **planted(
                    self.rng, self.scene, staff, at, person, action=action, incident=incident,
                    kind=kind, system=system, mark=mark,
                )
            )  # fmt: skip

    def talk(
        self, staff: int, person: int, at: Moments, mark: int, *, out: float, texts: float
    ) -> None:
        """Plant calls and texts, a share of them begun by the member of staff."""
        size = len(at)
        draw = self.rng.random(size)
        channel = np.where(draw < texts, TEXT, np.where(draw > 0.985, EMAIL, CALL))
        direction = (self.rng.random(size) >= out).astype(np.int64)
        self.contacts.add(
            **between(
                self.rng, self.scene, np.full(size, staff), np.full(size, person),
                at.astype(np.int64), channel, direction, mark,
            )
        )  # fmt: skip

    def offender(self, met: Meeting, kind: str, style: str, onset: float) -> int:
        """Write an offending pair in the truth and give its mark."""
        self.guilty.add(met.staff)
        first = "genuine" if met.genuine else "none"
        return self.truth.mark(Case(True, met.staff, met.person, kind, style, int(onset), first))

    def without_unfilmed(self, recordings: Rows) -> None:
        """Take away the clips that staff of a plot would have made had the camera been on."""
        clips = recordings.gathered()
        kept = np.ones(len(clips["staff"]), bool)
        for staff, start, end in self.unfilmed:
            kept &= (clips["staff"] != staff) | (clips["start"] < start) | (clips["start"] >= end)
        recordings.replace(taken(clips, np.flatnonzero(kept)))

    def innocent(self, staff: int, person: int, kind: str, onset: float) -> int:
        """Write an innocent case in the truth and give its mark."""
        return self.truth.mark(Case(False, staff, person, kind, "", int(onset)))

    def strangers(self, staff: int, count: int, *, sex: int | None = None) -> Moments:
        """Different people of the member of staff's own district."""
        district = np.full(count * 3, self.scene.force.district[staff])
        return np.unique(self.scene.people.met(self.rng, district, sex=sex))[:count]

    def unroster(self, staff: int, start: float, end: float) -> None:
        """Make the roster show rest where the member of staff was really at work."""
        roster = self.scene.hours.recorded.gathered()
        mine = (roster["staff"] == staff) & (roster["status"] == DUTY)
        mine &= (roster["start"] >= start) & (roster["start"] < end)
        roster["status"] = np.where(mine, REST, roster["status"]).astype(np.int8)
        self.scene.hours.recorded.replace(roster)
