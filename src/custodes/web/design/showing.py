"""How times and numbers are written on a page: London time, British form."""

from datetime import UTC, datetime

from custodes.vocabulary.times import in_london


def moment(written: str | datetime) -> datetime:
    """The London time of a moment in UTC: as rows hold it, or written (ISO 8601 with `Z`)."""
    if isinstance(written, datetime):
        return in_london(written.astimezone(UTC))
    return in_london(datetime.fromisoformat(written.replace("Z", "+00:00")))


def day(written: str | datetime) -> str:
    """`3 Mar 2026`, in London, of a moment in UTC."""
    local = moment(written)
    return f"{local.day} {local:%b %Y}"


def clock(written: str | datetime) -> str:
    """`3 Mar 2026, 14:05`, in London, of a moment in UTC."""
    local = moment(written)
    return f"{local.day} {local:%b %Y, %H:%M}"


def number(value: float, places: int = 0) -> str:
    """A number with commas between thousands."""
    return f"{value:,.{places}f}"
