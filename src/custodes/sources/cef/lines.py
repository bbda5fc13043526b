"""One CEF line taken apart: header, extension keys, escapes, custom strings by label, times."""

from collections.abc import Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from custodes.sources.cef.actions import ZONES
from custodes.sources.expressions import local_time, tidy
from custodes.sources.json_rows import once

PART = r"((?:[^|\\]|\\.)*)"
HEADER = rf"CEF: ?\d+(?:\.\d+)?\|{PART}\|{PART}\|{PART}\|{PART}\|{PART}\|{PART}\|(.*)$"
"""Vendor, product, version, event class, name, severity, then the extension. What comes before
`CEF:` is a syslog prefix."""
PRODUCT, EVENT_CLASS, NAME, EXTENSION = 2, 4, 5, 7

KEY = r"(^|\s)([A-Za-z0-9_.\-\[\]]+)="
FIELD, EQUALS, BACKSLASH = "\x01", "\x02", "\x03"
"""Control characters that part fields while a line is read; ones in the line itself are dropped."""

LABELLED = (
    *(f"cs{n}" for n in range(1, 7)),
    *(f"cn{n}" for n in range(1, 4)),
    *(f"flexString{n}" for n in (1, 2)),
)
"""Keys whose meaning stands in a key of their own, `cs1Label` for `cs1`."""

CLOCK = ["%b %d %Y %H:%M:%S", "%b %d %Y %H:%M:%S.%g"]
CLOCK_TEXT = r"^([A-Z][a-z]{2} +\d{1,2} +\d{4} +\d{1,2}:\d{2}:\d{2}(?:\.\d{1,3})?)(?: +(\S+))?$"


@ibis.udf.scalar.builtin(signature=((dt.string, dt.string, dt.int64), dt.string))
def split_part(text, separator, part):  # type: ignore[no-untyped-def]
    """DuckDB: the nth part of a text between separators, counted from 1; empty where none."""


def taken_apart(raw: ir.Table) -> ir.Table:
    """`raw` with `broken` (what a refusal quotes, where the header is not CEF's), `product`,
    `event_class`, `name` and `extension`, in which control characters part the fields and every
    escape is resolved."""
    clean = raw.document.re_replace(f"[{FIELD}{EQUALS}{BACKSLASH}]", "")
    lines = raw.mutate(_line=once(clean))
    parts = "".join(f"\\{part}{FIELD}" for part in (PRODUCT, EVENT_CLASS, NAME, EXTENSION))
    is_cef = lines._line.re_search(HEADER)
    apart = lines.mutate(
        broken=ibis.ifelse(is_cef, ibis.null("string"), "not CEF: " + lines._line[:80]),
        _parts=once(ibis.ifelse(is_cef, lines._line.re_replace(f"^.*?{HEADER}", parts), "")),
    )
    fields = split_part(apart._parts, FIELD, 4).re_replace(KEY, f"{FIELD}\\2{EQUALS}")
    return apart.mutate(
        product=tidy(_plain(split_part(apart._parts, FIELD, 1))),
        event_class=tidy(_plain(split_part(apart._parts, FIELD, 2))),
        name=tidy(_plain(split_part(apart._parts, FIELD, 3))),
        extension=once(_plain(fields) + FIELD),
    ).drop("_line", "_parts")


def value_of(key: str, extension: ir.Value) -> ir.Value:
    """The text of an extension key; null where the line has none."""
    return tidy(split_part(split_part(extension, f"{FIELD}{key}{EQUALS}", 2), FIELD, 1))


def value_named(name: str, extension: ir.Value) -> ir.Value:
    """The text of a key, or of the custom string whose label has that name (in any case)."""
    labelled = [
        ibis.ifelse(
            value_of(f"{key}Label", extension).lower() == name.lower(),
            value_of(key, extension),
            ibis.null("string"),
        )
        for key in LABELLED
    ]
    return ibis.coalesce(value_of(name, extension), *labelled)


def first_of(keys: Sequence[str], extension: ir.Value) -> ir.Value:
    """The text of the first of some keys that the line has."""
    return ibis.coalesce(*(value_of(key, extension) for key in keys))


def clock_of(given: ir.Value) -> ir.Value:
    """The clock's part of a time such as `Mar 01 2026 09:15:00 BST`, without its zone."""
    return given.re_extract(CLOCK_TEXT, 1).re_replace(" +", " ").nullif("")


def zone_of(given: ir.Value) -> ir.Value:
    """The zone's part of such a time; null where it has none."""
    return given.re_extract(CLOCK_TEXT, 2).nullif("")


def time_of(clock: ir.Value, named: ir.Value, zone: str) -> ir.Value:
    """A clock's time in UTC: in the zone it names, and in the feed's where it names none.

    A zone that is not in ZONES gives null: it is refused, never guessed.
    """
    places = dict.fromkeys([*ZONES.values(), zone])
    wanted = ibis.ifelse(named.isnull(), ibis.literal(zone), named.cases(*ZONES.items()))
    return ibis.cases(*((wanted == place, local_time(clock, CLOCK, place)) for place in places))


def _plain(text: ir.Value) -> ir.Value:
    r"""Text with CEF's escapes (`\\`, `\=`, `\|`, `\n`, `\r`) resolved."""
    return (
        text.replace("\\\\", BACKSLASH)
        .re_replace(r"\\([=|])", r"\1")
        .re_replace(r"\\[nr]", "\n")
        .replace(BACKSLASH, "\\")
    )
