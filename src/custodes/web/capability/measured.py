"""What the product itself has measured of the unit's work, offered to a review and marked live."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.pipeline.unbudgeted import counts, without_budget
from custodes.pipeline.verdicts import stamp, told_until
from custodes.store.home import Home
from custodes.store.runs import runs
from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.capability.contents import Contents, Stamp
from custodes.web.capability.holdings import counted
from custodes.web.capability.rows import holdings
from custodes.web.partners.kinds import PARTNER_ROUTE
from custodes.web.partners.queries import register

WEEKS = 26
"""Weeks over which arrivals are counted: those that end on the day."""
FEW = 10
"""With fewer arrivals than this nothing is said of how unevenly they come."""


@dataclass(frozen=True)
class Measured:
    """A number that the product gives. `key` is where it goes in a review: `systems`,
    `alerts_a_system`, or the kind of work whose arrivals a week it is; None where it is only shown.
    `arrival_cv` is None where there were too few to say."""

    key: str | None
    title: Any
    value: float
    unit: Any
    source: str
    on: date
    arrival_cv: float | None = None


def measured(user: User, *, compartment: str, home: Path, at: datetime) -> tuple[Measured, ...]:
    """Everything that the product has measured of the unit's work, as of a moment."""
    day = in_london(at).date()
    found = [*_coverage(user, compartment, day, at), *_reports(user, compartment, day, at)]
    if (home / "home.toml").exists():
        found += _alerts(Home.open(home), found, day, at)
    return tuple(found)


def taken_over(contents: Contents, offered: Iterable[Measured]) -> Contents:
    """The review with what was measured in place of what was entered, each number stamped."""
    live = dict(contents.live)
    work = {one.kind: one for one in contents.work}
    numbers: dict[str, Any] = {}
    for one in offered:
        if one.key is None:
            continue
        if one.key in ("systems", "alerts_a_system"):
            numbers[one.key] = int(one.value) if one.key == "systems" else one.value
        elif one.key in work:
            before = work[one.key]
            cv = before.arrival_cv if one.arrival_cv is None else one.arrival_cv
            work[one.key] = replace(before, a_week=one.value, arrival_cv=cv)
        else:
            continue
        live[one.key] = Stamp(one.value, one.source, one.on.isoformat())
    return replace(contents, work=tuple(work.values()), live=live, **numbers)


def weekly(days: Sequence[date], until: date) -> tuple[float, float | None]:
    """Arrivals a week over the last 26 weeks, and the coefficient of variation of the times between
    them: the square root of the index of dispersion of weekly counts (Cox and Lewis 1966), to
    which it tends."""
    counts = [0] * WEEKS
    for day in days:
        ago = (until - day).days // 7
        if 0 <= ago < WEEKS:
            counts[ago] += 1
    mean = sum(counts) / WEEKS
    if sum(counts) < FEW:
        return mean, None
    variance = sum((n - mean) ** 2 for n in counts) / (WEEKS - 1)
    return mean, round(math.sqrt(variance / mean), 2)


def _coverage(user: User, place: str, day: date, at: datetime) -> list[Measured]:
    held = holdings(user, compartment=place, at=at)
    whole = counted(held)
    if not whole.systems_monitored:
        return []
    source = _("last reading of coverage")
    return [
        Measured("systems", _("IT systems monitored"), whole.systems_monitored, _("systems"),
                 str(source), day)
    ]  # fmt: skip


def _reports(user: User, place: str, day: date, at: datetime) -> list[Measured]:
    """Reports by partners and by other routes; nothing where the user may not see the partners."""
    reports = register(user, compartment=place, at=at).reports(day)
    parted = {
        "partner-reports": [r.on for r in reports if r.route == PARTNER_ROUTE],
        "other-reports": [r.on for r in reports if r.route != PARTNER_ROUTE],
    }
    titles = {
        "partner-reports": _("Reports by partners"),
        "other-reports": _("Reports by other routes"),
    }
    found = []
    for key, days in parted.items():
        rate, cv = weekly(days, day)
        if rate:
            found.append(
                Measured(key, titles[key], round(rate, 3), _("a week"),
                         str(_("register of partners")), day, cv)
            )  # fmt: skip
    return found


def _alerts(home: Home, found: list[Measured], day: date, at: datetime) -> list[Measured]:
    made = runs(home)
    since = stamp(at - timedelta(weeks=WEEKS))
    decided = [one for one in told_until(home, at).judged.values() if one.at >= since]
    told = []
    if decided:
        rate = round(len(decided) / WEEKS, 3)
        source = str(_("decisions on alerts"))
        told.append(Measured(None, _("Pairs decided"), rate, _("a week"), source, day))
    lately = [run for run in made if stamp(datetime.fromisoformat(run.made_at)) >= since]
    weighed = [run for run in lately if counts(run)]
    systems = next((one.value for one in found if one.key == "systems"), 0)
    if weighed and systems:
        names = [run.run for run in weighed]
        told.append(
            Measured(
                "alerts_a_system",
                _("Alerts that would be raised without a budget, for each system monitored"),
                round(without_budget(weighed) / systems, 3),
                _("a week"),
                " \N{EN DASH} ".join(dict.fromkeys((names[0], names[-1]))),
                day,
            )
        )
    return told
