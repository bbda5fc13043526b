"""What a review says, apart from any store: people, work, budget, routes and conclusions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.capability.capacity import ALERTS, Stage, Unit, Work
from custodes.web.capability.words import ROUTES

WORK_TITLES: dict[str, Any] = {
    ALERTS: _("Alerts of the monitoring"),
    "partner-reports": _("Reports by partners"),
    "other-reports": _("Other reports: staff, public, anonymous"),
    "intelligence": _("Items of intelligence to develop"),
    "cases": _("Cases"),
    "look-back": _("Look back over earlier allegations"),
    "links": _("Meetings and briefings with partners"),
    "other": _("Other work of the unit"),
}
"""The kinds of work that the form offers, each at most once."""
MOST_STAGES = 5


@dataclass(frozen=True)
class Stamp:
    """Where a number came from when the product gave it: words, the run or query, and the day."""

    value: float
    source: str
    on: str


@dataclass(frozen=True)
class Contents:
    """A review. Hours are those of a week; `longest_wait` is in weeks; `waiting` are the pieces
    that lie untouched today; `routes` are the cases of the last year by how they were discovered.

    `live` says which numbers are the product's own: the id of the number, and its stamp. A number
    that somebody changes is no longer live.
    """

    posts: int = 0
    vacancies: int = 0
    hours: float = 37.0
    away: float = 0.2
    skilled: Mapping[str, int] = field(default_factory=dict)
    work: tuple[Work, ...] = ()
    systems: int = 0
    alerts_a_system: float = 0.0
    budget: float = 0.0
    longest_wait: float = 1.0
    waiting: int = 0
    routes: Mapping[str, int] = field(default_factory=dict)
    conclusions: str = ""
    live: Mapping[str, Stamp] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        """The same as the model of capacity takes it."""
        return Unit(
            posts=self.posts,
            vacancies=self.vacancies,
            hours=self.hours,
            away=self.away,
            work=self.work,
            systems=self.systems,
            alerts_a_system=self.alerts_a_system,
            budget=self.budget,
            skilled=self.skilled,
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """The parts without which there is no result, in the order in which they are entered."""
        lacks = []
        if self.posts - self.vacancies < 1:
            lacks.append(PEOPLE)
        if not self.unit.works:
            lacks.append(WORK)
        return tuple(lacks)

    @property
    def cases(self) -> tuple[int, int]:
        """Cases of the last year that the unit went to look for, and all."""
        sought = sum(n for route, n in self.routes.items() if ROUTES[route][1])
        return sought, sum(self.routes.values())


PEOPLE, WORK = "people", "work"


def as_json(contents: Contents) -> dict[str, Any]:
    """The review as plain JSON."""
    return asdict(contents) | {
        "work": [asdict(one) | {"stages": [asdict(s) for s in one.stages]} for one in contents.work]
    }


def from_json(kept: Mapping[str, Any]) -> Contents:
    """The review from what `as_json` gave."""
    work = tuple(
        Work(**{**one, "stages": tuple(Stage(**stage) for stage in one["stages"])})
        for one in kept["work"]
    )
    live = {key: Stamp(**stamp) for key, stamp in kept["live"].items()}
    return Contents(**{**kept, "work": work, "live": live})
