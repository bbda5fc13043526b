"""Mail addresses in any wrapping, and which way a message went across the force's border."""

from collections.abc import Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from custodes.sources.json_rows import md5

ADDRESS = r"[A-Za-z0-9.!#$%&*+/=?^_{|}~'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
GUEST = r"^(.+)_([^_@]+)#ext#@.*$"
"""How Microsoft names a guest: jo.doe_example.org#EXT#@force.onmicrosoft.com."""


@ibis.udf.scalar.builtin(signature=((dt.string, dt.string), dt.Array(dt.string)))
def regexp_extract_all(text, pattern):  # type: ignore[no-untyped-def]
    """DuckDB: every part of a text that a pattern matches."""


@ibis.udf.scalar.builtin(signature=((dt.Array(dt.string),), dt.Array(dt.string)))
def list_distinct(values):  # type: ignore[no-untyped-def]
    """DuckDB: the values of a list, each once, in no order."""


def addresses(*texts: ir.Value) -> ir.Value:
    """The mail addresses in some texts, each once, in small letters and in alphabetical order.

    A text may be one address, a list with names (`Jo <jo@example.org>; …`) or the JSON of an
    array of either; nothing but addresses is kept. A guest's name is turned back into the
    address that it stands for.
    """
    whole = texts[0].fill_null("")
    for text in texts[1:]:
        whole = whole + " " + text.fill_null("")
    found = regexp_extract_all(whole, ADDRESS).map(
        lambda a: a.lower().re_replace(GUEST, r"\1@\2").re_replace(r"^[.']+", "")
    )
    return list_distinct(found).sort()


def of_force(address: ir.Value, domains: Sequence[str]) -> ir.Value:
    """Whether an address is in one of the force's domains or below one."""
    domain = address.split("@")[1]
    return ibis.or_(*((domain == d) | domain.endswith(f".{d}") for d in domains))


def across_the_border(messages: ir.Table, domains: Sequence[str]) -> ir.Table:
    """One row for each message between a force mailbox and an address outside.

    `messages` has `sender` and `recipients` (lists, as `addresses` makes them) and `message` (its
    reference); its rows are kept whole, with `device` (the mailbox), `other`, `direction` and
    `contact` added. A message that stays inside, or outside, gives no row. One inward message to
    three mailboxes is three rows, one outward to three people too.
    """
    split = messages.mutate(
        _from_force=of_force(messages.sender[0], domains),
        _inside=messages.recipients.filter(lambda a: of_force(a, domains)),
        _outside=messages.recipients.filter(lambda a: ~of_force(a, domains)),
    )
    split = split.mutate(_to=ibis.ifelse(split._from_force, split._outside, split._inside))
    each = split.filter(split.sender.length() > 0).unnest("_to")
    device = ibis.ifelse(each._from_force, each.sender[0], each._to)
    other = ibis.ifelse(each._from_force, each._to, each.sender[0])
    return each.mutate(
        device=device,
        other=other,
        direction=ibis.ifelse(each._from_force, "out", "in"),
        contact=each.message + "/" + md5(device + " " + other)[:12],
    ).drop("_from_force", "_inside", "_outside", "_to")
