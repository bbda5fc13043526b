"""Whom a look-up touched: the person of the record, or the people of the incident opened."""

from datetime import datetime

import ibis
import ibis.expr.types as ir

from custodes.measures.days import day_number
from custodes.measures.duty import duty_states
from custodes.schema import Involvements
from custodes.store.holders import accesses_by_staff, contacts_with_people
from custodes.store.tables import Tables

CLOSE_USES = ("view_contact", "view_image", "print", "export")
"""Uses of contact details, images and copies, which want a closer purpose than opening."""


def looks(t: Tables, since: datetime) -> ir.Table:
    """One row for each use of a record and person it touched, from `since` on, with `duty`.

    Out: the columns of `touched`, duty.
    """
    return duty_states(touched(t, since), t, since)


def people_involved(t: Tables) -> ir.Table:
    """Who is involved in which incident, each once: incident, person."""
    return t.once(
        "people_involved", lambda: t[Involvements].select("incident", "person").distinct()
    )


def touched(t: Tables, since: datetime, accesses: ir.Table | None = None) -> ir.Table:
    """One row for each use of a record and person it touched, from `since` on.

    `accesses` are some of them where not all are asked for. Out: access, at, day (London, days
    since 1970), staff, person, incident, system, action, use (`opening` or `details`), by_incident
    (the person was reached through the incident opened), terminal, remote.
    """
    uses = accesses_by_staff(t, accesses)
    uses = uses.filter(uses.at >= ibis.literal(since).cast("timestamp"))
    direct = uses.filter(uses.person.notnull()).mutate(by_incident=ibis.literal(False))
    through = uses.filter(uses.person.isnull(), uses.incident.notnull()).drop("person")
    through = through.join(people_involved(t), "incident").mutate(by_incident=ibis.literal(True))
    rows = ibis.union(direct, through.select(*direct.columns))
    close = rows.action.isin(CLOSE_USES)
    return rows.select(
        "access",
        "at",
        "staff",
        "person",
        "incident",
        "system",
        "action",
        "by_incident",
        "terminal",
        "remote",
        use=ibis.ifelse(close, "details", "opening"),
        day=day_number(rows.at),
    )


def calls(t: Tables, since: datetime) -> ir.Table:
    """One row for each contact of a work device with a person whose number it was.

    Out: contact, at, day, staff, person, device, other, direction, channel, seconds, sharing (how
    many people the number is held for), duty.
    """
    rows = contacts_with_people(t)
    rows = rows.filter(rows.at >= ibis.literal(since).cast("timestamp"))
    rows = rows.select(
        "contact",
        "at",
        "staff",
        "person",
        "device",
        "other",
        "direction",
        "channel",
        "seconds",
        "sharing",
        day=day_number(rows.at),
    )
    return duty_states(rows, t, since)
