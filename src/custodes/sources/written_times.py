"""Times as people and systems write them: in declared formats, with an offset or on a local clock.

One mechanism serves every format. An offset at the end of a text (`Z`, `+01:00`, `BST`) is split
off; what is left is read as the wall time of the first format that fits; and the wall time counts
by its own offset where it has one, else on a clock of the feed's zone.
"""

import re
from collections.abc import Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from custodes.sources.expressions import timezone, try_strptime

NAMED = {
    "iso": "ISO 8601, such as 2026-03-31T09:00:00+01:00, the offset and the time left out at will",
    "unix": "seconds since 1970",
    "unix_ms": "milliseconds since 1970",
    "excel": "days since 30 December 1899, as Excel keeps them",
}
"""Formats that are named rather than spelled in directives."""

DIRECTIVES = "aAbBdfHIjmMnpSyYzZ%"
"""The strptime directives that mean the same in Python and in the engine, and `%n` nanoseconds."""

OFFSET = r"(?:[Zz]|UTC|GMT|BST|[+-]\d{2}(?::?\d{2})?)"
WITH_OFFSET = rf"^(.*?(?:\d[:.]\d{{2}}(?:[.,]\d+)?|[AaPp][Mm]))\s*({OFFSET})$"
"""A text that ends in a time of day and an offset; the day of `2026-03-01` is not one."""

EARLIEST, LATEST = 1990, 2100  # years; a two-digit year read as year 26 falls outside
EXCEL_DAY_ZERO = -25569  # 30 December 1899 counted in days from 1970
SECONDS_A_DAY = 86_400
MICROSECONDS = 1_000_000


@ibis.udf.scalar.builtin(signature=((dt.int64,), dt.timestamp))
def make_timestamp(microseconds):  # type: ignore[no-untyped-def]
    """DuckDB: the time so many microseconds after 1970."""


@ibis.udf.scalar.builtin(signature=((dt.timestamp,), dt.int64))
def epoch_us(wall):  # type: ignore[no-untyped-def]
    """DuckDB: microseconds after 1970."""


def mistaken_format(given: object) -> str | None:
    """A clause that says what is wrong with a time format, or None when it can be used."""
    if not isinstance(given, str) or not given.strip():
        return "is not a text"
    if given in NAMED:
        return None
    if "%" not in given:
        return f"is neither one of {', '.join(NAMED)} nor spelled with % such as %d/%m/%Y %H:%M"
    used = re.findall(r"%-?(.?)", given)
    if unknown := [d for d in used if d not in DIRECTIVES or not d]:
        return f"has %{unknown[0]}, which is not a directive; use those of %{' %'.join(DIRECTIVES)}"
    if not ({"y", "Y"} & set(used)):
        return "has no year (%Y, or %y for two digits)"
    if "j" not in used and not ("d" in used and {"m", "b", "B"} & set(used)):
        return "has no day and month (%d with %m, %b or %B)"
    if {"I", "p"} & set(used) and not {"I", "p"} <= set(used):
        return "needs %I and %p together for a twelve-hour clock"
    return None


def moment_in(text: ir.Value, formats: Sequence[str], zone: str) -> ir.Value:
    """A tidied text as a UTC time without zone, in the first of `formats` that fits; else null.

    `formats` are strptime formats or names of `NAMED`. The hour that the autumn change repeats is
    read as its second passing; years outside 1990 to 2100 are null.
    """
    has_offset = text.re_search(WITH_OFFSET)
    offset = text.re_extract(WITH_OFFSET, 2).upper()
    on_clock = ibis.ifelse(has_offset, text.re_extract(WITH_OFFSET, 1).strip(), text)
    walls: list[ir.Value] = []
    spelled = [re.sub(r"\s*%[zZ]", "", f).strip() for f in formats if f not in NAMED]
    # The engine would read 26 as the year 26 under %Y, and never 2026 under %y.
    spelled.sort(key=lambda f: "%y" not in f)
    if spelled:
        walls.append(try_strptime(on_clock, ibis.array([ibis.literal(f) for f in spelled])))
    if "iso" in formats:
        looks = on_clock.re_search(r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?)?$")
        walls.append(
            ibis.ifelse(looks, on_clock.replace(",", ".").try_cast(dt.timestamp), ibis.null())
        )
    if "excel" in formats:
        walls.append(_excel(text))
    moments: list[ir.Value] = []
    if walls:
        wall = ibis.coalesce(*walls)
        moments.append(
            ibis.ifelse(
                has_offset, _less_minutes(wall, _minutes_east(offset)), _on_clock_of(zone, wall)
            )
        )
    for name, scale in (("unix", 1.0), ("unix_ms", 1000.0)):
        if name in formats:
            moments.append(_since_1970(text, scale))
    found = ibis.coalesce(*moments)
    return ibis.ifelse(found.year().between(EARLIEST, LATEST), found, ibis.null(dt.timestamp))


def _minutes_east(offset: ir.Value) -> ir.Value:
    digits = offset.re_replace(r"[^0-9]", "")
    minutes = digits[:2].try_cast("int64") * 60 + digits[2:4].nullif("").try_cast(
        "int64"
    ).fill_null(0)
    return ibis.cases(
        (offset == "BST", 60),
        (offset.isin(["Z", "UTC", "GMT"]), 0),
        (offset.startswith("-"), minutes.negate()),
        else_=minutes,
    )


def _less_minutes(wall: ir.Value, minutes: ir.Value) -> ir.Value:
    return make_timestamp(epoch_us(wall) - minutes * 60 * MICROSECONDS)


def _on_clock_of(zone: str, wall: ir.Value) -> ir.Value:
    if zone.upper() in ("UTC", "Z"):
        return wall
    return timezone(ibis.literal(zone), wall).cast(dt.Timestamp(timezone="UTC")).cast(dt.timestamp)


def _since_1970(text: ir.Value, scale: float) -> ir.Value:
    count = text.try_cast("float64")
    sane = count.abs() < float(SECONDS_A_DAY) * 366 * (LATEST - 1969) * scale
    ticks = ibis.ifelse(sane, count * (MICROSECONDS / scale), ibis.null("float64"))
    return make_timestamp(ticks.round().cast("int64"))


def _excel(text: ir.Value) -> ir.Value:
    days = text.try_cast("float64")
    seconds = ((days + EXCEL_DAY_ZERO) * SECONDS_A_DAY).round()
    return make_timestamp(
        ibis.ifelse(days.between(0, 100_000), seconds * MICROSECONDS, ibis.null("float64")).cast(
            "int64"
        )
    )
