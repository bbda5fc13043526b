"""Workbooks: every kind of cell as text, the sheet's own row numbers, and what is refused."""

import gzip
from datetime import date, datetime, time, timedelta

import pytest

from custodes.sources.base import Workbook
from custodes.sources.reading.workbook import text_of

SHEETS = {
    "Log": {
        "A1": "n:1",
    },
    "Audit": {
        "B3": " id ",
        "C3": "when",
        "D3": "number",
        "F3": "flag",
        "B4": "a",
        "C4": "d:46082.41666666666",
        "D4": "n:447700900123",
        "E4": "n:9",
        "F4": "b:1",
        "B6": "b, é",
        "C6": "s:1.503472222222222",
        "D6": "n:1.5",
        "F6": "b:0",
    },
}
NEEDS = {"needs": ("id", "when", "number", "flag"), "name": "x.xlsx"}


def test_cells_are_text_under_the_sheets_own_rows(read, make_workbook):
    got = read(make_workbook(SHEETS), Workbook("Audit"), **NEEDS, maybe=("gone",))
    assert got.columns == ("id", "when", "number", "flag")
    assert got.rows == [
        (4, "a", "2026-03-01T10:00:00", "447700900123", "1", None),
        (6, "b, é", "36:05:00", "1.5", "0", None),
    ]


def test_the_first_sheet_is_read_when_none_is_named(read, make_workbook):
    got = read(make_workbook(SHEETS), Workbook(), name="x.xlsx")
    assert got.columns == ("1",) and got.rows == []


def test_a_workbook_in_gzip_is_read(read, make_workbook):
    packed = gzip.compress(make_workbook(SHEETS))
    assert len(read(packed, Workbook("Audit"), **NEEDS).rows) == 2


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("0044 7700", "0044 7700"),
        (7700900123.0, "7700900123"),
        (-2.0, "-2"),
        (1.25, "1.25"),
        (1e300, "1e+300"),
        (3, "3"),
        (True, "1"),
        (False, "0"),
        (None, ""),
        (datetime(2026, 3, 1, 10), "2026-03-01T10:00:00"),
        (datetime(2026, 3, 1, 10, 0, 0, 500_000), "2026-03-01T10:00:00.500000"),
        (date(2026, 3, 1), "2026-03-01"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=36, minutes=5), "36:05:00"),
        (timedelta(seconds=-61), "-0:01:01"),
    ],
)
def test_each_kind_of_cell_has_its_text(cell, text):
    assert text_of(cell) == text


def test_what_cannot_be_read_is_a_sentence(refusal, make_workbook):
    whole = make_workbook(SHEETS)
    assert 'has no sheet "Audits"; the closest present: Audit; it has "Log", "Audit"' in refusal(
        whole, Workbook("Audits"), name="x.xlsx"
    )
    assert 'lacks the column "idd"; closest to "idd": id; its header (line 3)' in refusal(
        whole, Workbook("Audit"), needs=("idd",), name="x.xlsx"
    )
    assert "is not a workbook" in refusal(b"a,b\n1,2\n", Workbook(), name="x.xlsx")
    assert "is empty (0 bytes)" in refusal(b"", Workbook(), name="x.xlsx")
    assert "has nothing in its sheet" in refusal(
        make_workbook({"S": {}}), Workbook(), name="x.xlsx"
    )
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "is a broken workbook" in refusal(old, Workbook(), name="x.xls")
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert "is protected by a password" in refusal(locked, Workbook(), name="x.xlsx")
    torn = whole.replace(b"PK\x01\x02", b"PK\x01\x03", 1)
    assert "broken" in refusal(torn, Workbook(), name="x.xlsx")


def test_a_workbook_too_big_to_hold_is_refused(refusal, make_workbook):
    whole = make_workbook(SHEETS)
    options = {"name": "x.xlsx"}
    assert "more than 100 bytes" in refusal(whole, Workbook(), **options, document=100)
    sentence = refusal(whole, Workbook("Audit"), **options, cells=10)
    assert "a sheet of 6 rows and 6 columns" in sentence
    swollen = make_workbook({"S": {"A1": "a" * 100_000}})
    assert "too many for a workbook" in refusal(swollen, Workbook(), **options, document=5_000)
    assert "breaks off" in refusal(gzip.compress(whole)[:-20], Workbook(), **options)
