"""The figures of the reading side: how long things take, counted from the hour they are known.

Each is a pure function of what was done and when. The counts by partner, kind, area and month are
those of the register of partners, which the plan reads; here are the clocks, in hours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

SAFEGUARD_WITHIN = timedelta(hours=24)
"""How long the first safeguarding decision may take before the page tells it as late."""
DANGER_WITHIN = timedelta(hours=1)
"""The same, where somebody may be in danger now."""
TRIAGE_WITHIN = timedelta(hours=24)
"""How long a report may lie sealed."""


@dataclass(frozen=True)
class Worked:
    """One report as the figures know it: its moments and what became of it, and nobody in it."""

    route: str
    received_on: date
    known_at: datetime
    opened_at: datetime | None = None
    safeguard_from: datetime | None = None
    safeguarded_at: datetime | None = None
    outcome: str = ""
    decided_at: datetime | None = None
    fed_back_on: date | None = None
    danger: bool = False


@dataclass(frozen=True)
class Clocks:
    """The clocks of some reports. Hours and days are medians; None where nothing was to measure."""

    reports: int
    opened_hours: float | None
    possible_victims: int
    safeguarded: int
    safeguarding_hours: float | None
    safeguarding_longest: float | None
    waiting: int
    decided: int
    developed: int
    feedback_days: float | None

    @property
    def share_developed(self) -> float | None:
        """Of those decided, the share of which an intelligence report was made."""
        return self.developed / self.decided if self.decided else None


def clocks(reports: Iterable[Worked]) -> Clocks:
    """The clocks of these reports. That of safeguarding runs from when the report was known."""
    listed = list(reports)
    victims = [one for one in listed if one.safeguard_from is not None]
    taken = [
        _hours(one.safeguarded_at - one.known_at)
        for one in victims
        if one.safeguarded_at is not None
    ]
    opened = [_hours(one.opened_at - one.known_at) for one in listed if one.opened_at is not None]
    fed = [
        float((one.fed_back_on - one.received_on).days)
        for one in listed
        if one.fed_back_on is not None
    ]
    return Clocks(
        reports=len(listed),
        opened_hours=_median(opened),
        possible_victims=len(victims),
        safeguarded=len(taken),
        safeguarding_hours=_median(taken),
        safeguarding_longest=max(taken, default=None),
        waiting=len(victims) - len(taken),
        decided=sum(one.decided_at is not None for one in listed),
        developed=sum(one.outcome == "intelligence" for one in listed),
        feedback_days=_median(fed),
    )


def by_route(reports: Sequence[Worked], routes: Iterable[str]) -> dict[str, Clocks]:
    """The clocks route by route, those with a report."""
    parts = {route: [one for one in reports if one.route == route] for route in routes}
    return {route: clocks(part) for route, part in parts.items() if part}


def by_month(reports: Sequence[Worked]) -> dict[str, Clocks]:
    """The clocks month by month (2026-03) of receipt, the latest first."""
    months = sorted({f"{one.received_on:%Y-%m}" for one in reports}, reverse=True)
    return {
        month: clocks([one for one in reports if f"{one.received_on:%Y-%m}" == month])
        for month in months
    }


def late(since: datetime, at: datetime, *, danger: bool) -> bool:
    """Whether the first safeguarding decision has been waited for too long."""
    return at - since > (DANGER_WITHIN if danger else SAFEGUARD_WITHIN)


def _hours(length: timedelta) -> float:
    return length.total_seconds() / 3600


def _median(values: Sequence[float]) -> float | None:
    return float(median(values)) if values else None
