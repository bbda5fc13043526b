"""Reads a sheet of a workbook: every cell as text, every row with its number in the sheet."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import python_calamine

from custodes.sources.base import Workbook
from custodes.sources.reading.header import check_names, names_of, spelled_as_asked
from custodes.sources.reading.limits import Limits
from custodes.sources.reading.parts import Part
from custodes.sources.reading.rows import Rows, batch_of
from custodes.sources.reading.streams import Broken, Stream
from custodes.vocabulary.errors import FileRefused, closest, shown

BATCH_ROWS = 20_000
MADE_BY_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def open_workbook(
    part: Part, reading: Workbook, needs: Sequence[str], maybe: Sequence[str], limits: Limits
) -> Rows:
    """Rows of one sheet (the first when none is named); empty rows are left.

    Raises FileRefused when the file is no workbook, wants a password, is too big to be held, lacks
    the sheet, or its header (the first row that is not empty) lacks a column.
    """
    cells = _cells(part.label, held_whole(part, limits, "a workbook"), reading.sheet, limits)
    at = next((at for at, row in enumerate(cells) if any(map(_filled, row))), None)
    if at is None:
        raise FileRefused(
            f"{part.label} has nothing in its sheet: name the right one with sheet = in the feed."
        )
    names = names_of([text_of(cell) for cell in cells[at]])
    if reading.any_spelling:
        names = spelled_as_asked(names, (*needs, *maybe))
    check_names(part.label, at + 1, names, needs)
    named = [name for name, cell in zip(names, cells[at], strict=True) if _filled(cell)]
    asked = {name: names.index(name) for name in (*needs, *maybe) if name in named}

    def batches() -> Iterator[pa.RecordBatch]:
        for begin in range(at + 1, len(cells), BATCH_ROWS):
            rows = [
                (begin + place + 1, row)
                for place, row in enumerate(cells[begin : begin + BATCH_ROWS])
                if any(map(_filled, row))
            ]
            if rows:
                given = {
                    name: pa.array([text_of(row[place]) for _, row in rows], pa.string())
                    for name, place in asked.items()
                }
                lines = pa.array([line for line, _ in rows], pa.int64())
                yield batch_of(lines, given, tuple(needs), tuple(maybe))

    return Rows(tuple(named), batches(), tuple(n for n in named if n not in asked))


def held_whole(part: Part, limits: Limits, wanted: str) -> io.BytesIO:
    """All bytes of a part, for formats that are read from their end.

    Raises FileRefused when it is empty, broken, or beyond `limits.document`.
    """
    stream = Stream(part, limits)
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := stream.read(limits.chunk):
            pieces.append(piece)
            size += len(piece)
            if size > limits.document:
                raise FileRefused(
                    f"{part.label} has more than {limits.document:,} bytes, too many for "
                    f"{wanted} that has to be held whole: export it in parts."
                )
    except Broken as broken:
        raise FileRefused(
            f"{part.label} breaks off after {size:,} bytes: {broken}; fetch it again, nothing of "
            "it was taken."
        ) from None
    finally:
        stream.close()
    if not size:
        raise FileRefused(
            f"{part.label} is empty (0 bytes): export it again, or remove it if there was nothing."
        )
    return io.BytesIO(b"".join(pieces))


def _cells(label: str, file: io.BytesIO, sheet: str | None, limits: Limits) -> list[list[Any]]:
    head = file.getvalue()[:4]
    if head not in MADE_BY_EXCEL:
        raise FileRefused(
            f"{label} is not a workbook (xlsx, xls or ods): if it is delimited text, name that "
            "format in its feed; else export it again."
        )
    if head == MADE_BY_EXCEL[0]:
        _refuse_swelling(label, file, limits)
    try:
        return _read(label, file, sheet, limits)
    except FileRefused:
        raise
    except python_calamine.PasswordError:
        why = "is protected by a password: save it without one"
    except BaseException as error:  # the Rust reader's panic is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        locked = b"E\0n\0c\0r\0y\0p\0t\0" in file.getvalue()
        why = (
            "is protected by a password: save it without one"
            if locked
            else "is a broken workbook: open it, save it again, and give that copy"
        )
    raise FileRefused(f"{label} {why}; nothing of it was taken.")


def _read(label: str, file: io.BytesIO, sheet: str | None, limits: Limits) -> list[list[Any]]:
    with python_calamine.load_workbook(file) as book:
        names = book.sheet_names
        if not names:
            raise FileRefused(f"{label} is a workbook without a sheet: export it again.")
        if sheet is not None and sheet not in names:
            near = closest(sheet, names)
            raise FileRefused(
                f"{label} has no sheet {shown(sheet)}{near}; it has "
                f"{', '.join(shown(name) for name in names[:20])}: write one of them as "
                "sheet = in its feed."
            )
        page = book.get_sheet_by_name(sheet if sheet is not None else names[0])
        rows, columns = (page.end or (0, 0))[0] + 1, (page.end or (0, 0))[1] + 1
        if rows * columns > limits.cells:
            raise FileRefused(
                f"{label} has a sheet of {rows:,} rows and {columns:,} columns, too many to be "
                "held: export it as delimited text."
            )
        cells: list[list[Any]] = page.to_python(skip_empty_area=False)
        return cells


def _refuse_swelling(label: str, file: io.BytesIO, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except Exception:
        raise FileRefused(
            f"{label} is a workbook that is cut off or broken: fetch it again."
        ) from None
    if size > 8 * limits.document:
        raise FileRefused(
            f"{label} unpacks to {size:,} bytes, too many for a workbook: export it as delimited "
            "text."
        )
    file.seek(0)


def _filled(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def text_of(cell: object) -> str:
    """A cell as text: ISO 8601 times, whole numbers without a point, 1 and 0 for yes and no."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "1" if cell else "0"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            sign = "-" if seconds < 0 else ""
            minutes, second = divmod(abs(seconds), 60)
            return f"{sign}{minutes // 60}:{minutes % 60:02}:{second:02}"
        case _:
            return str(cell)
