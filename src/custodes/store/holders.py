"""Whose login, whose device, whose number: the registers joined to what systems recorded."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Contacts, Devices, Logins, PersonNumbers
from custodes.store.tables import Tables

LAST = ibis.literal("9999-12-31 00:00:00").cast("timestamp")
"""Stands in for the end of a holding that goes on."""


def held_at(register: ir.Table, at: ir.Value) -> ir.Value:
    """Whether a row of a register with `from` and `to` holds at a moment; an empty end is open."""
    started = register["from"].isnull() | (register["from"] <= at)
    return started & (register.to.isnull() | (at < register.to))


def apart(register: ir.Table, by: Sequence[str]) -> ir.Table:
    """Holdings of a register with what overlaps an earlier one of the same `by` cut off.

    A register that is issued anew often holds one holding twice, which would count each use twice.
    Out: `by`, `from`, `to` (empty while held), no two of one `by` overlapping.
    """
    rows = register.select(
        *by,
        "from",
        until=ibis.coalesce(register.to, LAST),
    )
    before = ibis.window(group_by=list(by), order_by=["from", "until"], preceding=(None, 1))
    rows = rows.mutate(reached=rows.until.max().over(before))
    rows = rows.mutate(
        starts=ibis.greatest(rows["from"], ibis.coalesce(rows.reached, rows["from"]))
    )
    rows = rows.filter(rows.starts < rows.until)
    return rows.select(*by, **{"from": rows.starts, "to": rows.until.nullif(LAST)})


def logins_held(t: Tables) -> ir.Table:
    """Who held which login from when to when: login, system, staff, from, to."""
    return t.once("logins_held", lambda: apart(t[Logins], ("login", "system", "staff")))


def accesses_by_staff(t: Tables, accesses: ir.Table | None = None) -> ir.Table:
    """Every access whose login somebody held at the time, with that `staff`.

    `accesses` are some of them where not all are asked for. Out: the columns of `accesses` and
    `staff`. A login held by two at once gives a row for each; an access by a login that nobody
    held is left out here and counted by the reconciliation.
    """
    accesses = t[Accesses] if accesses is None else accesses
    logins = logins_held(t).rename(holder="staff")
    joined = accesses.join(
        logins, [accesses.login == logins.login, accesses.system == logins.system]
    )
    held = joined.filter(held_at(joined, joined.at))
    return held.select(*accesses.columns, staff=held.holder)


def contacts_by_staff(t: Tables) -> ir.Table:
    """Every contact of a device that somebody held at the time, with that `staff`.

    Bills know a device by its number alone, so a device is found by its reference or its number.
    Out: the columns of `contacts` and `staff`.
    """
    contacts = t[Contacts]
    devices = t[Devices].filter(t[Devices].staff.notnull())
    named = devices.select("device", "from", "to", holder="staff")
    if t.number_as_device is not None:
        billed = devices.join(t.number_as_device, "number", rname="{name}_billed")
        named = named.union(
            billed.select("from", "to", device=billed.device_billed, holder=billed.staff).select(
                "device", "from", "to", "holder"
            ),
            distinct=True,
        )
    joined = contacts.join(named, "device")
    held = joined.filter(held_at(joined, joined.at))
    return held.select(*contacts.columns, staff=held.holder)


def contacts_with_people(t: Tables) -> ir.Table:
    """Contacts of staff with numbers that the force held for a person at the time.

    Out: the columns of `contacts`, `staff` and `person`; a number held for several people gives a
    row for each, and `sharing` says how many.
    """
    return t.once("contacts_with_people", lambda: _contacts_with_people(t))


def _contacts_with_people(t: Tables) -> ir.Table:
    contacts = contacts_by_staff(t)
    numbers = t[PersonNumbers].select("person", "number", "from", "to")
    joined = contacts.join(numbers, contacts.other == numbers.number)
    held = joined.filter(held_at(joined, joined.at))
    rows = held.select(*contacts.columns, "person").distinct()
    return rows.group_by("contact", "staff").mutate(sharing=rows.count())
