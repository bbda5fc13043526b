"""Itemised phone bills: the layouts known, what is a contact, and what is refused."""

from datetime import datetime

import ibis
import openpyxl
import pyarrow as pa
import pytest

from custodes.sources.numbers import canonical
from custodes.sources.phone_bill import PhoneBill
from custodes.sources.phone_bill.habits import FORMATS, HABITS
from custodes.sources.phone_bill.numbers import one_form
from custodes.sources.written_times import mistaken_format
from custodes.store.engines.duckdb import connect
from custodes.vocabulary.errors import FileRefused, UserError
from sources.shaping import agree, contacts, given, raw_rows

STATEMENT = """
line | at                  | device        | other              | direction | channel | seconds
-----+---------------------+---------------+--------------------+-----------+---------+--------
2    | 2026-03-01T10:00:00 | +447700900123 | 07700 900456       | out       | call    | 192
3    | 2026-07-01T09:00:00 | +447700900123 | +44 (0)7700 900456 | out       | text    |
6    |                     | +447700900123 | 07700900456        | out       | call    | 10
7    | 2026-03-01T10:08:00 | +447700900123 | 07700900456        | out       | call    |
8    | 2026-03-01T10:09:00 | +447700900123 | 07700900456        | out       | Fax     |
9    | 2026-03-01T10:10:00 | +447700900123 | 0033 1 70 18 99 00 | out       | call    | 3723
10   | 2026-03-01T10:11:00 | +447700900123 | 07700900456        | out       | text    |
11   | 2026-10-25T01:30:00 | +447700900123 | 07700900456        | out       | call    | 5
"""

INSTALLATION = """
line | at                  | device        | other        | direction | channel | seconds
-----+---------------------+---------------+--------------+-----------+---------+--------
2    | 2026-03-01T10:15:00 | +441904960123 | 01904 960999 | out       | call    | 192
3    | 2026-03-02T23:59:00 | +441904960123 | 07700900456  | out       | call    | 5
"""

ACCOUNT = """
line | at                  | device        | other       | direction | channel | seconds
-----+---------------------+---------------+-------------+-----------+---------+--------
2    | 2026-03-01T10:00:00 | +447700900123 | 07700900456 | out       | call    | 192
3    | 2026-07-01T09:00:00 | +447700900123 | 07700900456 | in        | call    | 61
4    | 2026-07-01T09:05:00 | +447700900123 | WITHHELD    | in        | call    | 5
5    | 2026-07-01T09:06:00 | +447700900123 | 07700900456 | Sideways  | call    | 5
"""

SWITCH = """
line | at                  | device        | other       | direction | channel | seconds
-----+---------------------+---------------+-------------+-----------+---------+--------
2    | 2026-03-01T10:00:00 | +441904960123 | 07700900456 | out       | call    | 30
3    | 2026-03-01T11:00:00 | +441904960123 | 07700900456 | in        | call    | 45
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("statement", STATEMENT),
        ("installation", INSTALLATION),
        ("account", ACCOUNT),
        ("switch", SWITCH),
    ],
)
def test_each_layout_is_told_from_its_columns(name: str, expected: str) -> None:
    path = given("phone_bill", f"{name}.csv")
    for source in (PhoneBill(), PhoneBill({"habit": name})):
        agree(contacts(source, raw_rows(source, path)), expected)


def test_what_is_wrong_is_quoted() -> None:
    source = PhoneBill()
    rows = contacts(source, raw_rows(source, given("phone_bill", "statement.csv")))
    said = {r["line"]: (r["at_given"], r.get("seconds_given")) for r in rows}
    assert said[6] == ("31/02/2026 10:07:00", "00:00:10")
    assert said[7] == ("01/03/2026 10:08:00", "-5")


def test_a_call_in_two_overlapping_bills_is_one_contact() -> None:
    source = PhoneBill()
    first = contacts(source, raw_rows(source, given("phone_bill", "statement.csv")))
    again = contacts(source, raw_rows(source, given("phone_bill", "overlapping.csv")))
    assert [r["contact"] for r in again] == [first[0]["contact"]]
    assert len({r["contact"] for r in first}) == len(first)


def test_a_bill_of_no_known_layout_is_refused_row_by_row_with_the_columns_named() -> None:
    source = PhoneBill()
    raw = pa.table({"line": [2]} | {c: pa.nulls(1, pa.string()) for c in source.maybe})
    [row] = contacts(source, raw)
    assert "device" not in row
    assert row["at_given"].startswith(
        "nothing in a column for the time (Call Date and Call Time, or "
    )


def test_a_forced_layout_refuses_a_file_of_another() -> None:
    with pytest.raises(FileRefused, match="Mobile Number"):
        raw_rows(PhoneBill({"habit": "account"}), given("phone_bill", "statement.csv"))


def test_columns_types_and_number_of_its_own() -> None:
    source = PhoneBill(
        {
            "columns": {"at": ["D", "T"], "other": "To", "kind": "K", "seconds": "L"},
            "number": "07700 900123",
            "kinds": {"VC": "call", "zz": "none"},
        }
    )
    raw = pa.table(
        {
            "line": [2, 3],
            "D": ["01-Mar-2026"] * 2,
            "T": ["9:05 PM"] * 2,
            "To": ["101"] * 2,
            "K": ["vc", "ZZ"],
            "L": ["3m 2s", ""],
        }
    )
    [row] = contacts(source, raw)
    assert (row["device"], row["at"], row["channel"], row["seconds"]) == (
        "+447700900123",
        datetime(2026, 3, 1, 21, 5),
        "call",
        182,
    )


def test_a_workbook(tmp_path) -> None:  # type: ignore[no-untyped-def]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PHONE NUMBER", "Call Date", "Call Time", "Number called", "Type"])
    sheet.append(
        [7700900123, datetime(2026, 3, 1), datetime(1899, 12, 31, 10, 0), 7700900456, "Voice"]
    )
    book.save(tmp_path / "bill.xlsx")
    source = PhoneBill({"format": "excel"})
    [row] = contacts(source, raw_rows(source, tmp_path / "bill.xlsx"))
    assert (row["device"], row["at"]) == ("+447700900123", datetime(2026, 3, 1, 10, 0))


def test_device_numbers_have_the_form_that_registers_have() -> None:
    forms = [
        "07700900123", "07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123",
        "447700900123", "7700900123", "(01904) 960123", "01904-960-123", "+33170189900", "101",
        "0033170189900", "00440 7700 900123", "020 7946 0123", "0800 111 111",
    ]  # fmt: skip
    table = ibis.memtable(pa.table({"given": forms}))
    rows = connect().to_pyarrow(table.select(one=one_form(table.given))).to_pylist()
    assert [r["one"] for r in rows] == [canonical(form) for form in forms]


def test_every_layout_has_columns_of_its_own_and_usable_formats() -> None:
    names = [name.casefold() for name in PhoneBill.maybe]
    assert len(set(names)) == len(names)
    assert [f for f in FORMATS if mistaken_format(f)] == []
    assert len({h.needs() for h in HABITS.values()}) == len(HABITS) >= 4


def test_mistakes_in_the_settings_are_told_at_once() -> None:
    with pytest.raises(UserError) as told:
        PhoneBill(
            {
                "zone": "Europe/Lundon",
                "columns": {"othr": "x"},
                "kinds": {"VC": "phone"},
                "time_formats": ["%Q"],
                "sheets": "a",
            }
        )
    for part in ("Lundon", '"othr"', "closest present: other", '"phone"', "%Q", '"sheets"', "`at`"):
        assert part in str(told.value)
    with pytest.raises(UserError, match="statement"):
        PhoneBill({"habit": "statment"})
