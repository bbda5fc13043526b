"""The guess: a file of unknown make gives a mapping that works, and says what it assumed."""

import csv
import gzip
import json
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from custodes.schema import TABLES
from custodes.sources.guess import Guess, guess
from custodes.sources.guess.propose import likeness
from custodes.sources.guess.synonyms import ASSUMED, SYNONYMS, WORDS
from custodes.sources.guess.values import times_in
from custodes.sources.mapped import Mapped
from custodes.vocabulary.errors import UserError
from sources.shaping import given

ACTIONS = "search, view, view_contact, view_image, print, export, edit"


def feed(found: Guess) -> dict[str, Any]:
    """The one feed of the proposed block."""
    [settings] = tomllib.loads(found.toml)["feeds"].values()
    return dict(settings)


def source(found: Guess) -> Mapped:
    settings = feed(found)
    said = ("source", "files", "owner", "legal_basis", "purpose", "retention_days")
    return Mapped({k: v for k, v in settings.items() if k not in said})


def test_a_delimited_audit() -> None:
    found = guess(given("mapped", "rms.csv"))
    assert found.table == "accesses"
    assert found.columns == {
        "access": ("EVENT_NO",),
        "at": ("EVENT_DATE", "EVENT_TIME"),
        "login": ("USER_ID",),
        "action": ("TYPE",),
        "person": ("NOMINAL",),
        "incident": ("CRIME",),
        "terminal": ("WORKSTATION",),
    }
    assert found.unmapped == ("GRID", "NOTE")
    assert found.missing == ()
    settings = feed(found)
    assert settings["legal_basis"] == "" and "off until this" in found.toml
    assert (settings["delimiter"], settings["encoding"]) == ("|", "cp1252")
    assert settings["time_formats"] == ["%d/%m/%Y %H:%M:%S"]
    assert settings["empty"] == ["NULL", "n/a"]
    assert settings["values"] == {"action": {"view photo": "view_image"}}
    assert '# "LOGON" = ""' in found.toml
    assert [(w.column, w.rows, w.examples[0]) for w in found.would_refuse] == [
        (
            "action",
            1,
            (6, f'action "LOGON" is not one of: {ACTIONS}.'),
        ),
        (
            "at",
            1,
            (
                5,
                (
                    'at "31/02/2026 10:00:00" is no time in the form that this feed reads: '
                    "correct the row or the feed."
                ),
            ),
        ),
        ("login", 1, (8, "login is empty: every row of accesses must have it.")),
    ]  # fmt: skip
    source(found)


def test_lines_of_json_gzipped(tmp_path: Path) -> None:
    path = tmp_path / "intel_2026-03.jsonl.gz"
    with gzip.open(path, "wt") as file:
        for at in range(30):
            row = {"id": f"j-{at}", "when": 1772359200000 + at * 60000, "user": {"name": "marshk"},
                   "action": "Opened", "nominal": {"ref": f"P{at}"}}  # fmt: skip
            file.write(json.dumps(row) + "\n")
    found = guess(path)
    assert found.columns == {
        "access": ("id",),
        "at": ("when",),
        "login": ("user.name",),
        "action": ("action",),
        "person": ("nominal.ref",),
    }
    assert feed(found)["time_formats"] == ["unix_ms"]
    assert "[feeds.intel]" in found.toml
    assert (found.would_refuse, found.rows) == ((), 30)


def test_a_workbook_of_duties(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Collar No", "Shift Start", "Shift End", "Duty Type"])
    for day in range(1, 15):
        sheet.append([1042, f"{day:02}/04/2026 07:00", f"{day:02}/04/2026 17:00", "Early"])
    book.save(tmp_path / "roster.xlsx")
    found = guess(tmp_path / "roster.xlsx")
    assert (found.table, found.missing, found.would_refuse) == ("duties", (), ())
    assert feed(found)["values"] == {"status": {"Early": "duty"}}
    assert 'day first, which "13/04/2026 07:00" settles' in found.toml


def test_a_semicolon_register_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    rows = "Nominal Ref;Telephone No;Date From\n" + "P1;07700 900123;2020-01-01\nP2;x@y.org;\n" * 3
    path.write_bytes(rows.encode("utf-16"))
    found = guess(path)
    assert (found.table, found.missing) == ("person_numbers", ())
    assert found.columns["number"] == ("Telephone No",)
    assert feed(found)["encoding"] == "utf-16"
    assert found.would_refuse == ()


def test_a_phone_bill_is_known_and_its_reference_made() -> None:
    found = guess(given("phone_bill", "statement.csv"))
    assert found.table == "contacts"
    assert 'source = "phone_bill" reads it' in found.notes[-1]
    assert len(found.columns["contact"]) > 3
    assert "rows alike in all of these count as one" in found.toml


@pytest.mark.parametrize(
    ("of", "name", "by"),
    [
        ("phone_bill", "account.csv", "phone_bill"),
        ("message_trace", "report.csv", "message_trace"),
        ("m365_audit", "portal.csv", "m365_audit"),
    ],
)
def test_an_export_with_a_source_of_its_own_is_known(of: str, name: str, by: str) -> None:
    assert f'source = "{by}" reads it without a mapping.' in guess(given(of, name)).notes[-1]


def test_what_is_missing_is_said_and_stands_in_the_block(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    path.write_text("EVENT_NO,EVENT_DATE,TYPE\n1,2026-03-01T10:00:00Z,View\n")
    found = guess(path)
    assert found.table == "accesses"
    assert found.missing == ("login", "record or person or incident")
    assert '# login = ""  # MISSING' in found.toml
    assert "every row would be refused" in found.notes[-1]
    tomllib.loads(found.toml)


@pytest.mark.parametrize(
    ("values", "formats", "remark"),
    [
        (["01/02/2026", "13/02/2026"], ("%d/%m/%Y",), 'day first, which "13/02/2026" settles'),
        (["01/02/2026", "02/13/2026"], ("%m/%d/%Y",), 'month first, which "02/13/2026" settles'),
        (["01/02/2026", "03/04/2026"], ("%d/%m/%Y",), "day first is ASSUMED"),
        (["01-MAR-26 09.05"], ("%d-%b-%y %H.%M",), ""),
        (["2026-03-01", "2026-03-01T10:00:00+01:00"], ("iso",), ""),
        (["1772359200"], ("unix",), ""),
        (["01/02/2026 10:00 BST", "13/02/2026 10:00"], ("%d/%m/%Y %H:%M",), "day first"),
    ],
)
def test_times_and_the_order_of_day_and_month(
    values: list[str], formats: tuple[str, ...], remark: str
) -> None:
    times = times_in(values)
    assert times is not None
    assert times.formats == formats
    assert times.remark.startswith(remark)


@pytest.mark.parametrize("values", [["07700900123"], ["P10442"], ["17"], [""], ["caf\u00e9"]])
def test_what_is_no_time(values: list[str]) -> None:
    assert times_in(values) is None


def test_the_contracts_own_tables_are_recognised_by_their_names(tmp_path: Path) -> None:
    cells = {"id": "A-1", "text": "words", "time": "2026-03-01T10:00:00Z", "date": "2026-03-01",
             "whole number": "60", "number": "0.5", "0 or 1": "1"}  # fmt: skip
    for table in TABLES:
        names = [n for n in table.columns if n != "known_at"]
        columns = [table.columns[n] for n in names]
        row = [
            "07700900123" if c.names == "number" else c.allowed[0] if c.allowed else cells[c.kind]
            for c in columns
        ]
        path = tmp_path / f"{table.name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([names, row])
        found = guess(path)
        assert (found.table, found.missing) == (table.name, ())
        assert set(found.columns) == set(names)


def test_the_same_file_gives_the_same_guess() -> None:
    path = given("mapped", "audit.jsonl")
    assert guess(path) == guess(path)


@pytest.mark.parametrize("held", [b"", b"\x00\x01\x02" * 50, b"one column\n", b'{"a": ', b"a,b\n"])
def test_a_hopeless_file_is_refused_with_a_sentence(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(held)
    with pytest.raises(UserError):
        guess(path)


PIECES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"{", b"[{", b'"', b"\n", b"a,b\n", b"1,2\n", b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08",
         b"\xff\xfea\x00,\x00", b'{"a": 1}\n', b"x" * 140_000, b"\x00"]
    ),
)  # fmt: skip


@given_any(held=st.lists(PIECES, max_size=8).map(b"".join))
def test_no_file_brings_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, held: bytes
) -> None:
    path = tmp_path_factory.mktemp("odd") / "odd.csv"
    path.write_bytes(held)
    try:
        found = guess(path, rows=50)
    except UserError:
        return
    tomllib.loads(found.toml)


def test_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("staff,role\n1,x\n")
    guess(path)
    assert list(tmp_path.iterdir()) == [path]


def test_every_synonym_and_word_is_of_a_declared_column() -> None:
    tables = {t.name: t for t in TABLES}
    assert set(SYNONYMS) == set(tables)
    for name, columns in SYNONYMS.items():
        assert set(columns) == set(tables[name].columns) - {"known_at"}
    allowed = {n: set(c.allowed) for t in TABLES for n, c in t.columns.items() if c.allowed}
    for t in TABLES:
        for n, c in t.columns.items():
            if c.allowed:
                allowed[n] |= set(c.allowed)
    assert all(set(words) <= allowed[column] for column, words in WORDS.items())
    for name, words in ASSUMED.items():
        for column, word in words.items():
            assert word in tables[name].columns[column].allowed


def test_likeness_prefers_the_name_itself() -> None:
    assert likeness("COLLAR_NUMBER", ("collar number",)) == 1
    assert likeness("user.name", ("name",)) < 1
    assert likeness("GRID", ("id",)) == 0
