"""Explaining, done slowly and obviously: one look-up, one link after another, in plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import prod
from zoneinfo import ZoneInfo

from custodes.purposes import Purpose
from custodes.purposes.base import MADE_LATE, OVER_QUOTA, SELF_MADE


@dataclass(frozen=True)
class Link:
    """A purpose that links a member of staff with a person over a time."""

    staff: str
    person: str
    template: int
    start: datetime
    end: datetime | None = None
    own: bool = False
    made_at: datetime | None = None


@dataclass(frozen=True)
class Use:
    """One use of a record, or one contact."""

    name: str
    staff: str
    person: str
    at: datetime
    use: str


def unexplained(
    uses: Sequence[Use], links: Sequence[Link], purposes: Sequence[type[Purpose]]
) -> dict[str, float]:
    """The unexplained share of each use by its name."""
    shares = {}
    for use in uses:
        mine = [link for link in links if (link.staff, link.person) == (use.staff, use.person)]
        share = 1 - prod(
            _factor(use, mine, place, purpose) for place, purpose in enumerate(purposes)
        )
        quota = _quota(use, mine, purposes)
        if quota and _before_it_that_week(use, uses, mine, purposes) >= quota:
            share *= OVER_QUOTA
        shares[use.name] = 1 - share
    return shares


def _factor(use: Use, links: Sequence[Link], place: int, purpose: type[Purpose]) -> float:
    """What one purpose leaves unexplained: its strongest link, and its strongest self-made one."""
    strongest = {False: 0.0, True: 0.0}
    for link in links:
        if link.template == place:
            for self_made, weight in _weights(use.at, link, purpose):
                strongest[self_made] = max(strongest[self_made], weight)
    cover = getattr(purpose.covers, use.use)
    return prod(
        1 - purpose.belief * (SELF_MADE if self_made else 1) * weight * cover
        for self_made, weight in strongest.items()
    )


def _weights(at: datetime, link: Link, purpose: type[Purpose]) -> list[tuple[bool, float]]:
    """Of the parts of a link that count whole and as self-made, how strong each is at a moment."""
    end = max(link.end or link.start + purpose.longest, link.start)
    if link.own:
        parts = [(True, link.start, end)]
    elif link.made_at and link.made_at - MADE_LATE > link.start:
        in_time = link.made_at - MADE_LATE
        parts = [(True, link.start, min(in_time, end))]
        if in_time <= end:
            parts.append((False, in_time, end))
    else:
        parts = [(False, link.start, end)]
    return [(self_made, _strength(at, start, stop, purpose)) for self_made, start, stop in parts]


def _strength(at: datetime, start: datetime, end: datetime, purpose: type[Purpose]) -> float:
    if at < start - purpose.lead:
        return 0.0
    if at < end:
        return 1.0
    if at < end + purpose.tail / 2:
        return 0.5
    return 0.25 if at < end + purpose.tail else 0.0


def _quota(use: Use, links: Sequence[Link], purposes: Sequence[type[Purpose]]) -> int:
    """How many uses a week the active purposes allow; self-made ones count where alone."""
    whole, own = set(), set()
    for link in links:
        for self_made, weight in _weights(use.at, link, purposes[link.template]):
            if weight > 0:
                (own if self_made else whole).add(link.template)
    if whole:
        return sum(purposes[place].quota for place in whole)
    return sum(max(1, purposes[place].quota // 5) for place in own)


def _before_it_that_week(
    use: Use, uses: Sequence[Use], links: Sequence[Link], purposes: Sequence[type[Purpose]]
) -> int:
    """How many uses of the pair came before this one in the same London week with any purpose."""
    same = [u for u in uses if (u.staff, u.person) == (use.staff, use.person)]
    same = [u for u in same if _week(u.at) == _week(use.at) and _quota(u, links, purposes)]
    return sum((u.at, u.name) < (use.at, use.name) for u in same)


def _week(at: datetime) -> date:
    day = at.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/London")).date()
    return day - timedelta(days=day.weekday())
