"""The figures of the links: what the plan reads, and the tables by partner, kind, area and month.

Each is a pure function of the register's evidence and a day, so that a figure that was sent can
be made again. Kinds and areas are as the register has them now.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TypeVar

from custodes.web.partners.due import due
from custodes.web.partners.evidence import Link, Register, Report
from custodes.web.partners.kinds import KINDS, PARTNER_ROUTE, ROUTES
from custodes.web.partners.maturity import Level, maturity, recent_reports

Key = TypeVar("Key", str, int)

YEAR = timedelta(days=365)
"""The time over which reports are counted: the 365 days that end on the day."""
FEWEST = 5
"""Outside the unit a number of reports below this is not told: somebody might be told apart."""
GAP_BELOW = Level.BRIEFED
"""A kind has a gap in an area where no partner there has come this far."""


@dataclass(frozen=True)
class Cell:
    """One kind in one area: how many partners serve it, and the best level among them."""

    kind: str
    area: str
    partners: int
    best: Level
    gap: bool


@dataclass(frozen=True)
class Outcome:
    """What became of some reports. Times in days; None where nothing was there to measure."""

    reports: int
    decided: int
    developed: int
    safeguarding_days: float | None
    feedback_days: float | None

    @property
    def share_developed(self) -> float | None:
        """Of those decided, the share that led to development."""
        return self.developed / self.decided if self.decided else None


def told(count: int, *, unit: bool) -> int | None:
    """A number of reports as it may be told: in the unit as it is; outside, where it is one to
    four, not at all. What there is none of is told."""
    return count if unit or not 0 < count < FEWEST else None


def outcome_told(one: Outcome, *, unit: bool) -> Outcome | None:
    """What became of some reports, where their number may be told."""
    return None if told(one.reports, unit=unit) is None else one


@dataclass(frozen=True)
class LinksFigures:
    """What the plan says of the links, on a day. Reports are those of the last 365 days."""

    as_of: date
    partners: int
    by_level: Mapping[Level, int]
    zero_report: tuple[int, ...]
    contacts_overdue: tuple[int, ...]
    reviews_overdue: tuple[int, ...]
    feedback_owed: int
    people_briefed: int
    from_partners: Outcome
    from_all: Outcome
    by_route: Mapping[str, Outcome]
    cells: tuple[Cell, ...]

    def all_told(self, *, unit: bool) -> Outcome | None:
        """What became of all reports; outside the unit only where each route may be told, since
        else one could be had by taking the others away."""
        parts = [outcome_told(one, unit=unit) for one in self.by_route.values()]
        return None if None in parts else outcome_told(self.from_all, unit=unit)

    @property
    def gaps(self) -> int:
        """Cells of kind and area with no partner that was at least briefed."""
        return sum(cell.gap for cell in self.cells)

    @property
    def share_referring(self) -> float | None:
        """The share of partners that refer, with feedback or without."""
        referring = self.by_level[Level.REFERRING] + self.by_level[Level.ANSWERED]
        return referring / self.partners if self.partners else None


def links_figures(register: Register, as_of: date) -> LinksFigures:
    """The figures of the links at the end of a day."""
    links = register.listed(as_of)
    levels = {link.id: maturity(link, as_of).level for link in links}
    dues = {link.id: due(link, as_of) for link in links}
    year = year_of(register, as_of)
    briefings = [b for link in links for b in link.briefings if b.counts(as_of)]
    return LinksFigures(
        as_of=as_of,
        partners=len(links),
        by_level={level: list(levels.values()).count(level) for level in Level},
        zero_report=tuple(link.id for link in links if not recent_reports(link, as_of)),
        contacts_overdue=tuple(key for key, one in dues.items() if one.contact_overdue),
        reviews_overdue=tuple(key for key, one in dues.items() if one.review_overdue),
        feedback_owed=sum(one.feedback_owed for one in dues.values()),
        people_briefed=sum(b.attended for b in briefings if b.on > as_of - YEAR),
        from_partners=outcome([r for r in year if r.route == PARTNER_ROUTE], as_of),
        from_all=outcome(year, as_of),
        by_route=by_route(register, as_of),
        cells=tuple(cells(register, as_of)),
    )


def cells(register: Register, as_of: date) -> list[Cell]:
    """Kind by area, every declared kind but the last (which is no kind to look for)."""
    links = [(link, maturity(link, as_of).level) for link in register.listed(as_of)]
    made = []
    for kind in KINDS[:-1]:
        for area in register.areas:
            there = [level for link, level in links if link.kind == kind.id and link.serves(area)]
            best = max(there, default=Level.NONE)
            made.append(Cell(kind.id, area, len(there), best, best < GAP_BELOW))
    return made


def year_of(register: Register, as_of: date) -> list[Report]:
    """The reports of the last 365 days."""
    return [report for report in register.reports(as_of) if report.on > as_of - YEAR]


def outcome(reports: Iterable[Report], as_of: date) -> Outcome:
    """What became of these reports by that day."""
    listed = list(reports)
    said = [report.developed(as_of) for report in listed]
    return Outcome(
        reports=len(listed),
        decided=sum(word is not None for word in said),
        developed=sum(word is True for word in said),
        safeguarding_days=_days(listed, lambda report: report.safeguarded_on(as_of)),
        feedback_days=_days(listed, lambda report: report.fed_back_on(as_of)),
    )


def by_route(register: Register, as_of: date) -> dict[str, Outcome]:
    """The year's reports by route, every route in its place."""
    return _by(ROUTES, year_of(register, as_of), lambda report: [report.route], as_of)


def by_partner(register: Register, as_of: date) -> dict[int, Outcome]:
    """The year's reports by partner, those with none as well."""
    links = register.listed(as_of)
    return {link.id: outcome(recent_reports(link, as_of), as_of) for link in links}


def by_kind(register: Register, as_of: date) -> dict[str, Outcome]:
    """The year's reports of partners, by the kind of partner."""
    kinds = {link.id: link.kind for link in register.links}
    given = [r for r in year_of(register, as_of) if r.partner is not None]
    return _by([kind.id for kind in KINDS], given, lambda r: [kinds[r.partner or 0]], as_of)


def by_area(register: Register, as_of: date) -> dict[str, Outcome]:
    """The year's reports of partners, by area; a partner that serves several counts in each."""
    links: dict[int | None, Link] = {link.id: link for link in register.links}
    given = [r for r in year_of(register, as_of) if r.partner is not None]

    def areas(report: Report) -> list[str]:
        return [area for area in register.areas if links[report.partner].serves(area)]

    return _by(register.areas, given, areas, as_of)


def by_month(register: Register, as_of: date, months: int = 12) -> dict[str, Outcome]:
    """The reports of every route by month (2026-03), the last `months` with the present one."""
    last = as_of.year * 12 + as_of.month - 1
    keys = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(last - months + 1, last + 1)]
    return _by(keys, register.reports(as_of), lambda report: [f"{report.on:%Y-%m}"], as_of)


def _by(
    keys: Iterable[Key],
    reports: Iterable[Report],
    of: Callable[[Report], Iterable[Key]],
    as_of: date,
) -> dict[Key, Outcome]:
    parted: dict[Key, list[Report]] = {key: [] for key in keys}
    for report in reports:
        for key in of(report):
            if key in parted:
                parted[key].append(report)
    return {key: outcome(part, as_of) for key, part in parted.items()}


def _days(reports: Iterable[Report], step: Callable[[Report], date | None]) -> float | None:
    """The median of the days from receipt to a step, over the reports that came to it."""
    taken = [(day - report.on).days for report in reports if (day := step(report)) is not None]
    return float(median(taken)) if taken else None
