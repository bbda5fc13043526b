"""When staff really work, and what the roster says, which is not always the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR, Days, Moments
from custodes.synthetic.draws import chance, stream
from custodes.synthetic.parameters import given
from custodes.synthetic.rows import NONE, Columns, Rows
from custodes.synthetic.workforce import ROLES, Workforce

STATUSES = ("duty", "overtime", "on_call", "court", "leave", "sick", "rest")
DUTY, OVERTIME, _ON_CALL, COURT, LEAVE, SICK, REST = range(len(STATUSES))

EARLY, LATE, NIGHT, TWO_EARLY, TWO_LATE, OFFICE = range(6)
STARTS = np.array([7, 15, 22, 8, 14, 8]) * HOUR
LENGTHS = np.array([9, 9, 9, 9, 9, 8]) * HOUR
_CYCLE = np.array([EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, NONE, NONE, NONE, NONE])
_TWO = np.array([TWO_EARLY] * 3 + [TWO_LATE] * 3 + [NONE] * 4)
ROSTER_DAY = 7 * HOUR
"""The roster's day runs from seven to seven, so that a night shift lies in one of them."""


_WIDE = np.int64(1 << 34)
"""More than any moment, so that a member of staff and a moment make one sorted key."""


@dataclass
class Duties:
    """Real shifts in the order of staff and time, the roster as recorded, and who is there when."""

    staff: NDArray[np.int64]
    start: Moments
    end: Moments
    recorded: Rows
    days: Days
    _hours: NDArray[np.int64]
    _present: NDArray[np.int64]

    def __post_init__(self) -> None:
        self._ends = self.staff * _WIDE + self.end
        self._starts = self.staff * _WIDE + self.start

    def moments(
        self, rng: np.random.Generator, staff: NDArray[np.int64], start: Moments, end: Moments
    ) -> tuple[Moments, NDArray[np.bool_]]:
        """A moment of real duty of each member of staff within each span, sooner likelier than
        later, and whether there was one."""
        first = np.searchsorted(self._ends, staff * _WIDE + start, "right")
        last = np.searchsorted(self._starts, staff * _WIDE + end, "left")
        found = last > first
        reach = np.where(found, last - first, 0)
        chosen = first + (rng.random(len(staff)) ** 1.6 * reach).astype(np.int64)
        chosen = np.minimum(chosen, len(self.staff) - 1)
        opens = np.maximum(start, self.start[chosen])
        closes = np.maximum(np.minimum(end, self.end[chosen]), opens + 1)
        return opens + (rng.random(len(staff)) * (closes - opens)).astype(np.int64), found

    def present(
        self, rng: np.random.Generator, group: NDArray[np.int64] | int, at: Moments
    ) -> NDArray[np.int64]:
        """Somebody of a group (role and district) who is at work at each moment, or NONE."""
        key = np.asarray(group) * (self.days.count * 24 + 48) + (at - self.days.start) // HOUR
        first = np.searchsorted(self._hours, key, "left")
        last = np.searchsorted(self._hours, key, "right")
        reach = last - first
        if not len(self._present):
            return np.full(len(at), NONE)
        chosen = first + (rng.random(len(at)) * reach).astype(np.int64)
        return np.where(reach > 0, self._present[np.minimum(chosen, len(self._present) - 1)], NONE)

    def spans_of(self, one: int) -> tuple[Moments, Moments]:
        """The real shifts of one member of staff."""
        mine = slice(*np.searchsorted(self.staff, [one, one + 1]))
        return self.start[mine], self.end[mine]


def duties(seed: int, force: Workforce, days: Days) -> Duties:
    """Make the shifts of every member of staff and the roster that records most of them."""
    rng = stream(seed, "duties")
    staff, day = (grid.ravel() for grid in np.mgrid[0 : len(force), 0 : days.count])
    shift = _pattern(force, staff, day, days)
    works = shift != NONE
    absence = rng.random(len(shift))
    # Absences come in runs: a week of a member of staff is drawn as a whole.
    week = (day + staff * 3) // 7 + staff * (days.count // 7 + 9)
    weekly = stream(seed, "absence").random(int(week.max()) + 1)[week]
    leave = works & (weekly < given("leave"))
    sick = works & ~leave & ((weekly > 1 - given("sickness") / 2) | (absence < 0.02))
    gone = (force.until[staff] != NONE) & (days.at(day, 0) >= force.until[staff])
    really = works & ~leave & ~sick & ~gone
    opens = days.at(day, np.where(works, STARTS[shift], 0))
    length = np.where(works, LENGTHS[shift], 0)
    court = really & (shift >= TWO_EARLY) & chance(rng, 0.01, len(shift))
    recorded = Rows(staff=np.int32, start=np.int64, end=np.int64, status=np.int8, known_at=np.int64)
    morning = days.at(day, ROSTER_DAY)
    for status, which in (
        (LEAVE, leave & ~gone),
        (SICK, sick & ~gone),
        (REST, ~works & ~gone),
    ):
        recorded.add(
            staff=staff[which], start=morning[which], end=morning[which] + DAY, status=status
        )
    slip = really & ~court & chance(rng, given("unrecorded_duty"), len(shift))
    swap = slip & chance(rng, given("unrecorded_swap"), len(shift))
    more = (slip & ~swap) | (really & chance(rng, given("recorded_overtime"), len(shift)))
    extra = np.where(more, rng.integers(1, 5, len(shift)) * HOUR // 2, 0)
    rostered = really & ~court
    recorded.add(
        staff=staff[rostered],
        start=opens[rostered],
        end=(opens + length)[rostered],
        status=DUTY,
    )
    recorded.add(staff=staff[court], start=opens[court], end=(opens + length)[court], status=COURT)
    paid = more & ~slip & (shift != NIGHT)
    recorded.add(
        staff=staff[paid],
        start=(opens + length)[paid],
        end=(opens + length + extra)[paid],
        status=OVERTIME,
        # Overtime is often entered days later, when it is claimed.
        known_at=np.where(
            chance(rng, given("overtime_late"), int(paid.sum())),
            (opens + length)[paid] + rng.integers(1, 7, int(paid.sum())) * DAY,
            NONE,
        ),
    )
    # A swap that nobody entered: the roster keeps the old hours, the work is eight hours away.
    moved = np.where(swap, np.where(shift == NIGHT, -8, 8) * HOUR, 0)
    begins = opens[really] + moved[really]
    ends = begins + length[really] + extra[really]
    order = np.lexsort((begins, staff[really]))
    who, begins, ends = staff[really][order], begins[order], ends[order]
    overlap = np.append((who[1:] == who[:-1]) & (begins[1:] < ends[:-1]), False)
    ends = np.where(overlap, np.append(begins[1:], 0), ends)
    hours, present = _presence(force, days, who, begins, ends)
    return Duties(who, begins, ends, recorded, days, hours, present)


def _pattern(
    force: Workforce, staff: NDArray[np.int64], day: NDArray[np.int64], days: Days
) -> NDArray[np.int64]:
    """Which shift each member of staff is meant to work on each day, or NONE."""
    hours = np.array([role.hours for role in ROLES])[force.role][staff]
    place = (day + 2 * force.team[staff]) % 10
    weekend = days.weekday(day) >= 5
    shift: NDArray[np.int64] = np.select(
        [hours == "shifts", hours == "two shifts"],
        [_CYCLE[place], _TWO[place]],
        np.where(weekend, NONE, OFFICE),
    ).astype(np.int64)
    return shift


def _presence(
    force: Workforce, days: Days, who: NDArray[np.int64], begins: Moments, ends: Moments
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every group and hour, who is at work: sorted keys, and the member of staff of each."""
    first = np.maximum(begins - days.start, 0) // HOUR
    spans = np.maximum((ends - days.start - 1) // HOUR - first + 1, 0)
    hour = np.repeat(first, spans) + _counted(spans)
    staff = np.repeat(who, spans)
    group = force.role[staff] * force.districts + force.district[staff]
    key = group * (days.count * 24 + 48) + hour
    order = np.argsort(key, kind="stable")
    return key[order], staff[order]


def _counted(spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 … within each span."""
    starts = np.repeat(np.cumsum(spans) - spans, spans)
    counted: NDArray[np.int64] = np.arange(int(spans.sum())) - starts
    return counted


def recorded_columns(made: Duties) -> Columns:
    """The roster, in the order of staff and time."""
    columns = made.recorded.gathered()
    order = np.lexsort((columns["status"], columns["start"], columns["staff"]))
    return {name: values[order] for name, values in columns.items()}
