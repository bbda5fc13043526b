"""Reads lines of text, and JSON objects one a line, as documents."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.sources.base import JsonLines, TextLines
from custodes.sources.reading.gate import Chunk, Gate
from custodes.sources.reading.header import check_names
from custodes.sources.reading.limits import TEXT_KEPT, Limits
from custodes.sources.reading.parts import Part
from custodes.sources.reading.rows import Rows, Tally, batch_of
from custodes.sources.reading.streams import Stream
from custodes.vocabulary.errors import FileRefused

DOCUMENT = ("document",)


def open_lines(
    part: Part,
    reading: JsonLines | TextLines,
    needs: Sequence[str],
    maybe: Sequence[str],
    limits: Limits,
) -> Rows:
    """Rows with one column, `document`: a line that is not empty; for JSON it begins with `{`.

    Raises FileRefused or UserError with a sentence. Whether a line is whole JSON is left to who
    takes it in.
    """
    check_names(part.label, None, DOCUMENT, needs)
    json = isinstance(reading, JsonLines)
    stream = Stream(part, limits)
    try:
        wanted = "JSON lines" if json else "lines of text"
        gate = Gate(stream, part.label, limits, encoding=reading.encoding, wanted=wanted)
        first = gate.chunk()
        if json and first is not None and first.data.lstrip()[:1] == b"[":
            raise FileRefused(
                f"{part.label} is one JSON list, not one object a line: name the format of its "
                "feed a JSON document, or export it with one object a line."
            )
    except BaseException:
        stream.close()
        raise
    rows = Rows(DOCUMENT, iter(()))
    tally = Tally(part.label, limits, rows.malformed)

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            chunk = first
            while chunk is not None:
                batch = _batch(chunk, gate, json, tally, tuple(needs), tuple(maybe))
                if batch.num_rows:
                    tally.good += batch.num_rows
                    yield batch
                chunk = gate.chunk()
            for bad in gate.bad:
                tally.add(bad.line, bad.why, bad.text)
            tally.into.sort(key=lambda malformed: malformed.line)
        finally:
            stream.close()

    rows.batches = batches()
    rows.closing = stream.close
    return rows


def _batch(
    chunk: Chunk,
    gate: Gate,
    json: bool,
    tally: Tally,
    needs: tuple[str, ...],
    maybe: tuple[str, ...],
) -> pa.RecordBatch:
    texts = chunk.data.splitlines()
    documents = pa.array(texts, pa.string())
    keep = np.array([bool(text) and not text.isspace() for text in texts], dtype=bool)
    while gate.bad and gate.bad[0].line < chunk.first + len(texts):
        bad = gate.bad.popleft()
        keep[bad.line - chunk.first] = False
        tally.add(bad.line, bad.why, bad.text)
    if json:
        objects = pc.starts_with(pc.ascii_ltrim_whitespace(documents), "{")
        others = keep & ~objects.to_numpy(zero_copy_only=False)
        for at in np.flatnonzero(others):
            text = texts[at][: 4 * TEXT_KEPT]
            tally.add(
                chunk.first + int(at), "is not a JSON object (it does not begin with {)", text
            )
        keep &= ~others
    lines = pa.array(np.arange(chunk.first, chunk.first + len(texts), dtype=np.int64))
    whole = batch_of(lines, {"document": documents}, (*DOCUMENT, *needs), maybe)
    return whole if keep.all() else whole.filter(pa.array(keep))
