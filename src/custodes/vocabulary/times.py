"""Times: UTC inside, Europe/London for any question about shifts and days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from custodes.vocabulary.errors import UserError, shown

LONDON = ZoneInfo("Europe/London")


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


def as_of_from(text: str) -> datetime:
    """The moment that a user names as a date (its London day's end) or as an ISO time with offset.

    Raises UserError when it is neither.
    """
    try:
        if len(text) == 10:
            return end_of_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UserError(
            f"{shown(text)} is not a date: write 2026-03-31, or a time with its offset "
            "such as 2026-03-31T09:00:00+01:00."
        )
    return naive_utc(moment)


def iso(moment: datetime | None) -> str | None:
    """A stored moment as text for JSON: ISO 8601 with Z, or None."""
    if moment is None:
        return None
    return moment.isoformat(timespec="seconds" if not moment.microsecond else "auto") + "Z"


def in_london(moment: datetime) -> datetime:
    """A stored moment as it stood on a London clock."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON)
