"""Tables as files: nothing that a spreadsheet would run, nothing lost, the marking in each."""

import csv
import io
from datetime import UTC, date, datetime
from unittest.mock import patch

import openpyxl
import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.documents import tables
from custodes.web.documents.tables import csv_response, xlsx_response

COLUMNS = ("Alert", "=Reason", "Bits")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "%0", "\uff1d1")


def read_csv(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_xlsx(answer, formulas=True):
    return openpyxl.load_workbook(io.BytesIO(answer.content), data_only=not formulas)


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_text_is_a_formula(cell):
    _columns, row, _marking = read_csv(csv_response("list", COLUMNS, [("a", cell, 1)]))
    assert row[1] == f"'{cell}"
    page = read_xlsx(xlsx_response("list", COLUMNS, [("a", cell, 1)])).active
    assert page["B2"].data_type == "s"
    assert page["B1"].data_type == "s"


def test_what_goes_in_comes_out():
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    row = ('a,"b"\nc', 3, -2.5, None, True, date(2026, 3, 1), moment)
    answer = csv_response("list", list("abcdefg"), [row])
    assert read_csv(answer)[1] == [
        'a,"b"\nc', "3", "-2.5", "", "yes", "2026-03-01", "2026-07-01 23:30",
    ]  # fmt: skip
    page = read_xlsx(xlsx_response("list", list("abcdefg"), [row])).active
    assert page["B2"].value == 3
    assert page["C2"].value == -2.5
    assert page["G2"].value == "2026-07-01 23:30"
    assert page["E2"].value == "yes"


def test_each_bears_its_marking():
    assert read_csv(csv_response("list", COLUMNS, []))[-1] == ["OFFICIAL-SENSITIVE"]
    book = read_xlsx(xlsx_response("list", COLUMNS, [], marking="OFFICIAL"))
    assert book.active.oddHeader.center.text == "OFFICIAL"
    assert book.properties.title == "list"


def test_names_are_plain():
    answer = csv_response('a"; b\r\nX: y/../é', COLUMNS, [])
    assert answer["Content-Disposition"] == 'attachment; filename="a-b-X-y-..-.csv"'
    assert answer["Cache-Control"] == "no-store"
    book = read_xlsx(xlsx_response("list", COLUMNS, [], sheet="a/b[c]:" + "x" * 60))
    assert len(book.sheetnames[0]) <= 31


def test_a_cell_that_is_too_long_is_cut_and_says_so():
    page = read_xlsx(xlsx_response("list", ["a"], [("x" * 40_000,)])).active
    assert len(page["A2"].value) == tables.LONGEST_CELL
    assert page["A2"].value.endswith("…")


def test_more_rows_than_a_sheet_holds_are_refused_in_words():
    with patch.object(tables, "MOST_ROWS", 2), pytest.raises(UserError, match="Take the CSV"):
        xlsx_response("list", ["a"], [(n,) for n in range(3)])
