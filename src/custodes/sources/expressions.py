"""Building blocks for `shape`: JSON fields, times in a known format and zone, tidy text.

Take-in always runs on DuckDB, so these may stand on its own functions.
"""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir


@ibis.udf.scalar.builtin(signature=((dt.string, dt.string), dt.string))
def json_extract_string(document, path):  # type: ignore[no-untyped-def]
    """DuckDB: the text at a path of a JSON document, null where there is none."""


@ibis.udf.scalar.builtin(signature=((dt.string,), dt.boolean))
def json_valid(document):  # type: ignore[no-untyped-def]
    """DuckDB: whether a text is JSON."""


@ibis.udf.scalar.builtin(signature=((dt.string, dt.Array(dt.string)), dt.timestamp))
def try_strptime(given, formats):  # type: ignore[no-untyped-def]
    """DuckDB: a text as a time in the first format that fits, else null."""


@ibis.udf.scalar.builtin(signature=((dt.string, dt.timestamp), dt.Timestamp(timezone="UTC")))
def timezone(zone, wall):  # type: ignore[no-untyped-def]
    """DuckDB: the moment at which a clock of that zone showed the given wall time."""


def tidy(value: ir.Value) -> ir.Value:
    """Text without surrounding blanks; empty text is null."""
    return value.strip().nullif("")


def field(document: ir.Value, path: str) -> ir.Value:
    """The text at a dotted path of a JSON document (`actor.user.name`), empty text as null.

    A path that begins with `$` is used as it stands.
    """
    where = path if path.startswith("$") else "$." + ".".join(f'"{p}"' for p in path.split("."))
    return tidy(json_extract_string(document, ibis.literal(where)))


def local_time(given: ir.Value, formats: list[str], zone: str) -> ir.Value:
    """Wall-clock text in one of `formats` (strptime) as a UTC time without zone; null if none fits.

    The hour that the autumn change repeats is read as its second, winter-time passing; a time
    that the spring change skips is read as an hour later.
    """
    wall = try_strptime(tidy(given), ibis.array([ibis.literal(f) for f in formats]))
    if zone.upper() in ("UTC", "Z"):
        return wall
    return timezone(ibis.literal(zone), wall).cast(dt.Timestamp(timezone="UTC")).cast(dt.timestamp)
