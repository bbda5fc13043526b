"""From purpose records to links: which member of staff, which person, from when to when."""

import ibis
import ibis.expr.types as ir

from custodes.schema import Incidents, Involvements, PurposeRecords, Staff
from custodes.store.tables import Tables

LINK = ("staff", "person", "start", "end", "purpose", "incident", "own", "made_at")
"""What every template gives: `end` empty while it goes on; `own` true where the member of staff
made it for themselves; `made_at` empty where that is not known."""

BEFORE_IT = ibis.interval(hours=1)
"""A record that begins so long before its incident was opened still counts as made in it."""


def recorded(t: Tables, kinds: tuple[str, ...], *more: str) -> ir.Table:
    """The links of purpose records of these kinds, units and roles taken apart into their staff,
    incidents into the people involved in them. `more` names further columns of the records."""
    every = t.once("recorded_links", lambda: with_people(t, with_staff(t, t[PurposeRecords])))
    return every.filter(every.kind.isin(kinds)).select(*LINK, *more)


def with_staff(t: Tables, records: ir.Table) -> ir.Table:
    """Purpose records with one row for each member of staff covered, while they held the post."""
    named = records.filter(records.staff.notnull())
    posts = t[Staff].select("from", "to", member="staff", post_unit="unit", post_role="role")
    covering = []
    for column, post in (("unit", "post_unit"), ("role", "post_role")):
        wide = records.filter(records.staff.isnull(), records[column].notnull())
        joined = wide.join(posts, wide[column] == posts[post])
        joined = joined.filter(
            joined.to.isnull() | (joined.to > joined.start),
            joined.end.isnull() | (joined["from"] < joined.end),
        )
        covering.append(
            joined.mutate(
                staff=joined.member,
                start=ibis.greatest(joined.start, joined["from"]),
                end=ibis.coalesce(ibis.least(joined.end, joined.to), joined.end, joined.to),
            ).select(*records.columns)
        )
    rows = ibis.union(named, *covering)
    return rows.mutate(own=(rows.staff == rows.made_by).fill_null(False))


def with_people(t: Tables, records: ir.Table) -> ir.Table:
    """Records of staff with one row for each person: named, or involved in the incident.

    A record without an end goes on until its incident was closed, unless it was reopened since.
    `live` says whether the record began while its incident was open.
    """
    incidents = t[Incidents].select("incident", "opened", "closed", "reopened")
    direct = records.filter(records.person.notnull())
    about = records.filter(records.person.isnull(), records.incident.notnull()).drop("person")
    about = about.join(t[Involvements].select("incident", "person").distinct(), "incident")
    rows = ibis.union(direct, about.select(*direct.columns))
    rows = rows.left_join(incidents, "incident").drop("incident_right")
    shut = ibis.ifelse(rows.reopened.isnull() | (rows.reopened < rows.closed), rows.closed, None)
    end = ibis.coalesce(rows.end, ibis.ifelse(shut >= rows.start, shut, None))
    open_then = rows.closed.isnull() | (rows.start <= rows.closed) | (rows.reopened <= rows.start)
    live = rows.opened.notnull() & (rows.opened - BEFORE_IT <= rows.start) & open_then
    return rows.mutate(end=end, live=live.fill_null(False)).drop("opened", "closed", "reopened")
