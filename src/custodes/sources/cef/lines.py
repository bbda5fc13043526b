"""One CEF line taken apart: header, extension keys, escapes, custom strings by label, times."""

import re
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from custodes.sources.cef.actions import ZONES
from custodes.sources.expressions import local_time, tidy
from custodes.sources.moments import moment_of

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


def taken_apart(raw: ir.Table) -> ir.Table:
    """`raw` with `broken` (what a refusal quotes, where the header is not CEF's), `product`,
    `event_class`, `name` and `extension`, in which control characters part the fields."""
    line = raw.document.re_replace(f"[{FIELD}{EQUALS}{BACKSLASH}]", "")
    is_cef = line.re_search(HEADER)
    fields = line.re_extract(HEADER, EXTENSION).re_replace(KEY, f"{FIELD}\\2{EQUALS}")
    return raw.mutate(
        broken=ibis.ifelse(is_cef, ibis.null("string"), "not CEF: " + line[:80]),
        product=_plain(line.re_extract(HEADER, PRODUCT)),
        event_class=_plain(line.re_extract(HEADER, EVENT_CLASS)),
        name=_plain(line.re_extract(HEADER, NAME)),
        extension=fields + FIELD,
    )


def value_of(key: str, extension: ir.Value) -> ir.Value:
    """The text of an extension key, escapes resolved; null where the line has none."""
    if not re.fullmatch(r"[A-Za-z0-9_.\-]+", key):
        return ibis.null("string")
    found = extension.re_extract(f"{FIELD}{re.escape(key)}{EQUALS}([^{FIELD}]*)", 1)
    return _plain(found)


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


def time_of(given: ir.Value, device_zone: ir.Value, zone: str) -> ir.Value:
    """A CEF time in UTC: ISO 8601, ticks since 1970, or `Mar 01 2026 09:15:00 BST`.

    Its own zone counts, then the device's (`dtz`), then the feed's. A time without a year, or
    with a zone that is not in ZONES, is null.
    """
    clock = given.re_extract(CLOCK_TEXT, 1).re_replace(" +", " ")
    named = ibis.coalesce(given.re_extract(CLOCK_TEXT, 2).nullif(""), device_zone)
    by_zone = [(named == word, local_time(clock, CLOCK, place)) for word, place in ZONES.items()]
    return ibis.coalesce(
        moment_of(given),
        ibis.cases(*by_zone, (named.isnull(), local_time(clock, CLOCK, zone))),
    )


def _plain(text: ir.Value) -> ir.Value:
    r"""Text with CEF's escapes (`\\`, `\=`, `\|`, `\n`, `\r`) resolved, empty as null."""
    resolved = (
        text.replace("\\\\", BACKSLASH)
        .re_replace(r"\\([=|])", r"\1")
        .re_replace(r"\\[nr]", "\n")
        .replace(BACKSLASH, "\\")
    )
    return tidy(resolved)
