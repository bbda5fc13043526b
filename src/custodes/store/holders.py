"""Whose login, whose device, whose number: the registers joined to what systems recorded."""

import ibis.expr.types as ir

from custodes.schema import Accesses, Contacts, Devices, Logins, PersonNumbers
from custodes.store.tables import Tables


def held_at(register: ir.Table, at: ir.Value) -> ir.Value:
    """Whether a row of a register with `from` and `to` holds at a moment; an empty end is open."""
    started = register["from"].isnull() | (register["from"] <= at)
    return started & (register.to.isnull() | (at < register.to))


def accesses_by_staff(t: Tables) -> ir.Table:
    """Every access whose login somebody held at the time, with that `staff`.

    Out: the columns of `accesses` and `staff`. A login held by two at once gives a row for each;
    an access by a login that nobody held is left out here and counted by the reconciliation.
    """
    accesses = t[Accesses]
    logins = t[Logins].select("login", "system", "from", "to", holder="staff")
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
