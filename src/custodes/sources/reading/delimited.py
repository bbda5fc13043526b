"""Reads delimited text: every cell as text, every row with its physical line."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from custodes.sources.base import Delimited
from custodes.sources.reading.feed import Feed
from custodes.sources.reading.gate import BadLine, Chunk, Gate
from custodes.sources.reading.header import (
    check_habits,
    check_names,
    dialect,
    first_record,
    names_of,
    sniffed,
    spelled_as_asked,
)
from custodes.sources.reading.limits import TEXT_KEPT, Limits
from custodes.sources.reading.numbering import (
    Ints,
    Numbered,
    Numbering,
    Reject,
    blank_rows,
    line_ends,
    spans_of,
)
from custodes.sources.reading.parts import Part
from custodes.sources.reading.rows import Rows, Tally, batch_of
from custodes.sources.reading.streams import Stream
from custodes.vocabulary.errors import FileRefused

END = "\N{END OF TRANSMISSION}end"
"""A line of our own behind the last, with a column too many: if the parser does not hand it back
as a row that it would not take, a quote was still open."""


class _Parsing:
    """One delimited part on its way from lines to batches."""

    def __init__(self, part: Part, reading: Delimited, limits: Limits) -> None:
        self.label, self.limits = part.label, limits
        delimiter = check_habits(reading.delimiter, reading.quote)
        self.quote = reading.quote
        self.stream = Stream(part, limits)
        try:
            self._open(reading, delimiter)
        except BaseException:
            self.stream.close()
            raise

    def _open(self, reading: Delimited, delimiter: str | None) -> None:
        gate = Gate(
            self.stream,
            self.label,
            self.limits,
            encoding=reading.encoding,
            wanted="delimited text",
            quote=self.quote.encode(),
            delimiter=(delimiter or ",").encode(),
        )
        first = gate.chunk()
        while first is not None and not first.data.strip():
            first = gate.chunk() or Chunk(first.first, b"")
            if not first.data:
                break
        chunk = first or Chunk(1, b"")
        head = chunk.data.splitlines(keepends=True)
        texts = [line.decode() for line in head[:20_000]]
        top = next((text for text in texts if text.strip()), "")
        self.delimiter = delimiter or sniffed(top, self.quote)
        gate.replacing(self.delimiter.encode())
        cells, begin, used = first_record(self.label, texts, self.delimiter, self.quote)
        self.header_line = chunk.first + begin - 1
        if gate.bad and gate.bad[0].line < chunk.first + used:
            bad = gate.bad[0]
            raise FileRefused(
                f"{self.label} has a header that cannot be read: line {bad.line:,} {bad.why}; "
                "export it again."
            )
        self.gate = gate
        self.names = names_of(cells)
        self.start = Chunk(chunk.first + used, b"".join(head[used:]))

    def batches(
        self, needs: tuple[str, ...], maybe: tuple[str, ...], tally: Tally
    ) -> Iterator[pa.RecordBatch]:
        """The batches of `Rows`, which see."""
        many = len(self.names)
        end = (END + self.delimiter * many + "\n").encode()
        feed = Feed(self.gate, self.start, end, 2 * self.limits.chunk)
        numbering = Numbering(self.start.first)
        state = {"ended": False}
        last = self.start.first

        def rejected(row: Any) -> str:
            if row.text.startswith(END):
                state["ended"] = True
            else:
                span, text = 1 + line_ends(row.text), row.text[:TEXT_KEPT]
                numbering.rejects.append(Reject(row.number, row.actual_columns, span, text))
            waiting = len(numbering.rejects)
            return "error" if tally.hopeless(waiting, row.number - waiting) else "skip"

        asked = [name for name in dict.fromkeys((*needs, *maybe)) if name in self.names]
        places = {name: self.names.index(name) for name in asked}
        try:
            for batch in self._parsed(feed, many, rejected, numbering, tally):
                columns = batch.columns
                spans = spans_of(columns) if self.gate.quotes_seen else None
                numbered = numbering.number(batch.num_rows, spans)
                keep = self._sifted(columns, numbered, feed, tally)
                given = {name: columns[at] for name, at in places.items()}
                whole = batch_of(pa.array(numbered.lines), given, needs, maybe)
                if keep is not None:
                    whole = whole.filter(pa.array(keep))
                last = int(numbered.lines[-1])
                feed.forget(numbering.line)
                if whole.num_rows:
                    tally.good += whole.num_rows
                    yield whole
            rest = numbering.rest()
            if not state["ended"]:
                raise FileRefused(self._open_quote(rest[-1][0] if rest else last, None))
            self._tell(rest, list(self._bad_before(None)), tally)
            tally.into.sort(key=lambda malformed: malformed.line)
        finally:
            feed.close()
            self.stream.close()

    def _parsed(
        self, feed: Feed, many: int, rejected: Any, numbering: Numbering, tally: Tally
    ) -> Iterator[pa.RecordBatch]:
        names = [str(at) for at in range(many)]
        try:
            reader = pa_csv.open_csv(
                pa.PythonFile(feed, mode="r"),
                read_options=pa_csv.ReadOptions(
                    use_threads=False, block_size=2 * self.limits.chunk, column_names=names
                ),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self.delimiter,
                    quote_char=self.quote or False,
                    newlines_in_values=bool(self.quote),
                    ignore_empty_lines=False,
                    invalid_row_handler=rejected,
                ),
                convert_options=pa_csv.ConvertOptions(
                    check_utf8=False,
                    column_types=dict.fromkeys(names, pa.string()),
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                if batch.num_rows:
                    yield batch
        except pa.ArrowException as error:
            if feed.failure is not None:
                raise feed.failure from None
            self._tell(numbering.rest(), [], tally)
            if "straddling" in str(error):
                raise FileRefused(self._open_quote(numbering.line, None)) from None
            raise FileRefused(
                f"{self.label} cannot be read as delimited text near line {numbering.line:,}: see "
                "that its delimiter and quotes are as the feed says, and export it again."
            ) from None

    def _open_quote(self, line: int, lines: int | None) -> str:
        over = f"runs over {lines:,} lines" if lines else "is never closed"
        return (
            f"{self.label} has a quote that opens in the row at line {line:,} and {over}: close "
            "it, or export the file again; nothing of it was taken."
        )

    def _sifted(self, columns: list[pa.Array], numbered: Numbered, feed: Feed, tally: Tally) -> Any:
        """A mask of the rows to keep (None: all), after telling of the others."""
        lines, spans = numbered.lines, numbered.spans
        keep = np.ones(len(lines), dtype=bool)
        blank = blank_rows(columns)
        if blank is not None:
            keep &= ~blank.to_numpy(zero_copy_only=False)
        longest = int(spans.max())
        if longest > self.limits.row_lines:
            at = int(spans.argmax())
            raise FileRefused(self._open_quote(int(lines[at]), longest))
        told: set[int] = set()
        beside = []
        for bad in self._bad_before(int(lines[-1] + spans[-1])):
            at = int(np.searchsorted(lines, bad.line, "right")) - 1
            if at < 0 or bad.line >= lines[at] + spans[at]:
                beside.append(bad)
            elif at not in told:
                told.add(at)
                keep[at] = False
                tally.add(int(lines[at]), _within(bad, int(lines[at])), bad.text)
        self._tell(numbered.rejects, beside, tally)
        if longest > 1:
            self._set_apart_ill_quoted(lines, spans, keep, feed, tally)
        return keep if not keep.all() else None

    def _set_apart_ill_quoted(
        self, lines: Ints, spans: Ints, keep: Any, feed: Feed, tally: Tally
    ) -> None:
        """Rows over several lines must be quoted as RFC 4180 says: a stray quote swallows rows."""
        for at in np.flatnonzero((spans > 1) & keep):
            line, span = int(lines[at]), int(spans[at])
            raw = feed.lines(line, span)
            if not self._well_quoted([text.decode() for text in raw]):
                why = (
                    f"has a quote that takes in the lines up to {line + span - 1:,} and does not "
                    "close as it should"
                )
                tally.add(line, why, b"".join(raw)[: 4 * TEXT_KEPT])
                keep[at] = False

    def _well_quoted(self, texts: list[str]) -> bool:
        try:
            records = list(csv.reader(texts, **dialect(self.delimiter, self.quote, strict=True)))  # type: ignore[arg-type]
        except csv.Error as error:
            return "field limit" in str(error)
        return len(records) == 1 and len(records[0]) == len(self.names)

    def _bad_before(self, line: int | None) -> Iterator[BadLine]:
        while self.gate.bad and (line is None or self.gate.bad[0].line < line):
            yield self.gate.bad.popleft()

    def _tell(
        self, rejects: Sequence[tuple[int, int, Reject]], beside: list[BadLine], tally: Tally
    ) -> None:
        """Set apart the rows that the parser would not take, and bad lines in no other row."""
        waiting = deque(beside)
        for line, span, reject in rejects:
            why = ""
            while waiting and waiting[0].line < line + span:
                bad = waiting.popleft()
                if bad.line < line:
                    tally.add(bad.line, bad.why, bad.text)
                elif not why:
                    why = _within(bad, line)
                    tally.add(line, why, bad.text)
            if not why and reject.text.strip():
                why = f"has {_columns(reject.found)} where the header has {len(self.names):,}"
                if span > 1:
                    why += f" (a quote in it takes in the lines up to {line + span - 1:,})"
                tally.add(line, why, reject.text)
        for bad in waiting:
            tally.add(bad.line, bad.why, bad.text)


def _columns(many: int) -> str:
    return "1 column" if many == 1 else f"{many:,} columns"


def _within(bad: BadLine, line: int) -> str:
    return bad.why if bad.line == line else f"{bad.why} (on its line {bad.line:,})"


def open_delimited(
    part: Part, reading: Delimited, needs: Sequence[str], maybe: Sequence[str], limits: Limits
) -> Rows:
    """Rows of delimited text; raises FileRefused or UserError with a sentence."""
    parsing = _Parsing(part, reading, limits)
    if reading.any_spelling:
        parsing.names = spelled_as_asked(parsing.names, (*needs, *maybe))
    try:
        check_names(
            part.label, parsing.header_line, parsing.names, needs, delimiter=parsing.delimiter
        )
    except FileRefused:
        parsing.stream.close()
        raise
    asked = {*needs, *maybe}
    rows = Rows(parsing.names, iter(()), tuple(n for n in parsing.names if n not in asked))
    tally = Tally(part.label, limits, rows.malformed)
    batches = parsing.batches(tuple(needs), tuple(maybe), tally)
    rows.batches = batches

    def close() -> None:
        batches.close()  # type: ignore[attr-defined]
        parsing.stream.close()

    rows.closing = close
    return rows
