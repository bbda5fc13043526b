"""Gives each logical row of delimited text the physical line on which it begins."""

from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reject:
    """A row that the parser would not take: its ordinal from 1, the columns it has, the lines it
    runs over, and the beginning of its text."""

    ordinal: int
    found: int
    span: int
    text: str


@dataclass(frozen=True)
class Numbered:
    """Lines of a batch's rows, how many lines each runs over, and the rejects between them."""

    lines: Ints
    spans: Ints
    rejects: list[tuple[int, int, Reject]]
    """Line, span, and the row."""


def line_ends(text: str) -> int:
    """How many line ends (LF, CRLF or CR) stand in a text."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


class Numbering:
    """Keeps count of ordinals and lines as batches and rejects come from the parser in order."""

    def __init__(self, first_line: int) -> None:
        self.line = first_line
        self.rejects: deque[Reject] = deque()
        self._ordinal = 1

    def number(self, rows: int, spans: Ints | None) -> Numbered:
        """The next `rows` good rows, and the rejects that stood before the last of them."""
        ones = spans if spans is not None else np.ones(rows, dtype=np.int64)
        before = np.cumsum(ones) - ones if spans is not None else np.arange(rows, dtype=np.int64)
        if not self.rejects:
            lines = before + self.line
            self._ordinal += rows
            self.line = int(lines[-1] + ones[-1]) if rows else self.line
            return Numbered(lines, ones, [])
        shift = np.zeros(rows, dtype=np.int64)
        told: list[tuple[int, int, Reject]] = []
        passed = 0
        while self.rejects:
            at = self.rejects[0].ordinal - self._ordinal - len(told)
            if at >= rows:
                break
            reject = self.rejects.popleft()
            span = reject.span
            told.append((self.line + int(before[at]) + passed, span, reject))
            shift[at] += span
            passed += span
        lines = before + self.line + np.cumsum(shift)
        self._ordinal += rows + len(told)
        self.line = int(lines[-1] + ones[-1])
        return Numbered(lines, ones, told)

    def rest(self) -> list[tuple[int, int, Reject]]:
        """The rejects that stand directly after the last row numbered."""
        told = []
        while self.rejects and self.rejects[0].ordinal == self._ordinal:
            reject = self.rejects.popleft()
            span = reject.span
            told.append((self.line, span, reject))
            self.line += span
            self._ordinal += 1
        return told


def spans_of(columns: list[pa.Array]) -> Ints | None:
    """How many lines each row runs over, by the line ends in its cells; None if one each."""
    spans: Ints | None = None
    for column in columns:
        if not holds_line_end(column):
            continue
        ends = _counted(column, "\n") + _counted(column, "\r") - _counted(column, "\r\n")
        spans = ends + 1 if spans is None else spans + ends
    return spans


def _counted(column: pa.Array, what: str) -> Ints:
    counted: Ints = pc.count_substring(column, what).to_numpy(zero_copy_only=False)
    return counted.astype(np.int64)


def holds_line_end(column: pa.Array) -> bool:
    """Whether any cell has a line end in it."""
    held = column.buffers()[2]
    if held is None:
        return False
    text = np.frombuffer(held, dtype=np.uint8)
    return bool((text == 10).any() or (text == 13).any())


def blank_rows(columns: list[pa.Array]) -> pa.Array | None:
    """A mask of the rows of which every cell is empty, or None when there are none."""
    blank = None
    for column in columns:
        empty = pc.equal(pc.binary_length(column), 0)
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return None
    return blank
