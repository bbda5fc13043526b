"""What one moment's look-ups rested on, carried to the next, so that only what changed is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.measures.days import day_number
from custodes.measures.duty import duty_segments, duty_states, rostered_weeks
from custodes.measures.touches import looks, people_involved, touched
from custodes.pipeline.explain import explained
from custodes.purposes import Purpose
from custodes.schema import Accesses
from custodes.store.holders import logins_held
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench, small_table
from custodes.vocabulary.times import in_london

ROW = ("access", "system")
"""What an access is known by."""

ACTS_ON = ("staff", "person", "template", "start", "own", "made_at")
"""What a link is known by, beside its end."""


@dataclass(frozen=True)
class Carried:
    """The look-ups of a moment, explained, and everything that they rest on.

    Kept in the engine that the next moment works in too. `explained` are the look-ups with their
    state of duty and what explains them, `links` all purposes of their pairs; the others are the
    registers through which a look-up finds its staff, its people and its duty.
    """

    as_of: datetime
    explained: ir.Table
    touched: tuple[str, ...]
    """The columns of `explained` that were there before they were explained."""
    links: ir.Table
    logins: ir.Table
    involved: ir.Table
    one_person: ir.Table
    segments: ir.Table
    rostered: ir.Table

    @property
    def tables(self) -> tuple[ir.Table, ...]:
        """The tables that must outlive the moment."""
        return tuple(value for value in vars(self).values() if isinstance(value, ir.Table))


@dataclass(frozen=True)
class Touched:
    """Look-ups as of a moment with their state of duty; `changed` (staff, person, day) says whose
    differ from those carried, None where nothing was carried."""

    rows: ir.Table
    changed: ir.Table | None


def touched_since(t: Tables, bench: Workbench, since: datetime, before: Carried | None) -> Touched:
    """The look-ups from `since` on: all of them computed, or those carried with what changed.

    New are look-ups that happened or became known since, and those whose login, incident or person
    a register now says otherwise; the state of duty is asked anew where the roster changed.
    """
    if before is None:
        return Touched(bench.keep("touched", looks(t, since)), None)
    anew = bench.keep("accesses_anew", _accesses_anew(t, since, before))
    held = before.explained.filter(_.at >= ibis.literal(since).cast("timestamp"))
    held = held.select(before.touched)
    gone = held.semi_join(anew, ROW)
    held = held.anti_join(anew, ROW)
    other_duty = bench.keep("other_duty", _days_of_other_duty(t, since, before))
    asked = ibis.union(
        touched(t, since, anew), held.semi_join(other_duty, ("staff", "day")).drop("duty")
    )
    asked = bench.keep("touched_anew", duty_states(asked, t, since))
    rows = held.anti_join(other_duty, ("staff", "day")).union(asked)
    days = ("staff", "person", "day")
    changed = asked.select(*days).union(gone.select(*days), distinct=True)
    return Touched(bench.keep("touched", rows), bench.keep("touched_other", changed))


def explained_since(
    now: Touched,
    links: ir.Table,
    bench: Workbench,
    before: Carried | None,
    purposes: Sequence[type[Purpose]],
) -> ir.Table:
    """The look-ups with what explains them: asked of all, or of those that anything changed for.

    A pair is asked anew from the beginning of the week in which a look-up or a link of it changed,
    for quotas are counted by week.
    """
    if before is None or now.changed is None:
        return bench.keep("looks", explained(now.rows, links, "access", purposes))
    days = now.changed.union(_days_of_other_links(links, before.links, purposes))
    dirty = days.group_by(of_staff="staff", of_person="person").agg(since_day=_.day.min())
    # Day 0 was a Thursday; weeks begin on Mondays.
    dirty = dirty.mutate(since_day=dirty.since_day - (dirty.since_day + 3) % 7)
    dirty = bench.keep("dirty", dirty)

    def split(rows: ir.Table) -> ir.Table:
        pair = [rows.staff == dirty.of_staff, rows.person == dirty.of_person]
        return rows.left_join(dirty, pair)

    asked = split(now.rows)
    asked = asked.filter(asked.day >= asked.since_day).select(now.rows.columns)
    asked = bench.keep("asked_anew", asked)
    pairs = bench.keep("pairs_anew", asked.select("staff", "person").distinct())
    mine = links.semi_join(pairs, ["staff", "person"])
    fresh = explained(asked, mine, "access", purposes)
    held = split(before.explained.filter(_.day >= first_day(now.rows)))
    held = held.filter(held.since_day.isnull() | (held.day < held.since_day))
    return bench.keep("looks", held.select(fresh.columns).union(fresh))


def carried(t: Tables, since: datetime, now: Touched, links: ir.Table, looked: ir.Table) -> Carried:
    """What is carried from this moment to the next."""
    return Carried(
        as_of=t.as_of,
        explained=looked,
        touched=tuple(now.rows.columns),
        links=links,
        logins=logins_held(t),
        involved=people_involved(t),
        one_person=_one_person(t),
        segments=duty_segments(t, since),
        rostered=rostered_weeks(t),
    )


def first_day(rows: ir.Table) -> ir.Value:
    """The first day of any of the rows."""
    return rows.day.min().as_scalar()


def _accesses_anew(t: Tables, since: datetime, before: Carried) -> ir.Table:
    """Accesses that the moment before did not know, or whose login, incident or person is now
    somebody else's."""
    then = ibis.literal(before.as_of).cast("timestamp")
    rows = t[Accesses].filter(_.at >= ibis.literal(since).cast("timestamp"))
    logins = _differing(logins_held(t), before.logins).select("login", "system").distinct()
    incidents = _differing(people_involved(t), before.involved).select("incident").distinct()
    same = _differing(_one_person(t), before.one_person)
    people = same.select("person").union(same.select(person="one"), distinct=True)
    return ibis.union(
        rows.filter((rows.at > then) | (rows.known_at > then)),
        rows.semi_join(logins, ("login", "system")),
        rows.semi_join(incidents, "incident"),
        rows.semi_join(people, "person"),
        distinct=True,
    )


def _days_of_other_duty(t: Tables, since: datetime, before: Carried) -> ir.Table:
    """The days of staff for which the roster now says something else: staff, day."""
    first = (in_london(since).date() - date(1970, 1, 1)).days
    spans = _differing(
        *(rows.filter(rows.day >= first) for rows in (duty_segments(t, since), before.segments))
    )
    weeks = _differing(rostered_weeks(t), before.rostered)
    # Week w holds the days 7 w - 3 to 7 w + 3.
    of_weeks = weeks.select(
        staff="rostered", day=ibis.range(weeks.week * 7 - 3, weeks.week * 7 + 4).unnest()
    )
    return spans.select("day", staff="of").select("staff", "day").union(of_weeks, distinct=True)


def _days_of_other_links(
    links: ir.Table, before: ir.Table, purposes: Sequence[type[Purpose]]
) -> ir.Table:
    """From which day on the links of a pair say something else than before: staff, person, day."""
    lead = max((purpose.lead for purpose in purposes), default=timedelta())
    compared = (*ACTS_ON, "end")
    one, other = (rows.select(*compared) for rows in (links, before))
    come = one.difference(other, distinct=True).mutate(came=1, went=0)
    gone = other.difference(one, distinct=True).mutate(came=0, went=1)
    each = (
        come.union(gone)
        .group_by(*ACTS_ON)
        .agg(ended=_.end.min(), came=_.came.sum(), went=_.went.sum())
    )
    # Where nothing but its end is another, a link says what it said until the earlier of the two.
    moved = (each.came == 1) & (each.went == 1)
    since = ibis.ifelse(moved, each.ended, ibis.least(each.start, each.ended))
    lead_seconds = int(lead.total_seconds())
    return each.select(
        "staff", "person", day=day_number(since - ibis.interval(seconds=lead_seconds))
    )


def _differing(one: ir.Table, other: ir.Table) -> ir.Table:
    """The rows that only one of two tables holds."""
    other = other.select(one.columns)
    return one.difference(other, distinct=True).union(other.difference(one, distinct=True))


def _one_person(t: Tables) -> ir.Table:
    if t.one_person is not None:
        return t.one_person
    nobody = small_table([], {"person": "int32", "one": "int32"})
    return t.once("nobody_twice", lambda: nobody)
