"""Reading lists for intake: reports that came by other routes, and the staff to match against."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.partners.kinds import ROUTES
from custodes.web.reports.words import ENTERED

LARGEST = 2_000_000
MOST_LINES = 20_000
REPORT_COLUMNS = ("route", "received on", "what", "about", "danger")
STAFF_FIELDS: Mapping[str, tuple[str, int]] = {
    "staff": ("staff", 64),
    "name": ("name", 120),
    "known as": ("known_as", 120),
    "shoulder": ("shoulder", 20),
    "post": ("post", 120),
    "description": ("description", 300),
}
"""The columns of a list of staff: the field of each, and how many characters it takes."""
STAFF_COLUMNS = tuple(STAFF_FIELDS)
YES = {"yes", "y", "true", "1", "x"}
ROUTE_IDS = {route.id for route in ENTERED}


@dataclass(frozen=True)
class Line:
    """One line of a list, with its number in the file."""

    number: int
    cells: Mapping[str, str]


def lines_of(content: bytes, columns: tuple[str, ...], needed: int) -> list[Line]:
    """The lines of a CSV whose first line names its columns; the first `needed` must be there.

    Raises UserError for a file that is no such list.
    """
    if len(content) > LARGEST:
        raise UserError("The file is larger than 2 MB. Split the list.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise UserError("The file is not CSV.")
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as wrong:
        raise UserError(f"The CSV cannot be read: {wrong}.") from None
    heads = [" ".join(head.split()).casefold() for head in rows[0]] if rows else []
    if missing := [column for column in columns[:needed] if column not in heads]:
        raise UserError(f"The first line does not name the column “{missing[0]}”.")
    if len(rows) - 1 > MOST_LINES:
        raise UserError(f"More than {MOST_LINES:,} lines. Split the list.")
    places = {column: heads.index(column) for column in columns if column in heads}
    return [
        Line(
            number,
            {
                column: "".join(c for c in row[at] if c.isprintable() or c == "\n").strip()
                for column, at in places.items()
                if at < len(row)
            },
        )
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]


def report_of(line: Line) -> dict[str, Any]:
    """What a line of reports says. Raises UserError on the first thing that is wrong."""
    cell = {column: line.cells.get(column, "") for column in REPORT_COLUMNS}
    asked = cell["route"].casefold()
    route = next((r for r in ROUTE_IDS if asked in (r, str(ROUTES[r]).casefold())), None)
    if route is None:
        raise UserError(f"“{cell['route']}” is not one of the other routes.")
    return {
        "route": route,
        "received_on": _day(cell["received on"]),
        "what": cell["what"],
        "about": cell["about"],
        "danger": cell["danger"].casefold() in YES,
    }


def member_of(line: Line) -> dict[str, str]:
    """The member of staff on a line, in the columns that it has: what a list does not speak of
    stays as it was. Raises UserError for one without a reference."""
    staff = line.cells.get("staff", "")
    if not staff or len(staff) > 64:
        raise UserError("The line has no reference of a member of staff.")
    return {
        field: line.cells[column][:longest]
        for column, (field, longest) in STAFF_FIELDS.items()
        if column in line.cells
    }


def _day(said: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise UserError(f"“{said}” is not a day. Write it as 2026-03-27 or 27/03/2026.")
