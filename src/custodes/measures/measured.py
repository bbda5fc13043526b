"""What indicators read: explained look-ups and contacts, the pair-day table, posts and links."""

from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.measures.days import seconds
from custodes.schema import LoggedContacts, PersonLinks, Staff
from custodes.store.tables import Tables

OFF_DUTY = ("off", "sick", "leave", "rest")
"""States of duty that are known not to be work. `unknown` is not one of them."""

AT_WORK_FROM = 3
"""Different people whose look-ups or contacts have a purpose, in one day off duty, from which the
roster is doubted: somebody with so much work on record was at work, whatever the roster says.
Structured judgement; 10 to 20 % of shifts never reach a roster."""

PARTS = 10_000
"""Unexplained shares are summed as whole ten-thousandths: exact, whatever the order."""


@dataclass(frozen=True)
class Measured:
    """The tables that one run measured, all as of the same moment.

    `looks` and `calls` hold one row for each use and contact of a pair, with `q` and `word`;
    `pair_days` one row a pair and London day; `posts` one row a member of staff (staff, role,
    unit, kind) in the latest post; `near` pairs of linked people (person, other).
    """

    as_of: datetime
    looks: ir.Table
    calls: ir.Table
    pair_days: ir.Table
    posts: ir.Table
    near: ir.Table


def unexplained_mass(rows: ir.Table) -> ir.Value:
    """The sum of the unexplained shares of rows, exact to four decimals."""
    return (rows.q * PARTS).round().cast("int64").sum() / PARTS


def worked_off_duty(looks: ir.Table, calls: ir.Table) -> ir.Table:
    """Days on which the roster has somebody off duty and the purposes on record have them at work:
    staff, day. In: looks and calls with staff, person, day, duty and word."""
    kept = ("staff", "person", "day", "duty", "word")
    both = looks.select(*kept).union(calls.select(*kept))
    mine = both.filter(both.duty.isin(OFF_DUTY), both.word == "explained")
    counted = mine.group_by("staff", "day").agg(people=_.person.nunique())
    return counted.filter(_.people >= AT_WORK_FROM).select("staff", "day")


def with_roster_doubted(rows: ir.Table, worked: ir.Table) -> ir.Table:
    """The same with duty `unknown` instead of off duty on the days of `worked`."""
    days = worked.select(worker="staff", worked_on="day")
    joined = rows.left_join(days, [rows.staff == days.worker, rows.day == days.worked_on])
    doubted = joined.worker.notnull() & joined.duty.isin(OFF_DUTY)
    duty = ibis.ifelse(doubted, "unknown", joined.duty)
    return joined.select(*(duty.name(c) if c == "duty" else joined[c] for c in rows.columns))


def pair_days(looks: ir.Table, calls: ir.Table) -> ir.Table:
    """One row for each pair and day on which anything happened, with counts by kind.

    Out: staff, person, day, looks, unexplained_looks (a sum of shares), details, off_duty_looks,
    unknown_duty, contacts, contacts_out, unexplained_contacts, off_duty_contacts.
    """
    none = ibis.literal(0, "int64")
    of_looks = looks.group_by("staff", "person", "day").agg(
        looks=_.count(),
        unexplained_looks=unexplained_mass(looks),
        details=(_.use == "details").sum(),
        off_duty_looks=_.duty.isin(OFF_DUTY).sum(),
        unknown_duty=(_.duty == "unknown").sum(),
    )
    of_calls = calls.group_by("staff", "person", "day").agg(
        contacts=_.count(),
        contacts_out=(_.direction == "out").sum(),
        unexplained_contacts=unexplained_mass(calls),
        off_duty_contacts=_.duty.isin(OFF_DUTY).sum(),
        unknown_duty=(_.duty == "unknown").sum(),
    )
    columns = (
        "looks",
        "unexplained_looks",
        "details",
        "off_duty_looks",
        "unknown_duty",
        "contacts",
        "contacts_out",
        "unexplained_contacts",
        "off_duty_contacts",
    )

    def filled(part: ir.Table) -> ir.Table:
        return part.select(
            "staff",
            "person",
            "day",
            **{
                c: (part[c] if c in part.columns else none).cast(
                    "float64" if c.startswith("unexplained") else "int64"
                )
                for c in columns
            },
        )

    both = filled(of_looks).union(filled(of_calls))
    return both.group_by("staff", "person", "day").agg(**{c: both[c].sum() for c in columns})


def with_logging(calls: ir.Table, t: Tables) -> ir.Table:
    """Contacts with `logged`: whether staff wrote one with the person within a day."""
    written = t[LoggedContacts].select("staff", "person", written_at="at")
    near = calls.join(written, ["staff", "person"])
    apart = (seconds(near.at) - seconds(near.written_at)).abs()
    found = near.filter(apart <= 86_400).select("contact", "person").distinct()
    found = found.select(found_contact="contact", found_person="person")
    joined = calls.left_join(
        found, [calls.contact == found.found_contact, calls.person == found.found_person]
    )
    return joined.select(*calls.columns, logged=joined.found_contact.notnull())


def with_look_before(calls: ir.Table, looks: ir.Table, minutes: int = 60) -> ir.Table:
    """Contacts with `after_look`: whether the same login opened the person within the hour before.

    `minutes` is how long before a contact a look-up counts.
    """
    opened = looks.select("staff", "person", looked_at="at")
    near = calls.join(opened, ["staff", "person"])
    gap = seconds(near.at) - seconds(near.looked_at)
    found = near.filter(gap >= 0, gap <= minutes * 60).select("contact", "person").distinct()
    found = found.select(found_contact="contact", found_person="person")
    joined = calls.left_join(
        found, [calls.contact == found.found_contact, calls.person == found.found_person]
    )
    return joined.select(*calls.columns, after_look=joined.found_contact.notnull())


def latest_posts(t: Tables) -> ir.Table:
    """The post that each member of staff held last, as of the moment: staff, role, unit, kind."""
    posts = t[Staff]
    newest = ibis.row_number().over(
        ibis.window(group_by="staff", order_by=[posts["from"].desc(), posts.role])
    )
    return posts.mutate(newest=newest).filter(_.newest == 0).select("staff", "role", "unit", "kind")


def linked_people(t: Tables) -> ir.Table:
    """Pairs of people that a record links, each both ways: person, other."""
    links = t[PersonLinks]
    links = links.filter(links.kind != "same_person", links.person != links.other)
    there = links.select("person", "other")
    return there.union(links.select(person="other", other="person"), distinct=True)
