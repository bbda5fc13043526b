"""A mapping: what it takes from each kind of file, and every mistake in it told at once."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custodes.schema import Accesses, Contacts, Duties, Persons
from custodes.sources.mapped import Mapped
from custodes.sources.reading import open_rows, parts_of
from custodes.vocabulary.errors import FileRefused, UserError
from sources.shaping import agree, given, raw_rows, shaped

RMS: dict[str, Any] = {
    "table": "accesses",
    "delimiter": "|",
    "encoding": "cp1252",
    "time_formats": ["%d/%m/%Y %H:%M:%S"],
    "system": "rms",
    "empty": ["NULL", "n/a"],
    "columns": {
        "access": "EVENT_NO",
        "at": ["EVENT_DATE", "EVENT_TIME"],
        "login": "USER_ID",
        "action": "TYPE",
        "person": "NOMINAL",
        "incident": "CRIME",
        "terminal": "WORKSTATION",
        "remote": "GRID",
        "reason": "NOTE",
    },
    "values": {"action": {"VIEW": "view", "Print": "print"}},
    "constants": {"record_kind": "person"},
    "only": {"TYPE": ["view", "PRINT", "VIEW PHOTO"]},
}

RMS_ROWS = """
line | access | at                  | system | login  | action     | record_kind | person | incident | terminal | remote | reason
-----+--------+---------------------+--------+--------+------------+-------------+--------+----------+----------+--------+-------
2    | e-1    | 2026-03-01T10:00:00 | rms    | MARSHK | view       | person      | P10442 |          | WS-1     | 0      | café
3    | e-2    | 2026-07-01T09:00:00 | rms    | MARSHK | print      | person      | P10442 | NS-1     | WS-1     | 1      | “quoted”
4    | e-3    | 2026-07-01T10:00:00 | rms    | MARSHK | view       | person      | P10442 |          | WS-1     |        |
5    | e-4    |                     | rms    | MARSHK | view       | person      | P10442 |          | WS-1     |        |
7    | e-6    | 2026-07-01T09:06:00 | rms    | MARSHK | view photo | person      | P10442 |          | WS-1     |        |
8    | e-7    | 2026-07-01T09:07:00 | rms    |        | view       | person      | P10442 |          |          |        |
"""  # noqa: E501

JSON: dict[str, Any] = {
    "table": "accesses",
    "format": "jsonl",
    "time_formats": "unix_ms",
    "system": "intel",
    "columns": {
        "access": "id",
        "at": "when",
        "login": "user.name",
        "action": "action",
        "record_kind": "target.type",
        "person": "target.refs[0]",
    },
    "values": {"action": {"opened": "view", "*": "edit"}, "record_kind": {"N": "person"}},
}

JSON_ROWS = """
line | access | at                  | system | login  | action | record_kind | person | at_given
-----+--------+---------------------+--------+--------+--------+-------------+--------+---------
1    | j-1    | 2026-03-01T10:00:00 | intel  | marshk | view   | person      | P10442 | 1772359200000
2    | j-2    | 2026-03-01T10:01:00 | intel  | marshk | edit   | person      | P10442 | 1772359260000
3    |        |                     |        |        |        |             |        | not JSON: {"id": "j-3", "when": 1772359320000, "user": {"name": "marshk"
4    | j-4    |                     | intel  | marshk | view   | person      | P10442 | soon
"""  # noqa: E501


def test_a_delimited_audit_with_british_dates_words_and_blanks() -> None:
    source = Mapped(RMS)
    rows = shaped(source, raw_rows(source, given("mapped", "rms.csv")))[Accesses]
    agree(rows, RMS_ROWS)
    assert rows[3]["at_given"] == "31/02/2026 10:00:00"
    assert source.passed_over == "TYPE is not view or print or view photo"


def test_lines_of_json_by_dotted_paths() -> None:
    source = Mapped(JSON)
    agree(shaped(source, raw_rows(source, given("mapped", "audit.jsonl")))[Accesses], JSON_ROWS)


def test_a_json_document(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text('{"result": {"rows": [{"ref": "P1", "dob": {"year": 1990}}, {"ref": "P2"}]}}')
    source = Mapped(
        {
            "table": "persons",
            "format": "json",
            "path": "result.rows",
            "columns": {"person": "ref", "born_year": "dob.year"},
        }
    )
    rows = shaped(source, raw_rows(source, path))[Persons]
    assert rows == [
        {"line": 1, "person": "P1", "born_year": "1990"},
        {"line": 2, "person": "P2"},
    ]


def test_a_sheet_with_a_date_and_a_time_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Roster")
    sheet.append(["Collar", "Day", "On", "Off", "Status"])
    sheet.append([1042, date(2026, 7, 1), time(7, 0), time(17, 0), "D"])
    sheet.append([1042, datetime(2026, 7, 2), "07:00", "17:00:00", "AL"])
    book.save(tmp_path / "roster.xlsx")
    source = Mapped(
        {
            "table": "duties",
            "format": "excel",
            "sheet": "Roster",
            "columns": {
                "staff": "Collar",
                "start": ["Day", "On"],
                "end": ["Day", "Off"],
                "status": "Status",
            },
            "values": {"status": {"D": "duty", "AL": "leave"}},
        }
    )
    rows = shaped(source, raw_rows(source, tmp_path / "roster.xlsx"))[Duties]
    assert [(r["staff"], r["start"], r["end"], r["status"]) for r in rows] == [
        ("1042", datetime(2026, 7, 1, 6), datetime(2026, 7, 1, 16), "duty"),
        ("1042", datetime(2026, 7, 2, 6), datetime(2026, 7, 2, 16), "leave"),
    ]


def test_a_parquet_file_and_lengths_with_colons(tmp_path: Path) -> None:
    path = tmp_path / "calls.parquet"
    at = pa.array([datetime(2026, 7, 1, 10)] * 3, pa.timestamp("us", "Europe/London"))
    pq.write_table(
        pa.table(
            {"ID": ["1", "2", "3"], "AT": at, "FROM": ["a"] * 3, "TO": ["07700900456"] * 3,
             "LEN": ["00:03:12", "75", "long"]}
        ),
        path,
    )  # fmt: skip
    source = Mapped(
        {
            "table": "contacts",
            "format": "parquet",
            "columns": {
                "contact": "ID", "at": "AT", "device": "FROM", "other": "TO", "seconds": "LEN",
            },
            "constants": {"direction": "out", "channel": "call"},
        }
    )  # fmt: skip
    rows = shaped(source, raw_rows(source, path))[Contacts]
    assert [(r["at"], r.get("seconds"), r["seconds_given"]) for r in rows] == [
        (datetime(2026, 7, 1, 10), 192, "00:03:12"),
        (datetime(2026, 7, 1, 10), 75, "75"),
        (datetime(2026, 7, 1, 10), None, "long"),
    ]


def test_a_constant_time_is_read_on_the_feeds_clock() -> None:
    source = Mapped(
        {
            "table": "logins",
            "system": "rms",
            "columns": {"login": "LOGIN", "staff": "COLLAR"},
            "constants": {"from": "2026-07-01"},
        }
    )
    raw = pa.table({"line": [2], "LOGIN": ["MARSHK"], "COLLAR": ["1042"]})
    [[row]] = shaped(source, raw).values()
    assert row["from"] == datetime(2026, 6, 30, 23)


def test_each_column_may_have_time_formats_of_its_own() -> None:
    source = Mapped(
        {
            "table": "incidents",
            "columns": {"incident": "REF", "kind": "KIND", "opened": "O", "closed": "C"},
            "time_formats": {"opened": ["excel"], "closed": ["%m/%d/%Y %I:%M %p", "%d %B %Y"]},
        }
    )
    raw = pa.table(
        {
            "line": [1, 2],
            "REF": ["a", "b"],
            "KIND": ["dv"] * 2,
            "O": ["46082.5", "tomorrow"],
            "C": ["07/01/2026 1:30 PM", "2 July 2026"],
        }
    )
    [rows] = shaped(source, raw).values()
    assert [(r.get("opened"), r["opened_given"], r["closed"]) for r in rows] == [
        (datetime(2026, 3, 1, 12), "46082.5", datetime(2026, 7, 1, 12, 30)),
        (None, "tomorrow", datetime(2026, 7, 1, 23)),
    ]


def test_a_file_without_a_mapped_column_is_refused_with_the_closest() -> None:
    source = Mapped({**RMS, "columns": {**RMS["columns"], "terminal": "WORK_STATION"}})
    [part] = parts_of(given("mapped", "rms.csv"), given("mapped", "rms.csv").parent)
    with pytest.raises(FileRefused, match="WORKSTATION"):
        open_rows(part, source.reading, needs=source.needs, maybe=source.maybe)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"table": "acesses"}, "closest present: accesses"),
    ({"table": ""}, "`table`"),
    ({"colums": {}}, 'no setting "colums"; the closest present: columns'),
    ({"columns": {"acess": "A"}}, '"acess" in `columns`, no column of accesses; the closest'),
    ({"columns": {"access": 3}}, "wants a column of the file for `access`"),
    ({"columns": {"access": "A", "login": "a"}}, "alike but for capitals"),
    ({"columns": {}}, "fills no access, at, login, action, which accesses must have"),
    ({"columns": {}}, "fills none of record, person, incident, of which accesses needs one"),
    ({"values": {"action": {"V": "veiw"}}}, "it must be one of search, view"),
    ({"values": {"remote": {"V": "maybe"}}}, "it must be 0 or 1"),
    ({"values": {"action": {"V": "view", "v": "edit"}}}, "into two words"),
    ({"values": {"record": {"V": "x"}}}, "which `columns` does not map"),
    ({"constants": {"record_kind": "persn"}}, "it must be one of person"),
    ({"constants": {"action": "view"}}, "both in `columns` and in `constants`"),
    ({"constants": {"known_at": "soon"}}, "write a date such as"),
    ({"only": {"TYPE": {}}}, "wants a list of words"),
    ({"time_formats": ["%d/%m/%Y %Q"]}, "has %Q, which is not a directive"),
    ({"time_formats": ["dd/mm/yyyy"]}, "is neither one of iso, unix"),
    ({"time_formats": {"login": ["iso"]}}, "which holds no time"),
    ({"time_formats": ["%d/%m/%Y %I:%M"]}, "needs %I and %p together"),
    ({"zone": "London"}, '"London"'),
    ({"format": "xml"}, 'format = "xml"'),
    ({"delimiter": "||"}, "wants one character in `delimiter`"),
    ({"quote": 3}, "in `quote`"),
    ({"format": "jsonl", "only": {"a..b": ["x"]}}, "as a path"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=lambda v: v if isinstance(v, str) else "")
def test_a_mistake_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(UserError) as refusal:
        Mapped({**RMS, **change})
    assert told in str(refusal.value)


def test_all_mistakes_are_told_at_once() -> None:
    changes = {"zone": "London", "time_formats": ["%Q"], "constants": {"record_kind": "x"}}
    with pytest.raises(UserError) as refusal:
        Mapped({**RMS, **changes})
    for part in ("London", "%Q", "record_kind"):
        assert part in str(refusal.value)
