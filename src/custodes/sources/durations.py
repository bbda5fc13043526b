"""How long something lasted, as systems write it: 00:03:12, 3:12, 192, 3m 12s."""

import ibis.expr.types as ir

COLONS = r"^(?:(\d{1,4}):)?(\d{1,4}):(\d{2})(?:[.,]\d+)?$"
UNITS = (
    r"(?i)^(?:(\d{1,4})\s*h(?:ou)?r?s?)?\s*(?:(\d{1,5})\s*m(?:in(?:ute)?s?)?)?"
    r"\s*(?:(\d{1,6})\s*s(?:ec(?:ond)?s?)?)?$"
)
PLAIN = r"^\d{1,9}(?:\.\d+)?$"


def seconds_in(text: ir.Value) -> ir.Value:
    """A tidied text as whole seconds: `hh:mm:ss`, `mm:ss`, `1h 3m 12s`, or a plain number of
    seconds, rounded; null for anything else."""
    parts = [
        text.re_extract(COLONS, n).nullif("").try_cast("int64").fill_null(0) for n in (1, 2, 3)
    ]
    units = [text.re_extract(UNITS, n).nullif("").try_cast("int64").fill_null(0) for n in (1, 2, 3)]
    return (
        text.re_search(COLONS)
        .ifelse(
            parts[0] * 3600 + parts[1] * 60 + parts[2],
            text.re_search(PLAIN).ifelse(
                text.try_cast("float64").round().cast("int64"),
                (text.re_search(UNITS) & (text.length() > 0)).ifelse(
                    units[0] * 3600 + units[1] * 60 + units[2], None
                ),
            ),
        )
        .cast("int64")
    )
