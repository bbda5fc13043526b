"""What reading gives: batches of raw text rows, and the lines that could not be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from custodes.sources.reading.limits import TEXT_KEPT, Limits
from custodes.vocabulary.errors import FileRefused


@dataclass
class Malformed:
    """A line that could not be read as a row: where, why, and its text, cut and printable."""

    line: int
    why: str
    text: str


@dataclass
class Rows:
    """One part's rows, in order.

    `batches` hold `line` (int64) and every column of needs and maybe as text; an empty cell is
    empty text, and a column that the file lacks is all null. A line with nothing in any cell is no
    row and is left. `malformed` is complete, and in order, once the batches are exhausted. `extra`
    names the columns beyond those asked for. Going through the batches raises FileRefused when
    the file turns out broken: nothing of it is then to be kept.
    """

    columns: tuple[str, ...]
    batches: Iterator[pa.RecordBatch]
    extra: tuple[str, ...] = ()
    malformed: list[Malformed] = field(default_factory=list)
    closing: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Let go of the file; safe at any time and more than once."""
        self.closing()


def printable(text: str | bytes) -> str:
    """A line's text as it is kept: on one line, printable, cut to TEXT_KEPT characters."""
    if isinstance(text, bytes):
        text = text[: 4 * TEXT_KEPT].decode("utf-8", "backslashreplace")
    cut = text[:TEXT_KEPT]
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in cut)


class Tally:
    """Collects malformed lines, and refuses a file of which hardly anything can be read."""

    def __init__(self, label: str, limits: Limits, into: list[Malformed]) -> None:
        self.label, self.limits, self.into = label, limits, into
        self.good = 0

    def hopeless(self, bad: int, good: int) -> bool:
        """Whether so many malformed rows are too many beside so many good ones."""
        return bad >= self.limits.malformed and bad > good

    def add(self, line: int, why: str, text: str | bytes) -> None:
        """Set a line apart; raises FileRefused when they are too many to be honest faults."""
        self.into.append(Malformed(line, why, printable(text)))
        bad = len(self.into)
        if self.hopeless(bad, self.good):
            first = self.into[0]
            raise FileRefused(
                f"{self.label} is mostly unreadable: {bad:,} of its first {bad + self.good:,} rows "
                f"are malformed (line {first.line:,}: {first.why}); check that it is the right "
                "kind of export and export it again."
            )


def batch_of(
    lines: pa.Array, given: dict[str, pa.Array], needs: tuple[str, ...], maybe: tuple[str, ...]
) -> pa.RecordBatch:
    """A batch in the shape of `Rows`: `line`, then each asked column, absent ones all null."""
    asked = tuple(dict.fromkeys((*needs, *maybe)))
    nulls = pa.nulls(len(lines), pa.string())
    return pa.RecordBatch.from_arrays(
        [lines, *(given.get(name, nulls) for name in asked)],
        schema=pa.schema([("line", pa.int64()), *((name, pa.string()) for name in asked)]),
    )
