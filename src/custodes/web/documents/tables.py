"""A table as a file: CSV or Excel, marked, and with nothing in it that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import LONDON
from custodes.web.design.page import MARKING

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\N{FULLWIDTH EQUALS SIGN}")
"""What a spreadsheet may take for the start of a formula."""
MOST_ROWS = 1_048_000
"""An Excel sheet holds 1,048,576 rows."""
LONGEST_CELL = 32_767
"""Characters that an Excel cell holds."""
LONGEST_SHEET = 31
NOT_IN_SHEET = re.compile(r"[\[\]:*?/\\']")
NOT_IN_NAME = re.compile(r"[^A-Za-z0-9._-]+")
DAY_ONE = datetime(1980, 1, 1)  # noqa: DTZ001
"""When a workbook says that it was made: the same tables give the same bytes."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook under its name."""

    name: str
    columns: Sequence[str]
    rows: Rows


def csv_bytes(columns: Sequence[str], rows: Rows, *, marking: str = MARKING) -> bytes:
    """The rows as CSV: RFC 4180, UTF-8 with a mark for Excel, the marking in the last line where
    there is one.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    if marking:
        writer.writerow([marking])
    return ("\ufeff" + text.getvalue()).encode("utf-8", "replace")


def csv_response(
    name: str, columns: Sequence[str], rows: Rows, *, marking: str = MARKING
) -> HttpResponse:
    """The rows as `name`.csv; see `csv_bytes`."""
    content = csv_bytes(columns, rows, marking=marking)
    return file_response(content, f"{name}.csv", "text/csv; charset=utf-8")


def workbook(sheets: Sequence[Sheet], *, title: str, marking: str = MARKING) -> bytes:
    """The tables as one Excel file, the marking in the header of each printed page and in its
    details.

    Every cell is written as a text or a number, none as a formula or a link. Raises UserError
    where there are more rows than a sheet holds.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"status": marking, "title": title, "created": DAY_ONE})
    bold = book.add_format({"bold": True, "text_wrap": True})
    names: set[str] = set()
    for sheet in sheets:
        try:
            _written(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, bold, marking)
        except UserError:
            book.close()
            raise
    book.close()
    return held.getvalue()


def xlsx_response(
    name: str,
    columns: Sequence[str],
    rows: Rows,
    *,
    sheet: str = "Table",
    marking: str = MARKING,
) -> HttpResponse:
    """The rows as `name`.xlsx; see `workbook`."""
    made = workbook([Sheet(sheet, columns, rows)], title=name, marking=marking)
    return file_response(made, f"{name}.xlsx", XLSX)


def xlsx_sheets_response(
    name: str, sheets: Sequence[Sheet], *, marking: str = MARKING
) -> HttpResponse:
    """The tables as `name`.xlsx; see `workbook`."""
    made = workbook(sheets, title=name, marking=marking)
    return file_response(made, f"{name}.xlsx", XLSX)


def _sheet_name(wanted: str, names: set[str]) -> str:
    """A name that Excel takes, and that no sheet before has."""
    plain = NOT_IN_SHEET.sub(" ", wanted).strip()[:LONGEST_SHEET] or "Table"
    name, number = plain, 2
    while name.casefold() in names:
        name, number = f"{plain[: LONGEST_SHEET - 4]} {number}", number + 1
    names.add(name.casefold())
    return name


def _written(page: Any, sheet: Sheet, bold: Any, marking: str) -> None:
    page.set_header(f"&C{marking.replace('&', '&&')}")
    page.set_landscape()
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, _fitting(str(column)), bold)
    line = 0
    for line, row in enumerate(sheet.rows, start=1):
        if line > MOST_ROWS:
            raise UserError(
                f"An Excel sheet holds {MOST_ROWS:,} rows, and there are more. "
                "Take the CSV, or filter the list first."
            )
        for place, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                page.write_number(line, place, cell)
            else:
                page.write_string(line, place, _fitting(said(cell)))
    if sheet.columns:
        page.autofilter(0, 0, line, len(sheet.columns) - 1)
        page.autofit(400)


def guarded(cell: Any) -> Any:
    """A cell of a CSV that no spreadsheet takes for a formula; a number stays a number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    text = said(cell)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text


def said(cell: Any) -> str:
    """A cell as text: nothing for None, yes or no, days and London times in ISO form."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            local = cell.astimezone(LONDON) if cell.tzinfo else cell
            return local.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
    return str(cell)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def file_response(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, under a plain name."""
    response = HttpResponse(content, content_type=kind)
    plain = NOT_IN_NAME.sub("-", name).lstrip(".-")
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["Cache-Control"] = "no-store"
    return response
