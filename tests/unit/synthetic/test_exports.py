"""The exports are in the formats of the systems, with their faults, and hold the same force."""

import csv
import gzip
import json
import re
import tomllib
from collections import defaultdict

import pytest
from python_calamine import CalamineWorkbook


@pytest.fixture(scope="module")
def folder(exports):
    return exports.where / "exports"


def test_every_feed_says_what_the_law_wants_said(exports):
    told = tomllib.loads((exports.where / "force.toml").read_text(encoding="utf-8"))
    assert told["force"]["name"]
    assert len(told["feeds"]) >= 20
    for name, feed in told["feeds"].items():
        for key in ("source", "files", "system", "owner", "legal_basis", "purpose"):
            assert feed[key], (name, key)
        assert feed["retention_days"] > 0
        assert list(exports.where.glob(feed["files"])), name


def test_every_file_belongs_to_a_feed(exports):
    told = tomllib.loads((exports.where / "force.toml").read_text(encoding="utf-8"))
    named = {p for feed in told["feeds"].values() for p in exports.where.glob(feed["files"])}
    held = {p for p in (exports.where / "exports").rglob("*") if p.is_file()}
    assert held == named


def test_a_truncated_gzip_lies_beside_its_whole_twin(folder):
    cut = next((folder / "cad/audit").glob("*_cut.jsonl.gz"))
    whole = cut.with_name(cut.name.replace("_cut", ""))
    events = [json.loads(line) for line in gzip.decompress(whole.read_bytes()).splitlines()]
    assert {event["class_uid"] for event in events} == {6005}
    assert whole.read_bytes().startswith(cut.read_bytes())
    with pytest.raises(EOFError):
        gzip.decompress(cut.read_bytes())


def test_a_month_is_replayed_under_another_name(folder):
    again = (folder / "rms/audit/audit_again.csv").read_bytes()
    others = [p for p in (folder / "rms/audit").glob("audit_2*.csv") if p.read_bytes() == again]
    assert len(others) == 1


def test_a_month_begins_with_rows_of_the_month_before(folder):
    before, last = sorted((folder / "rms/audit").glob("audit_2*.csv"))[-2:]
    repeated = before.read_bytes().split(b"\n")[-41:-1]
    assert last.read_bytes().split(b"\n")[1:41] == repeated


def test_the_records_audit_has_british_dates_and_bad_lines(folder):
    last = sorted((folder / "rms/audit").glob("audit_2*.csv"))[-1].read_bytes()
    assert last.startswith(b"EVENT_NO|EVENT_DATE|EVENT_TIME|")
    assert re.search(rb"\|15/03/2026\|", last)
    assert b"31/02/2026" in last
    assert b"\x00" in last
    with pytest.raises(UnicodeDecodeError):
        last.decode()


def test_the_custody_audit_is_a_workbook(folder, exports):
    path = sorted((folder / "custody").glob("*.xlsx"))[0]
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Audit").to_python()
    assert sheet[0][:3] == ["Audit ID", "Date and time", "User"]
    assert len(sheet) - 1 == exports.rows[f"custody/{path.name}"]
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", sheet[1][1])


def test_the_document_audit_holds_json_in_a_column(folder):
    path = sorted((folder / "m365").glob("*.csv"))[0]
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert json.loads(row["AuditData"])["Id"] == row["RecordId"]


def test_the_incidents_are_in_another_encoding(folder):
    held = (folder / "cad/incidents.csv").read_bytes()
    assert "Café Zoë" in held.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        held.decode("utf-8")


def test_one_number_is_in_three_spellings(folder):
    spellings = defaultdict(set)
    for path in (folder / "billing").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                number = row.get("Number Called") or row["Other Number"]
                national = re.sub(r"\D", "", number)[-10:]
                spellings[national].add(re.sub(r"\d", "9", number))
    assert max(len(forms) for forms in spellings.values()) == 3


def test_both_layouts_hold_the_same_force(exports, exchange):
    with (exchange.where / "exchange/accesses.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["access"] for row in csv.DictReader(file)}
    text = b"".join(
        gzip.decompress(p.read_bytes()) if p.name.endswith(".gz") else p.read_bytes()
        for p in sorted((exports.where / "exports").rglob("*"))
        if p.is_file() and "_cut" not in p.name and "xlsx" not in p.name
    ).decode("latin-1")
    wanted = {i for i in ids if not i.startswith("custody")}
    assert wanted <= set(re.findall(r"(?:rms|cad|intel|casefile)-\d{8}", text))


def test_every_fault_is_written_in_the_truth(exports):
    with (exports.where / "truth/faults.csv").open(encoding="utf-8", newline="") as file:
        faults = list(csv.DictReader(file))
    assert len(faults) >= 12
    assert all((exports.where / "exports" / fault["file"]).is_file() for fault in faults)
