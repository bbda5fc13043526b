"""A table as a file: CSV or Excel, marked, and with nothing in it that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
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
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[Sequence[Any]]


def csv_response(
    name: str, columns: Sequence[str], rows: Rows, *, marking: str = MARKING
) -> HttpResponse:
    """The rows as `name`.csv: RFC 4180, UTF-8 with a mark for Excel, the marking in the last line.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    writer.writerow([marking])
    content = "\ufeff" + text.getvalue()
    return _file(content.encode("utf-8", "replace"), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_response(
    name: str,
    columns: Sequence[str],
    rows: Rows,
    *,
    sheet: str = "Table",
    marking: str = MARKING,
) -> HttpResponse:
    """The rows as `name`.xlsx, the marking in the header of each printed page and in its details.

    Every cell is written as a text or a number, none as a formula or a link. Raises UserError
    where there are more rows than a sheet holds.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"status": marking, "title": name})
    page = book.add_worksheet(NOT_IN_SHEET.sub(" ", sheet).strip()[:LONGEST_SHEET] or "Table")
    page.set_header(f"&C{marking.replace('&', '&&')}")
    page.set_landscape()
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "text_wrap": True})
    for place, column in enumerate(columns):
        page.write_string(0, place, _fitting(str(column)), bold)
    line = 0
    for line, row in enumerate(rows, start=1):
        if line > MOST_ROWS:
            book.close()
            raise UserError(
                f"An Excel sheet holds {MOST_ROWS:,} rows, and there are more. "
                "Take the CSV, or filter the list first."
            )
        for place, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                page.write_number(line, place, cell)
            else:
                page.write_string(line, place, _fitting(said(cell)))
    if columns:
        page.autofilter(0, 0, line, len(columns) - 1)
        page.autofit(400)
    book.close()
    return _file(held.getvalue(), f"{name}.xlsx", XLSX)


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


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    plain = NOT_IN_NAME.sub("-", name).lstrip(".-")
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["Cache-Control"] = "no-store"
    return response
