"""The first rows of a file of unknown make: what kind it is, and what they hold."""

import codecs
import csv
import gzip
import json
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from custodes.sources.base import (
    Delimited,
    JsonDocument,
    JsonLines,
    ParquetFile,
    Reading,
    Workbook,
)
from custodes.sources.reading import Malformed, Part, open_rows, parts_of
from custodes.vocabulary.errors import FileRefused, UserError

HEAD = 1_000_000  # bytes looked at to tell the kind of file
WHOLE_AT_MOST = 64_000_000  # bytes of a JSON document looked at
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass
class Sample:
    """A file's first rows: how it is read (also as a feed's `settings`), its columns or JSON
    paths, the rows as texts, the raw table as a source gets it, and lines that cannot be read."""

    label: str
    reading: Reading
    settings: dict[str, Any]
    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    raw: pa.Table
    malformed: list[Malformed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def sample_of(path: Path, rows: int) -> Sample:
    """The first rows of a file; raises UserError or FileRefused when nothing can be read of it."""
    if not path.is_file():
        raise UserError(f"There is no file {path}: name an export.")
    parts = parts_of(path, path.parent)
    if not parts:
        raise FileRefused(f"{path.name} is an archive with nothing in it.")
    part = parts[0]
    head = _head(part, HEAD)
    reading, settings, notes = _kind(part, head)
    if len(parts) > 1:
        notes.append(f"{path.name} holds {len(parts)} files; {part.label} was looked at.")
    if isinstance(reading, JsonLines | JsonDocument):
        return _documents(part, reading, settings, rows, notes)
    opened = open_rows(part, reading, needs=(), maybe=())
    with closing(opened):
        columns = tuple(c for c in opened.columns if c != "line")
    taken, malformed = _first(part, reading, columns, rows)
    texts = [
        {c: str(v).strip() if v is not None else "" for c, v in row.items() if c != "line"}
        for row in taken.to_pylist()
    ]
    return Sample(part.label, reading, settings, columns, texts, taken, malformed, notes)


def _first(
    part: Part, reading: Reading, columns: tuple[str, ...], rows: int
) -> tuple[pa.Table, list[Malformed]]:
    opened = open_rows(part, reading, needs=(), maybe=columns)
    batches: list[pa.RecordBatch] = []
    with closing(opened):
        for batch in opened.batches:
            batches.append(batch)
            if sum(b.num_rows for b in batches) >= rows:
                break
        malformed = list(opened.malformed)
    if not batches:
        raise FileRefused(f"{part.label} has no rows to guess from: give a file with some.")
    taken = pa.Table.from_batches(batches).slice(0, rows)
    last = max(taken["line"].to_pylist())
    return taken, [m for m in malformed if m.line <= last]


def _documents(
    part: Part, reading: Reading, settings: dict[str, Any], rows: int, notes: list[str]
) -> Sample:
    taken, malformed = _first(part, reading, ("document",), rows)
    texts: list[dict[str, str]] = []
    for document in taken["document"].to_pylist():
        try:
            value = json.loads(document)
        except ValueError:
            value = {}
        texts.append(dict(_flat(value)) if isinstance(value, dict) else {})
    paths = tuple(dict.fromkeys(path for row in texts for path in row))
    return Sample(part.label, reading, settings, paths, texts, taken, malformed, notes)


def _flat(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Every leaf of a JSON value with its dotted path; of a list only its first three entries."""
    if isinstance(value, dict):
        steps = [(f"{path}.{_step(k)}" if path else _step(k), v) for k, v in value.items()]
        return [leaf for where, inner in steps for leaf in _flat(inner, where)]
    if isinstance(value, list):
        return [leaf for at, v in enumerate(value[:3]) for leaf in _flat(v, f"{path}[{at}]")]
    if value is None:
        return [(path, "")]
    if isinstance(value, bool):
        return [(path, "true" if value else "false")]
    return [(path, str(value))]


def _step(name: str) -> str:
    return f'"{name}"' if any(c in name for c in ".[]") else name


def _head(part: Part, most: int) -> bytes:
    """The first bytes of a part, gzip and zip opened."""
    try:
        if part.member is not None:
            with zipfile.ZipFile(part.path) as archive, archive.open(part.member) as inside:
                head = inside.read(most)
        else:
            with part.path.open("rb") as file:
                head = file.read(most)
        if head[:2] == b"\x1f\x8b":
            with gzip.open(part.path) as file:
                head = file.read(most)
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise FileRefused(f"{part.label} cannot be read: {error}.") from None
    if not head:
        raise FileRefused(f"{part.label} is empty (0 bytes): export it again.")
    return head


def _kind(part: Part, head: bytes) -> tuple[Reading, dict[str, Any], list[str]]:
    """How to read a file, told from its first bytes; the settings that say so; remarks."""
    if head.startswith(b"PAR1"):
        return ParquetFile(), {"format": "parquet"}, []
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Workbook(), {"format": "excel"}, ["The first sheet was looked at."]
    encoding, notes = _encoding(head)
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    begin = text.lstrip()[:1]
    if begin == "{" and _is_lines(text):
        return JsonLines(encoding), {"format": "jsonl"} | _said(encoding), notes
    if begin in ("{", "["):
        whole = _head(part, WHOLE_AT_MOST).decode(encoding, "ignore").lstrip("\ufeff")
        path = _path_to_rows(part, whole)
        settings = {"format": "json"} | ({"path": ".".join(path)} if path else {})
        return JsonDocument(path, encoding), settings | _said(encoding), notes
    delimiter = _delimiter(text)
    notes.append(f"Its columns are delimited by {DELIMITERS[delimiter]}.")
    settings = {"format": "delimited", "delimiter": delimiter} | _said(encoding)
    return Delimited(delimiter, encoding), settings, notes


def _said(encoding: str) -> dict[str, Any]:
    return {} if encoding == "utf-8" else {"encoding": encoding}


def _encoding(head: bytes) -> tuple[str, list[str]]:
    for mark, name in UTF16.items():
        if head.startswith(mark):
            return name, ["It is UTF-16, as its first two bytes say."]
    try:
        # The cut may fall within a character.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        at = head.count(b"\n", 0, error.start) + 1
        byte = f"line {at:,} has byte 0x{head[error.start]:02X}"
        remark = f"It is not UTF-8 ({byte}); read as Windows-1252: check a name with an accent."
        return "cp1252", [remark]
    return "utf-8", []


def _is_lines(text: str) -> bool:
    lines = [line for line in text.splitlines()[:5] if line.strip()]
    if len(text.splitlines()) > len(lines) or len(lines) == 1:
        lines = lines[:5]
    good = 0
    for line in lines:
        try:
            good += isinstance(json.loads(line), dict)
        except ValueError:
            continue
    return good * 2 > len(lines)


def _path_to_rows(part: Part, text: str) -> tuple[str, ...]:
    """Where in a document the longest list of objects is."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise FileRefused(
            f"{part.label} begins like JSON and is not ({error}): export it again."
        ) from None
    best: tuple[int, tuple[str, ...]] = (0, ())

    def walk(value: Any, path: tuple[str, ...]) -> None:
        nonlocal best
        if isinstance(value, list) and value and isinstance(value[0], dict):
            best = max(best, (len(value), path), key=lambda found: found[0])
        elif isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, (*path, name))

    walk(document, ())
    return best[1]


def _delimiter(text: str) -> str:
    """The delimiter that gives the first lines the same number of columns, and most of them."""
    lines = text.splitlines()[:50]
    if len(text.splitlines()) > 50 or not text.endswith("\n"):
        lines = lines[: max(1, len(lines) - 1)] if len(lines) > 1 else lines

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0.0, 0)
        if not widths or widths[0] < 2:
            return (0.0, 0)
        return (Counter(widths)[widths[0]] / len(widths), widths[0])

    return max(DELIMITERS, key=score)
