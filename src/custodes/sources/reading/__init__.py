"""Every export file of a force's systems, in any state, as raw text rows in bounded memory."""

from custodes.sources.reading.limits import LIMITS, Limits
from custodes.sources.reading.opening import open_rows
from custodes.sources.reading.parts import Part, files_matching, parts_of, sha256_of
from custodes.sources.reading.rows import Malformed, Rows

__all__ = [
    "LIMITS",
    "Limits",
    "Malformed",
    "Part",
    "Rows",
    "files_matching",
    "open_rows",
    "parts_of",
    "sha256_of",
]
