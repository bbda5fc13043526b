"""Days and hours as London clocks show them, as whole numbers that any engine can compute."""

import ibis
import ibis.expr.types as ir


def summer_shift(moment: ir.Value) -> ir.Value:
    """Hours that a London clock is ahead of UTC at a moment: 1 in summer time, else 0.

    Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
    October (Summer Time Order 2002, SI 2002/262), which needs no engine's own zone tables and is
    the same on all of them.
    """
    year = moment.year()
    begins = _last_sunday(year, 3)
    ends = _last_sunday(year, 10)
    return ibis.ifelse((moment >= begins) & (moment < ends), 1, 0)


def _last_sunday(year: ir.Value, month: int) -> ir.Value:
    last = ibis.timestamp(year, month, 31, 1, 0, 0)
    # Monday is 0 and Sunday 6.
    back = (last.day_of_week.index() + 1) % 7
    return last - back.as_interval("D")


def london(moment: ir.Value) -> ir.Value:
    """A UTC moment as a London clock showed it."""
    return moment + summer_shift(moment).as_interval("h")


def day_number(moment: ir.Value) -> ir.Value:
    """The London day of a UTC moment, as days since 1 January 1970."""
    return london(moment).epoch_seconds() // 86_400


def week_number(day: ir.Value) -> ir.Value:
    """The week, Monday to Sunday, of a day number."""
    return (day + 3) // 7


def hour_of_day(moment: ir.Value) -> ir.Value:
    """The hour, 0 to 23, that a London clock showed."""
    return london(moment).hour()
