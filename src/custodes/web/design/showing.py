"""How days, times and numbers are written on a page: London time, British form.

There is one form for each, on every page; files hold ISO 8601.
"""

from datetime import UTC, date, datetime

from custodes.vocabulary.times import in_london


def moment(written: str | datetime) -> datetime:
    """The London time of a moment in UTC: as rows hold it, or written (ISO 8601 with `Z`)."""
    if isinstance(written, datetime):
        return in_london(written.astimezone(UTC))
    return in_london(datetime.fromisoformat(written.replace("Z", "+00:00")))


def day(written: str | date) -> str:
    """`3 Mar 2026`: a day as it is, or the London day of a moment in UTC."""
    if isinstance(written, date) and not isinstance(written, datetime):
        return f"{written.day} {written:%b %Y}"
    local = moment(written)
    return f"{local.day} {local:%b %Y}"


def month(written: str) -> str:
    """`Mar 2026`, of a month as figures have it (2026-03)."""
    return f"{date.fromisoformat(f'{written}-01'):%b %Y}"


def clock(written: str | datetime) -> str:
    """`3 Mar 2026, 14:05`, in London, of a moment in UTC."""
    local = moment(written)
    return f"{local.day} {local:%b %Y, %H:%M}"


def number(value: float, places: int = 0) -> str:
    """A number with commas between thousands."""
    return f"{value:,.{places}f}"
