"""Reading a list of partners from CSV or Excel: line by line, each taken or refused in words.

Nothing here touches the database: a line becomes the fields of a partner, or says what is wrong.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.numbers import whole_named
from custodes.web.design.page import MARKING
from custodes.web.documents.tables import STARTS
from custodes.web.partners.kinds import GROUPS, KIND_TITLES

LARGEST = 2_000_000
"""Bytes of a file."""
UNPACKED = 40_000_000
"""Bytes that an Excel file may unpack to: what a list of partners never comes near."""
MOST_LINES = 2_000
COLUMNS: Mapping[str, str] = {
    "name": "Name",
    "kind": "Kind",
    "areas": "Areas",
    "force_wide": "Whole force",
    "groups": "Groups",
    "contacts": "Whom to speak to",
    "every_days": "Days between contacts",
    "listed_on": "On the register since",
}
"""The columns that are read, by field; a file may have others, which are passed over."""
NEEDED = ("name", "kind")
YES = {"yes", "y", "true", "1", "x", "ie"}
NO = {"no", "n", "false", "0", "", "na"}
SPLIT = re.compile(r"\s*[;|\n]\s*")
XLSX = b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """One line of a file, with its number as a spreadsheet shows it, by field."""

    number: int
    cells: Mapping[str, str]


def lines_of(name: str, content: bytes) -> list[Line]:
    """The lines of a file. Raises UserError for a file that is no list of partners."""
    if len(content) > LARGEST:
        raise UserError("The file is larger than 2 MB. Split the list.")
    rows = _sheet(content) if content.startswith(XLSX) else _text(name, content)
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise UserError("The file is empty.")
    _first, heads = numbered[0]
    fields = _fields(heads)
    if missing := [COLUMNS[field] for field in NEEDED if field not in fields]:
        raise UserError(
            f"The first line does not name the column “{missing[0]}”. Take the empty list from "
            "this page and fill it."
        )
    listed = [
        Line(n, {field: row[place].strip() for field, place in fields.items() if place < len(row)})
        for n, row in numbered[1:]
        if [cell for cell in row if cell.strip()] != [MARKING]
    ]
    if len(listed) > MOST_LINES:
        raise UserError(f"More than {MOST_LINES:,} lines. Split the list.")
    return listed


def partner_of(line: Line, *, today: date) -> dict[str, Any]:
    """The fields of the partner on a line. Raises UserError on the first that is wrong."""
    cell = {field: unguarded(line.cells.get(field, "")) for field in COLUMNS}
    groups = _several(cell["groups"])
    if wide := [word for word in (cell["force_wide"].casefold(),) if word not in YES | NO]:
        raise UserError(f"“{wide[0]}” is neither yes nor no under Whole force.")
    every = cell["every_days"] or "90"
    days = whole_named(every)
    if days is None:
        raise UserError(f"“{every}” is not a number of days.")
    return {
        "name": " ".join(cell["name"].split()),
        "kind": _word(cell["kind"], KIND_TITLES, "kind of partner"),
        "areas": _several(cell["areas"]),
        "force_wide": cell["force_wide"].casefold() in YES,
        "groups": [_word(group, GROUPS, "group") for group in groups],
        "contacts": cell["contacts"],
        "every_days": days,
        "listed_on": _day(cell["listed_on"]) if cell["listed_on"] else today,
    }


def unguarded(cell: str) -> str:
    """A cell as it was before our own export guarded it against being run as a formula, without
    the characters that nobody can see."""
    plain = "".join(c for c in cell if c.isprintable() or c == "\n")
    return plain[1:] if plain[:1] == "'" and plain[1:].startswith(STARTS) else plain


def _sheet(content: bytes) -> list[list[str]]:
    """The first sheet of an Excel file, as text. No formula is run: only kept values are read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > UNPACKED:
                raise UserError("The Excel file unpacks to more than a list of partners can be.")
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=MOST_LINES + 3)
    except (
        zipfile.BadZipFile,
        python_calamine.CalamineError,
        python_calamine.WorksheetNotFound,
        IndexError,
    ):
        raise UserError(
            "The Excel file cannot be read. Save it again as .xlsx without a password, or as CSV."
        ) from None
    return [[_said(cell) for cell in row] for row in rows]


def _text(name: str, content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise UserError(f"{name[:80]} is neither CSV nor Excel.")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as wrong:
        raise UserError(f"The CSV cannot be read: {wrong}.") from None


def _fields(heads: Iterable[str]) -> dict[str, int]:
    """The place of each column, by its title or its id."""
    known = {title.casefold(): field for field, title in COLUMNS.items()}
    known |= {field: field for field in COLUMNS}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        field = known.get(" ".join(unguarded(head).split()).casefold())
        if field is not None:
            found.setdefault(field, place)
    return found


def _word(said: str, titles: Mapping[str, Any], what: str) -> str:
    """The id of a word by its id or its title."""
    asked = " ".join(said.split()).casefold()
    for key, title in titles.items():
        if asked in (key, str(title).casefold()):
            return key
    raise UserError(f"“{said}” is not a {what} of the register.")


def _several(cell: str) -> list[str]:
    parts = SPLIT.split(cell) if SPLIT.search(cell) else cell.split(",")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _day(said: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise UserError(f"“{said}” is not a day. Write it as 2026-03-27 or 27/03/2026.")


def _said(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
