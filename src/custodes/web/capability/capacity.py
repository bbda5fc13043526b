"""The unit's capacity: the work that comes, the people there are, and what a change would do."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from custodes.web.capability.queueing import (
    Queue,
    Stream,
    chance_of_waiting_more,
    mean_backlog,
    mean_wait,
    mixed,
    most_rate,
)

ALERTS = "alerts"
"""The kind of work whose number the unit chooses: its budget."""
MOST_PEOPLE = 100_000
"""The largest load, in people, whose queue is reckoned to the last post."""


@dataclass(frozen=True)
class Stage:
    """A stage of a kind of work: mean hours, their coefficient of variation, the skill it needs."""

    name: str
    hours: float
    cv: float
    skill: str = ""


@dataclass(frozen=True)
class Work:
    """A kind of work. `a_week` pieces arrive; `proactive` when the unit went to look for it.
    `arrival_cv` says how unevenly they come: 1 by chance, more in bursts."""

    kind: str
    a_week: float
    stages: tuple[Stage, ...]
    proactive: bool
    arrival_cv: float = 1.0

    @property
    def hours(self) -> float:
        """Mean hours that one piece takes, over all its stages."""
        return sum(stage.hours for stage in self.stages)

    @property
    def cv(self) -> float:
        """The coefficient of variation of those hours, its stages taken as independent."""
        variance = sum((stage.hours * stage.cv) ** 2 for stage in self.stages)
        return float(variance**0.5 / self.hours)


@dataclass(frozen=True)
class Unit:
    """The unit as it stands. `hours` a filled post works in a week, `away` the share of them that
    leave, training and courts take. `skilled`: filled posts that hold each skill.

    The systems watched give `alerts_a_system` alerts a week each; `budget` of them are taken up.
    """

    posts: int
    vacancies: int
    hours: float
    away: float
    work: tuple[Work, ...]
    systems: int
    alerts_a_system: float
    budget: float
    skilled: Mapping[str, int]

    @property
    def people(self) -> int:
        """Filled posts."""
        return self.posts - self.vacancies

    @property
    def hours_each(self) -> float:
        """Hours in a week that a filled post has for the work."""
        return self.hours * (1.0 - self.away)

    @property
    def alerts(self) -> float:
        """Alerts taken up in a week: no more than the budget, nor than there are."""
        return min(self.budget, self.systems * self.alerts_a_system)

    @property
    def arrivals(self) -> tuple[tuple[Work, float], ...]:
        """Each kind of work with its number in a week, the alerts as the budget leaves them."""
        return tuple((one, self.alerts if one.kind == ALERTS else one.a_week) for one in self.work)

    @property
    def works(self) -> bool:
        """Whether any work arrives."""
        return any(number > 0 for _one, number in self.arrivals)

    @property
    def reckons(self) -> bool:
        """Whether there is a queue to reckon with: people, and work that arrives."""
        return self.people >= 1 and self.works


@dataclass(frozen=True)
class Standing:
    """What the queue says: waits in weeks, backlog in pieces not begun, hours in a week."""

    utilisation: float
    wait: float
    late: float
    """The chance that a piece waits for longer than the limit."""
    backlog: float
    hours_needed: float
    hours_there: float
    hours_proactive: float
    budget: float | None
    """The alerts a week that the present people can sustain within the longest wait, those with the
    skills that alerts need among them; None where no work on alerts is entered."""
    skills: Mapping[str, float]
    """By skill, the share of its holders' hours that the work asks for; over 1 is a shortfall."""
    posts_short: int
    """How many more filled posts it would take for the mean wait to be within the limit."""


@dataclass(frozen=True)
class Change:
    """A what-if: posts filled in addition, systems watched in addition, another budget. `skill`:
    the one that the posts added, or given up, hold; empty for none that work asks for."""

    posts: int = 0
    systems: int = 0
    budget: float | None = None
    skill: str = ""


def queue_of(unit: Unit) -> Queue:
    """The unit as one queue in weeks: everybody can take any work; skills are looked at apart.
    Raises ValueError where nobody is there, or nothing comes: see `Unit.reckons`."""
    if unit.people < 1 or unit.hours_each <= 0:
        raise ValueError("nobody is there to do the work")
    return mixed(_streams(unit), unit.people)


def _streams(unit: Unit) -> list[Stream]:
    return [
        Stream(number, one.hours / unit.hours_each, one.cv, one.arrival_cv)
        for one, number in unit.arrivals
        if number > 0
    ]


def standing(unit: Unit, *, longest_wait: float = 1.0) -> Standing:
    """How the unit stands when the mean wait may be at most `longest_wait` weeks."""
    queue = queue_of(unit)
    return Standing(
        queue.utilisation,
        mean_wait(queue),
        chance_of_waiting_more(queue, longest_wait),
        mean_backlog(queue),
        sum(n * one.hours for one, n in unit.arrivals),
        unit.people * unit.hours_each,
        sum(n * one.hours for one, n in unit.arrivals if one.proactive),
        sustainable(unit, longest_wait),
        _skills(unit),
        posts_short(unit, longest_wait),
    )


def posts_short(unit: Unit, longest_wait: float) -> int:
    """The fewest posts to be filled in addition for a mean wait within `longest_wait` weeks.

    The wait falls with every post, so that the number is searched for by halves. Of a load for more
    than `MOST_PEOPLE` only those are counted without whom the backlog grows: what a queue asks for
    beyond them is under a hundredth of such a number.
    """
    streams = _streams(unit)
    load = sum(one.rate * one.service for one in streams)
    short = max(unit.people, int(load) + 1)  # With fewer the backlog only grows.
    if load > MOST_PEOPLE or mean_wait(mixed(streams, short)) <= longest_wait:
        return short - unit.people
    step = 1
    while mean_wait(mixed(streams, short + step)) > longest_wait:
        step *= 2
    low, high = short + step // 2, short + step
    while high - low > 1:
        middle = (low + high) // 2
        if mean_wait(mixed(streams, middle)) > longest_wait:
            low = middle
        else:
            high = middle
    return high - unit.people


def changed(unit: Unit, change: Change) -> Unit:
    """The unit as it would be. A post that is added is taken as filled, and one that is given up as
    having been; of neither people nor systems are there fewer than none."""
    skilled = dict(unit.skilled)
    if change.skill:
        skilled[change.skill] = max(0, skilled.get(change.skill, 0) + change.posts)
    return replace(
        unit,
        posts=max(unit.vacancies, unit.posts + change.posts),
        systems=max(0, unit.systems + change.systems),
        budget=unit.budget if change.budget is None else change.budget,
        skilled=skilled,
    )


def sustainable(unit: Unit, longest_wait: float) -> float | None:
    """The most alerts a week whose mean wait stays within `longest_wait` weeks, and for which those
    with the skills that alerts need have the hours; 0 when even none can be, None where no work on
    alerts is entered. What other work there is comes first and stays as it is."""
    alerts = next((one for one in unit.work if one.kind == ALERTS), None)
    if alerts is None:
        return None
    return min(_most_by_wait(unit, alerts, longest_wait), _most_by_skill(unit, alerts))


def _most_by_wait(unit: Unit, alerts: Work, longest_wait: float) -> float:
    service = alerts.hours / unit.hours_each
    alone = Queue(0.0, service, unit.people, alerts.cv, alerts.arrival_cv)
    others = _streams(replace(unit, budget=0.0))
    if not others:
        return most_rate(alone, longest_wait)
    if mean_wait(mixed(others, unit.people)) > longest_wait:
        return 0.0
    low, high = 0.0, unit.people / service
    while high - low > 1e-6 * high:
        middle = (low + high) / 2.0
        more = Stream(middle, service, alerts.cv, alerts.arrival_cv)
        wait = mean_wait(mixed([*others, more], unit.people))
        low, high = (middle, high) if wait <= longest_wait else (low, middle)
    return low


def _most_by_skill(unit: Unit, alerts: Work) -> float:
    """The alerts a week for which the holders of each skill have hours beside their other work."""
    others = _asked(replace(unit, budget=0.0))
    return min(
        (
            max(0.0, unit.skilled.get(skill, 0) * unit.hours_each - others.get(skill, 0.0)) / hours
            for skill, hours in _by_skill(alerts).items()
            if hours > 0
        ),
        default=math.inf,
    )


def _by_skill(work: Work) -> dict[str, float]:
    """The hours of each skill that one piece of that work takes."""
    hours: dict[str, float] = {}
    for stage in work.stages:
        if stage.skill:
            hours[stage.skill] = hours.get(stage.skill, 0.0) + stage.hours
    return hours


def _asked(unit: Unit) -> dict[str, float]:
    """The hours a week of each skill that the work asks for."""
    asked: dict[str, float] = {}
    for one, number in unit.arrivals:
        for skill, hours in _by_skill(one).items():
            asked[skill] = asked.get(skill, 0.0) + number * hours
    return asked


def _skills(unit: Unit) -> dict[str, float]:
    return {
        skill: hours / (held * unit.hours_each)
        if (held := unit.skilled.get(skill, 0))
        else float("inf")
        for skill, hours in _asked(unit).items()
    }
