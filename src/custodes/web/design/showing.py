"""How times and numbers are written on a page: London time, British form."""

from datetime import datetime

from custodes.vocabulary.times import in_london


def moment(written: str) -> datetime:
    """The London time of a moment written in UTC (ISO 8601 with `Z`, as alerts hold it)."""
    return in_london(datetime.fromisoformat(written.replace("Z", "+00:00")))


def day(written: str) -> str:
    """`3 Mar 2026`, in London, of a moment written in UTC."""
    local = moment(written)
    return f"{local.day} {local:%b %Y}"


def clock(written: str) -> str:
    """`3 Mar 2026, 14:05`, in London, of a moment written in UTC."""
    local = moment(written)
    return f"{local.day} {local:%b %Y, %H:%M}"


def number(value: float, places: int = 0) -> str:
    """A number with commas between thousands."""
    return f"{value:,.{places}f}"
