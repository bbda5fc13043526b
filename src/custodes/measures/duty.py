"""Whether a moment fell on duty: from the roster, with *unknown* as a value of its own."""

from datetime import datetime, timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.measures.days import day_number, week_number
from custodes.measures.spans import running_sum
from custodes.schema import Duties
from custodes.store.tables import Tables

AT_WORK = ("duty", "overtime", "court", "on_call")
AWAY = ("sick", "leave", "rest")
"""In the order in which they are told apart where spans overlap; work comes before absence."""

MARGIN = ibis.interval(minutes=60)
"""Early log-ins and late finishes: an hour on either side of a span of work still counts as work.
Assumed; measured against the force's own data in a later version."""


def duty_states(events: ir.Table, t: Tables, since: datetime) -> ir.Table:
    """Events with the state of duty of their `staff` at `at`.

    In: a table with `staff` and `at`, which is not before `since`. Out: the same with `duty`: one
    of AT_WORK or AWAY as the roster has it; `off` where a roster is held for that member of staff
    in that week and no span covers the moment; `unknown` where no roster is held. Unknown is not
    off duty.
    """
    segments, rostered = duty_segments(t, since), rostered_weeks(t)
    rows = events.mutate(duty_day=day_number(events.at))
    rows = rows.mutate(duty_week=week_number(rows.duty_day))
    # A day in which no span was ever entered has no segment; the roster may still be held.
    joined = rows.left_join(
        segments,
        [
            rows.staff == segments.of,
            rows.duty_day == segments.day,
            segments.start <= rows.at,
            rows.at < segments.end,
        ],
    )
    joined = joined.left_join(
        rostered, [joined.staff == rostered.rostered, joined.duty_week == rostered.week]
    )
    state = ibis.coalesce(joined.state, ibis.ifelse(joined.rostered.notnull(), "off", "unknown"))
    return joined.select(*events.columns, duty=state)


def duty_segments(t: Tables, since: datetime) -> ir.Table:
    """Non-overlapping pieces of each staff-day with their state: of (the staff), day, start, end,
    state; pieces without one left out."""
    return t.once(f"duty_segments_{since:%Y%m%d%H%M%S}", lambda: _segments(t, since))


def rostered_weeks(t: Tables) -> ir.Table:
    """The weeks for which a roster is held: rostered (the staff), week."""
    return t.once("rostered_weeks", lambda: _rostered_weeks(t))


def _segments(t: Tables, since: datetime) -> ir.Table:
    spans = t[Duties].select("staff", "start", "end", "status")
    spans = spans.filter(spans.end > ibis.literal(since - timedelta(days=1)).cast("timestamp"))
    working = spans.status.isin(AT_WORK)
    spans = spans.mutate(
        start=ibis.ifelse(working, spans.start - MARGIN, spans.start),
        end=ibis.ifelse(working, spans.end + MARGIN, spans.end),
    )
    spans = spans.mutate(
        day=ibis.range(day_number(spans.start), day_number(spans.end) + 1).unnest()
    )
    names = AT_WORK + AWAY
    marked = spans.mutate(
        **{name: ibis.ifelse(spans.status == name, 1, 0).cast("int64") for name in names}
    )
    summed = running_sum(marked, ("staff", "day"), names)
    state = ibis.cases(*((summed[name] > 0, name) for name in names), else_=None)
    return summed.select("day", "start", "end", of=summed.staff, state=state).filter(
        _.state.notnull()
    )


def _rostered_weeks(t: Tables) -> ir.Table:
    spans = t[Duties].select("staff", "start")
    week = week_number(day_number(spans.start))
    return spans.select(rostered=spans.staff, week=week).distinct()
