"""Moments as systems write them: ISO 8601, or seconds or milliseconds since 1970."""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

EPOCH = r"^-?\d{9,16}(\.\d+)?$"
WITH_ZONE = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|z|[+-]\d{2}:?(\d{2})?)$"
WITHOUT_ZONE = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?$"
MILLISECONDS_FROM = 100_000_000_000  # as seconds this would be the year 5138


@ibis.udf.scalar.builtin(signature=((dt.float64,), dt.Timestamp(timezone="UTC")))
def to_timestamp(seconds):  # type: ignore[no-untyped-def]
    """DuckDB: the moment so many seconds after 1970."""


def utc(moment: ir.Value) -> ir.Value:
    """A moment with a zone as a UTC time without one."""
    return moment.cast(dt.Timestamp(timezone="UTC")).cast(dt.timestamp)


def moment_of(given: ir.Value, *, without_zone_is_utc: bool = False) -> ir.Value:
    """Text as a UTC time: ISO 8601 with `Z` or an offset, or a number of seconds, milliseconds or
    microseconds since 1970; null for anything else.

    ISO text without a zone is null too, unless the format says that it is UTC.
    """
    text = given.strip()
    aware = utc(text.try_cast(dt.Timestamp(timezone="UTC")))
    ticks = text.try_cast("float64")
    seconds = ibis.cases(
        (ticks.abs() < MILLISECONDS_FROM, ticks),
        (ticks.abs() < MILLISECONDS_FROM * 1000, ticks / 1000),
        else_=ticks / 1_000_000,
    )
    branches = [
        (text.re_search(EPOCH), utc(to_timestamp(seconds))),
        (text.re_search(WITH_ZONE), aware),
    ]
    if without_zone_is_utc:
        branches.append(
            (text.re_search(WITHOUT_ZONE), utc((text + "Z").try_cast(dt.Timestamp(timezone="UTC"))))
        )
    return ibis.cases(*branches)
