"""A list as a file: CSV or Excel, marked, and with nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse

from custodes.web.design.page import MARKING

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the start of a formula."""


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as CSV (RFC 4180, UTF-8 with a mark for Excel), the marking in the last line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    writer.writerow([MARKING])
    content = "\ufeff" + text.getvalue()
    return _file(content.encode(), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str
) -> HttpResponse:
    """The rows as an Excel workbook, the marking in the header of each printed page."""
    held = io.BytesIO()
    # Everything is written as text or as a number; no cell is made a formula or a link.
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet(sheet)
    page.set_header(f"&C{MARKING}")
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, column in enumerate(columns):
        page.write_string(0, place, column, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float):
                page.write_number(line, place, cell)
            else:
                page.write_string(line, place, str(cell))
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(held.getvalue(), f"{name}.xlsx", kind)


def guarded(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(STARTS) else text


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
