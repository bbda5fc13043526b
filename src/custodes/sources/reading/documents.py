"""Reads the array inside a JSON document, or inside each of many documents one a line."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

import pyarrow as pa

from custodes.sources.base import JsonDocument
from custodes.sources.reading.gate import Gate
from custodes.sources.reading.header import check_names
from custodes.sources.reading.limits import Limits
from custodes.sources.reading.lines import DOCUMENT
from custodes.sources.reading.parts import Part
from custodes.sources.reading.rows import Rows, Tally, batch_of
from custodes.sources.reading.streams import Stream
from custodes.vocabulary.errors import FileRefused, closest, shown

BATCH_TEXT = 4 << 20
Numbered = Iterator[tuple[int, bytes]]


class _NotJson(Exception):
    """The text is no JSON; the message is a clause that says where it fails."""


class _NotThere(Exception):
    """The path leads nowhere in a document; the message is a clause that says where it ends."""


def open_document(
    part: Part, reading: JsonDocument, needs: Sequence[str], maybe: Sequence[str], limits: Limits
) -> Rows:
    """Rows with one column, `document`: an entry of the array at `path`, as JSON.

    `line` is the entry's ordinal, or the physical line where the file has one document a line.
    Raises FileRefused when the file is no JSON, too big to be held, or has nothing at `path`.
    """
    check_names(part.label, None, DOCUMENT, needs)
    stream = Stream(part, limits)
    rows = Rows(DOCUMENT, iter(()))
    tally = Tally(part.label, limits, rows.malformed)
    try:
        entries = _entries(part, stream, reading, limits, tally)
    except BaseException:
        stream.close()
        raise

    def batches() -> Iterator[pa.RecordBatch]:
        lines: list[int] = []
        documents: list[str] = []
        size = 0
        try:
            for line, entry in entries:
                text = _text_of(line, entry, tally)
                if text is None:
                    continue
                lines.append(line)
                documents.append(text)
                size += len(text)
                if size > BATCH_TEXT:
                    yield _batch(lines, documents, needs, maybe, tally)
                    lines, documents, size = [], [], 0
            if lines:
                yield _batch(lines, documents, needs, maybe, tally)
            tally.into.sort(key=lambda malformed: malformed.line)
        finally:
            stream.close()

    rows.batches = batches()
    rows.closing = stream.close
    return rows


def _batch(
    lines: list[int], documents: list[str], needs: Sequence[str], maybe: Sequence[str], tally: Tally
) -> pa.RecordBatch:
    tally.good += len(lines)
    given = {"document": pa.array(documents, pa.string())}
    return batch_of(pa.array(lines, pa.int64()), given, (*DOCUMENT, *needs), tuple(maybe))


def _text_of(line: int, entry: Any, tally: Tally) -> str | None:
    try:
        text = json.dumps(entry, ensure_ascii=False, allow_nan=False)
        text.encode()
    except UnicodeEncodeError:
        tally.add(line, "holds half of a character (a lone surrogate)", json.dumps(entry))
    except (ValueError, RecursionError):
        tally.add(line, "holds a number that JSON cannot carry", repr(entry)[:10_000])
    else:
        if isinstance(entry, dict):
            return text
        tally.add(line, "is not a JSON object", text)
    return None


def _entries(
    part: Part, stream: Stream, reading: JsonDocument, limits: Limits, tally: Tally
) -> Iterator[tuple[int, Any]]:
    label, path = part.label, reading.path
    long = replace(limits, line=limits.document)
    gate = Gate(stream, label, long, encoding=reading.encoding, wanted="JSON")
    lines = _lines(gate)
    held = list(islice(lines, 2))
    if not held and not gate.bad:
        raise FileRefused(f"{label} holds nothing but blanks: export it again.")
    first = _whole(held[0][1]) if held else None
    if first is not None and (len(held) == 2 or gate.bad):
        return _each_line(gate, chain(held, lines), path, tally)
    if first is not None:
        return _at(label, first[0], path)
    held = _held_whole(label, chain(held, lines), limits)
    try:
        if gate.bad:
            raise _NotJson(f"line {gate.bad[0].line:,} {gate.bad[0].why}")
        return _at(label, _parsed(held), path)
    except _NotJson as error:
        if sum(_whole(text) is not None for _, text in held) * 2 > len(held):
            return _each_line(gate, iter(held), path, tally)
        raise FileRefused(f"{label} is not JSON ({error}): export it again.") from None


def _lines(gate: Gate) -> Numbered:
    while (chunk := gate.chunk()) is not None:
        for at, text in enumerate(chunk.data.splitlines()):
            if text.strip():
                yield chunk.first + at, text


def _whole(text: bytes) -> tuple[Any] | None:
    """A JSON array or object that a text is, wrapped to tell it from none."""
    try:
        document = json.loads(text, parse_constant=_refused_constant)
    except (ValueError, RecursionError):
        return None
    return (document,) if isinstance(document, (dict, list)) else None


def _refused_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _held_whole(label: str, lines: Numbered, limits: Limits) -> list[tuple[int, bytes]]:
    held: list[tuple[int, bytes]] = []
    size = 0
    for line, text in lines:
        size += len(text) + 1
        if size > limits.document:
            raise FileRefused(
                f"{label} is one JSON document of more than {limits.document:,} bytes, too big to "
                "be held: export it in parts, or with one object a line."
            )
        held.append((line, text))
    return held


def _parsed(held: list[tuple[int, bytes]]) -> Any:
    try:
        document = b"\n".join(text for _, text in held)
        return json.loads(document, parse_constant=_refused_constant)
    except RecursionError:
        why = "it is nested too deeply"
    except json.JSONDecodeError as error:
        line = held[min(error.lineno, len(held)) - 1][0] if held else 1
        why = f"line {line:,}, character {error.colno:,}: {error.msg.lower()}"
    except ValueError as error:
        why = str(error)[:100]
    raise _NotJson(why)


def _each_line(
    gate: Gate, lines: Numbered, path: tuple[str, ...], tally: Tally
) -> Iterator[tuple[int, Any]]:
    for line, text in lines:
        told = 0
        while gate.bad and gate.bad[0].line <= line:
            bad = gate.bad.popleft()
            tally.add(bad.line, bad.why, bad.text)
            told = bad.line
        if told == line:
            continue
        document = _whole(text)
        if document is None:
            tally.add(line, "is not a whole JSON object or list", text)
            continue
        try:
            entries = _found(document[0], path)
        except _NotThere as nowhere:
            tally.add(line, str(nowhere), text)
            continue
        for entry in entries:
            yield line, entry
    for bad in gate.bad:
        tally.add(bad.line, bad.why, bad.text)


def _at(label: str, document: Any, path: tuple[str, ...]) -> Iterator[tuple[int, Any]]:
    try:
        entries = _found(document, path)
    except _NotThere as nowhere:
        raise FileRefused(f"{label} {nowhere}: check that it is the right export.") from None
    return iter(enumerate(entries, start=1))


def _found(document: Any, path: tuple[str, ...]) -> list[Any]:
    place = "at its top"
    for key in path:
        if not isinstance(document, dict) or key not in document:
            present = list(document) if isinstance(document, dict) else []
            raise _NotThere(f"has no {shown(key)} {place}{closest(key, present)}")
        document, place = document[key], f"in {shown(key)}"
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        return [document]
    raise _NotThere(f"has neither a list nor an object {place}")
