"""Times: UTC inside, Europe/London for any question about shifts and days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from custodes.vocabulary.errors import UserError, shown

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years in which a day that somebody names can lie: no trail of a system is older, nothing is
planned for later, and no sum with a day leaves what a date can hold."""


class Clock(Protocol):
    """Something that tells the time now; the pipeline and the tests each bring their own."""

    def __call__(self) -> datetime:
        """The time now, in UTC, with its zone."""
        ...


def naive_utc(moment: datetime) -> datetime:
    """A moment as the store holds it: UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def end_of_day(day: date) -> datetime:
    """The last moment of a London day, in UTC without a zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
    return naive_utc(midnight) - timedelta(microseconds=1)


def in_our_time(day: date) -> bool:
    """Whether a day, or a moment, lies in the years that anything here can be about."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def day_named(text: str) -> date | None:
    """The day that an address names as 2026-03-27; None for what is no day of our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if in_our_time(day) else None


def as_of_from(text: str) -> datetime:
    """The moment that a user names as a date (its London day's end) or as an ISO time with offset.

    Raises UserError when it is neither.
    """
    try:
        moment = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or (isinstance(moment, datetime) and moment.tzinfo is None):
        raise UserError(
            f"{shown(text)} is not a date: write 2026-03-31, or a time with its offset "
            "such as 2026-03-31T09:00:00+01:00."
        )
    if not in_our_time(moment):
        raise UserError(f"{shown(text)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}.")
    return naive_utc(moment) if isinstance(moment, datetime) else end_of_day(moment)


def iso(moment: datetime | None) -> str | None:
    """A stored moment as text for JSON: ISO 8601 with Z, or None."""
    if moment is None:
        return None
    return moment.isoformat(timespec="seconds" if not moment.microsecond else "auto") + "Z"


def in_london(moment: datetime) -> datetime:
    """A stored moment as it stood on a London clock."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON)
