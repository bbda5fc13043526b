"""How much of a file is read before it is taken for a mistake or an attack."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; each is a default that a test may lower."""

    line: int = 1_000_000
    """Bytes in one line. The longest honest audit line seen (a print job's query) is a tenth."""

    ratio: int = 200
    """Times that packed bytes may unpack to. Audit text packs 10 to 40 times, a bomb 1,000."""

    ratio_from: int = 1 << 30
    """Bytes from which `ratio` counts: under a gigabyte nothing is at risk."""

    unpacked: int = 64 << 30
    """Bytes that one packed file may unpack to: a year's audit of the largest force in one file."""

    document: int = 512 << 20
    """Bytes of a file that has to be held whole (a JSON document, a workbook in an archive)."""

    cells: int = 50_000_000
    """Cells of one sheet: a workbook is held whole, and Excel's own sheets end far below this."""

    row_lines: int = 1_000
    """Lines that one quoted row may run over, before its quote is taken for one never closed."""

    malformed: int = 100_000
    """Malformed lines from which a file is refused when they are more than its good rows."""

    chunk: int = 2 << 20
    """Bytes read at a time."""


LIMITS = Limits()
TEXT_KEPT = 2_000
"""Characters of a malformed line that are kept with it."""
MEMBERS = 10_000
"""Members of one zip archive; a force's month of daily files from every system is a tenth."""
