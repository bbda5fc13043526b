"""What innocents are planted with: whom they befall, when, how often, and the rows they leave."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR
from custodes.synthetic.look_ups import SEARCH, VIEW, VIEW_CONTACT, VIEW_IMAGE, planted
from custodes.synthetic.parameters import given
from custodes.synthetic.phone import CALL, EMAIL, TEXT, between
from custodes.synthetic.plot import Plot
from custodes.synthetic.purposes import PURPOSE, Scene
from custodes.synthetic.rows import NONE, Columns, taken

Numbers = NDArray[np.int64]
_ACTIONS = np.array([SEARCH, VIEW, VIEW_CONTACT, VIEW_IMAGE])


@dataclass(frozen=True)
class Innocent:
    """A kind of innocent: its name, which is also that of its rate, and how it is planted."""

    name: str
    plant: "Callable[[Cast, int], None]"
    """Takes the cast and how many cases to plant."""
    standing: bool = False
    """The rate is of cases at any time; otherwise it is of cases in a year."""
    of: float = 100.0
    """The rate is a number of cases for so many staff."""
    label: str = ""
    """What the truth calls it, where that is not its name."""

    @property
    def kind(self) -> str:
        """What the truth calls it."""
        return self.label or self.name

    def many(self, staff: int, days: int) -> int:
        """How many cases a force of so many staff has in so many days, at least one."""
        share = given(self.name) * staff / self.of
        return max(1, round(share if self.standing else share * days / 365))


class Cast:
    """The plot of one kind of innocent: choices for many cases at once, and their rows."""

    def __init__(self, plot: Plot, kind: str, rng: np.random.Generator) -> None:
        self.plot = plot
        self.kind = kind
        self.rng = rng

    @property
    def scene(self) -> Scene:
        """The scene that the cases are planted in."""
        return self.plot.scene

    # Who.

    def staff(self, count: int, *roles: str) -> Numbers:
        """Staff of these roles (all where none is named) who stay and offend nowhere."""
        force = self.scene.force
        members = force.having(*roles) if roles else np.arange(len(force))
        pool = members[force.until[members] == NONE]
        clean = pool[~np.isin(pool, list(self.plot.guilty))]
        pool = clean if len(clean) else pool if len(pool) else members
        # Everybody once before anybody twice.
        rounds = [self.rng.permutation(pool) for _ in range(1 + count // len(pool))]
        return np.concatenate(rounds)[:count].astype(np.int64)

    def meetings(self, count: int, *words: str, roles: tuple[str, ...] = ()) -> Columns:
        """Different meetings of staff with grown people whose mobile is held, as `Plot.met` gives
        them, under these kinds of purpose; where a force has too few, fewer."""
        met, scene = self.plot.met(words), self.scene
        fits = met["grown"] & scene.people.mobile[met["person"]]
        fits = fits & ~np.isin(met["staff"], list(self.plot.guilty))
        if roles:
            fits &= np.isin(met["staff"], scene.force.having(*roles))
        pool = np.flatnonzero(fits)
        return taken(met, np.sort(self.rng.permutation(pool)[:count]))

    def strangers(self, staff: Numbers, each: int) -> Numbers:
        """People of each one's own district, `each` for every one in turn; the often met likelier,
        and now and then the same twice."""
        district = np.repeat(self.scene.force.district[staff], each)
        return self.scene.people.met(self.rng, district)

    def mark(self, staff: Numbers, person: Numbers | int, start: Numbers) -> Numbers:
        """Write the cases in the truth and give the mark of each."""
        who, when = np.broadcast_arrays(np.asarray(person), start)[0], start
        return np.array(
            [
                self.plot.innocent(int(s), int(p), self.kind, int(t))
                for s, p, t in zip(staff, who, when, strict=True)
            ],
            np.int64,
        )

    # When, and how often.

    def start(self, count: int, room: float = 30.0) -> Numbers:
        """Moments spread over the days, with so many days left after each where there are."""
        days = self.scene.days
        last = max(days.count // 2, days.count - int(room))
        drawn = days.start + self.rng.random(count) * last * DAY
        return drawn.astype(np.int64)

    def span(self, count: int, median: float, spread: float = 0.6) -> Numbers:
        """Lengths of time in seconds, log-normal about a median in days."""
        drawn = self.rng.lognormal(np.log(median), spread, count) * DAY
        return drawn.astype(np.int64)

    def volume(self, count: int, median: float, most: float, spread: float = 0.9) -> Numbers:
        """How many acts each case has: log-normal about a median, up to the most."""
        drawn = self.rng.lognormal(np.log(median), spread, count)
        return drawn.clip(1, most).astype(np.int64)

    def at_work(
        self, staff: Numbers, start: Numbers, end: Numbers, many: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Moments at work: the case of each and when, fewer where there is no duty in the span."""
        case = np.repeat(np.arange(len(staff)), many)
        until = np.minimum(end, self.scene.days.end)
        at, found = self.scene.hours.moments(
            self.rng, staff[case], start[case], np.maximum(until, start + 1)[case]
        )
        return case[found], at[found]

    def any_time(
        self, start: Numbers, end: Numbers, many: Numbers, first: int = 8, last: int = 23
    ) -> tuple[Numbers, Numbers]:
        """Waking moments, at work or not: the case of each and when."""
        case = np.repeat(np.arange(len(start)), many)
        days = self.scene.days
        reach = np.maximum(np.minimum(end, days.end) - start, DAY)[case]
        day = (start[case] - days.start + self.rng.random(len(case)) * reach) // DAY
        hour = self.rng.integers(first * HOUR, last * HOUR, len(case))
        return case, days.at(day.astype(np.int64).clip(0, days.count - 1), hour)

    # What they leave behind.

    def look(
        self,
        staff: Numbers,
        at: Numbers,
        person: Numbers | int,
        mark: Numbers,
        *,
        views: float = 0.12,
        incident: Numbers | int = NONE,
        kind: int = 0,
        system: str = "rms",
    ) -> None:
        """Plant look-ups; of those at a record of a person a share is of its number or picture."""
        if not len(at):
            return
        shares = (0.12, 0.88 - views, views * 0.6, views * 0.4)
        action: Numbers | int = VIEW
        if kind == 0:
            action = self.rng.choice(_ACTIONS, len(at), p=shares).astype(np.int64)
        self.plot.accesses.add(
            **planted(
                self.rng, self.scene, staff, at, person, action=action, incident=incident,
                kind=kind, system=system, mark=mark,
            )
        )  # fmt: skip

    def talk(
        self,
        staff: Numbers,
        person: Numbers,
        at: Numbers,
        mark: Numbers,
        *,
        out: float,
        texts: float,
        written: float = 0.0,
        incident: Numbers | int = NONE,
    ) -> None:
        """Plant calls and texts: a share begun by the member of staff, a share texts, a share
        written in a record."""
        size = len(at)
        if not size:
            return
        draw = self.rng.random(size)
        channel = np.where(draw < texts, TEXT, np.where(draw > 0.97, EMAIL, CALL))
        direction = (self.rng.random(size) >= out).astype(np.int64)
        self.plot.contacts.add(
            **between(self.rng, self.scene, staff, person, at, channel, direction, mark)
        )
        kept = self.rng.random(size) < written
        about = np.broadcast_to(np.asarray(incident), (size,))
        self.plot.logged.add(
            staff=staff[kept], person=person[kept], at=at[kept] // 60 * 60, incident=about[kept]
        )

    def reason(
        self,
        word: str,
        staff: Numbers,
        start: Numbers,
        end: Numbers,
        *,
        person: Numbers | int = NONE,
        incident: Numbers | int = NONE,
        made_by: Numbers | int | None = None,
    ) -> None:
        """Give the cases a purpose, which the records may lose as they lose any other; made by the
        supervisor unless somebody else is named."""
        by = self.scene.force.supervisor[staff] if made_by is None else made_by
        inside = start < self.scene.days.end
        columns = {
            "staff": staff, "start": start, "end": end, "person": person, "incident": incident,
            "made_by": by, "made_at": start,
        }  # fmt: skip
        self.scene.rows.add(
            kind=PURPOSE[word],
            recorded=1,
            **{k: np.broadcast_to(np.asarray(v), inside.shape)[inside] for k, v in columns.items()},
        )
