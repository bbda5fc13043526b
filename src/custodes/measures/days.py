"""Days and hours as London clocks show them, as whole numbers that any engine can compute."""

import ibis
import ibis.expr.types as ir


def seconds(moment: ir.Value) -> ir.Value:
    """Whole seconds from 1 January 1970 to a UTC moment, fractions cut off on every engine."""
    return moment.truncate("s").epoch_seconds().cast("int64")


def summer_shift(moment: ir.Value) -> ir.Value:
    """Hours that a London clock is ahead of UTC at a moment: 1 in summer time, else 0.

    Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
    October (Summer Time Order 2002, SI 2002/262), which needs no engine's own zone tables and is
    the same on all of them.
    """
    year = moment.year().cast("int64")
    at = seconds(moment)
    return ibis.ifelse((at >= _change(year, 30)) & (at < _change(year, 244)), 1, 0)


def _change(year: ir.Value, last: int) -> ir.Value:
    """When clocks change, in seconds: 01:00 UTC on the Sunday on or before a day of the year,
    counted from 0 at 1 March (31 March is 30, 31 October is 244)."""
    leap_days = year // 4 - year // 100 + year // 400
    # 1 March of the year 0 lies 719,468 days before 1 January 1970, a Thursday.
    day = year * 365 + leap_days + (last - 719_468)
    return (day - (day + 4) % 7) * 86_400 + 3_600


def london(moment: ir.Value) -> ir.Value:
    """A UTC moment as a London clock showed it."""
    return moment + summer_shift(moment).as_interval("h")


def day_number(moment: ir.Value) -> ir.Value:
    """The London day of a UTC moment, as days since 1 January 1970."""
    return (seconds(moment) + summer_shift(moment) * 3_600) // 86_400


def week_number(day: ir.Value) -> ir.Value:
    """The week, Monday to Sunday, of a day number."""
    return (day + 3) // 7


def hour_of_day(moment: ir.Value) -> ir.Value:
    """The hour, 0 to 23, that a London clock showed."""
    return london(moment).hour()
