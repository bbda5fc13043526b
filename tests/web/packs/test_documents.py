"""What each document says, read back by the program that people would read it with."""

import csv
import dataclasses
import hashlib
import io
import json
import zipfile

import openpyxl
import pikepdf
import pytest

from custodes.store.runs import alert_lines
from custodes.web.packs import chart, ocsf
from custodes.web.packs.chart import chart_of
from custodes.web.packs.dossier import Asked, Decided, dossier
from custodes.web.packs.evidential import evidence_of
from custodes.web.packs.ocsf import findings_of
from custodes.web.packs.paper import content_of, pack_pdf
from custodes.web.packs.workbook import workbook_of
from web.documents.test_pdf import flat, kinds

ASKED = Asked("Analyst", "2026-04-02T09:00:00Z", "=HYPERLINK(1) for a meeting")
HOSTILE = "=cmd|' /C calc'!A0 \u202e <script>alert(1)</script> #panic() \x00"


def told(alert, **more):
    return dossier(
        alert,
        {alert["staff"]: "A-1042"} | ({alert["person"]: "P-1234567"} if alert["person"] else {}),
        sha256=hashlib.sha256(alert_lines([alert])).hexdigest(),
        decisions=[Decided("Explained: Task", "Analyst", "2026-04-02T08:00:00Z", HOSTILE)],
        **({"state": "Decided", "state_id": "decided"} | more),
    )


@pytest.fixture(scope="session")
def one(alerts):
    return told(alerts[1])


@pytest.fixture(scope="session")
def paper(one):
    return pack_pdf(one, ASKED)


def test_the_pack_is_tagged_titled_and_in_english(paper):
    with pikepdf.open(io.BytesIO(paper)) as book:
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang) == "en-GB"
        assert book.Root.ViewerPreferences.DisplayDocTitle
        with book.open_metadata() as about:
            assert about["dc:title"] == "Alert R0001-02: Staff A-1042, person P-1234567"
            assert about["pdfuaid:part"] == "1"
        assert book.Root.StructTreeRoot.K is not None


def test_its_tables_and_pictures_are_there_for_a_screen_reader(paper, one):
    import pypdf

    root = pypdf.PdfReader(io.BytesIO(paper)).trailer["/Root"]["/StructTreeRoot"]
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/Figure"} <= kinds(root)
    with pikepdf.open(io.BytesIO(paper)) as book:
        told = alternatives(book.Root.StructTreeRoot)
    assert told == [drawn["said"] for drawn in content_of(one, ASKED)["pictures"]]
    assert len(told) == 3


def alternatives(node):
    """What the figures below a node say to whoever does not see them, in order."""
    if isinstance(node, pikepdf.Array):
        return [said for child in node for said in alternatives(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.Alt)] if node.get("/S") == "/Figure" and "/Alt" in node else []
    return own + (alternatives(node.K) if "/K" in node else [])


def test_each_page_is_marked_numbered_and_tied_to_content_and_run(paper, one):
    import pypdf

    from custodes.web.documents.pdf import digest

    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        shown = flat(page)
        assert f"Page {number} of {len(pages)}" in shown
        assert "OFFICIAL-SENSITIVE" in shown
        assert digest(content_of(one, ASKED)) in shown
        assert "Run: R0001" in shown


def test_it_says_everything_that_the_page_says(paper, alerts):
    import pypdf

    shown = " ".join(flat(page) for page in pypdf.PdfReader(io.BytesIO(paper)).pages)
    alert = alerts[1]
    for reason in alert["reasons"]:
        assert reason["title"] in shown
        assert all(row in shown for row in reason["rows"])
    for heading in ("What would explain this", "Against", "Innocent explanations tested"):
        assert heading in shown
    assert "Quality of the data" in shown
    assert "for a meeting" in shown
    assert "#panic()" in shown  # Words are never markup.
    assert alert["staff"] not in shown


def test_a_demonstration_says_so_on_every_page(silent):
    import pypdf

    made = pack_pdf(told(silent), dataclasses.replace(ASKED, demonstration=True))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert all("Demonstration data. No real person." in flat(page) for page in pages)
    assert "No indicator spoke." in flat(pages[0])


def test_the_workbook_has_every_row_and_runs_nothing(one, alerts):
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([one], ASKED)))
    assert book.sheetnames == [
        *("About", "Alerts", "Reasons", "Rows", "Explanations tested"),
        *("For and against", "Decisions"),
    ]
    assert [c.value for c in book["Rows"]["B"]][1:] == [r["row"] for r in alerts[1]["timeline"]]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}, "a formula"
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert not any(alerts[1]["staff"] in str(cell.value) for cell in cells)


def test_the_chart_has_everybody_once_and_a_link_for_each_row(one, alerts):
    with zipfile.ZipFile(io.BytesIO(chart_of([one, one], ASKED))) as box:
        entities, links = (
            list(csv.reader(io.StringIO(box.read(name).decode("utf-8-sig"))))
            for name in ("entities.csv", "links.csv")
        )
        assert "import" in box.read("HOW-TO-IMPORT.txt").decode().lower()
    assert entities[0] == list(chart.ENTITIES)
    assert entities[-1] == ["OFFICIAL-SENSITIVE"]
    known = {line[0] for line in entities[1:-1]}
    assert {"staff:A-1042", "person:P-1234567"} <= known
    assert len(known) == len(entities) - 2
    between = [dict(zip(links[0], line, strict=True)) for line in links[1:-1]]
    assert {line["From ID"] for line in between} | {line["To ID"] for line in between} <= known
    rows = [line for line in between if line["Link Type"] != "Alert"]
    assert len(rows) == len(alerts[1]["timeline"])
    first = rows[0]
    assert (first["Date"], first["Time zone"]) == ("2026-03-17", "GMT")
    assert {line["Direction"] for line in rows} == {"forward", "backward"}


def test_a_finding_is_what_ocsf_asks_for_and_bears_no_score(one, alerts):
    [found] = json.loads(findings_of([one], ASKED))
    required = {
        *("activity_id", "category_uid", "class_uid", "type_uid", "time", "severity_id"),
        *("metadata", "finding_info"),
    }
    assert required <= set(found)
    assert (found["class_uid"], found["category_uid"]) == (2004, 2)
    assert found["type_uid"] == 200_400 + found["activity_id"]
    assert found["metadata"]["product"]["name"] == "Custodes"
    assert found["finding_info"]["uid"] == "R0001-02"
    assert found["severity_id"] == 0
    assert not {"risk_score", "risk_level_id", "confidence_score"} & set(found)
    assert "bits" not in json.dumps(found["unmapped"])
    assert len(found["evidences"]) == len(alerts[1]["timeline"])
    assert found["finding_info"]["first_seen_time"] < found["finding_info"]["last_seen_time"]
    assert alerts[1]["staff"] not in json.dumps(found)


@pytest.mark.parametrize(
    ("state", "held", "activity", "status"),
    [("new", "", 1, 1), ("looking", "", 2, 2), ("decided", "", 3, 4), ("new", "until May", 1, 3)],
)
def test_a_finding_says_where_the_work_stands(alerts, state, held, activity, status):
    found = ocsf.finding(told(alerts[-1], state_id=state, held=held), ASKED)
    assert (found["activity_id"], found["status_id"]) == (activity, status)
    assert found["is_alert"] is (state != "decided")


@pytest.fixture(scope="session")
def evidence(alerts, force):
    whole = [
        dossier(alert, {}, sha256=hashlib.sha256(alert_lines([alert])).hexdigest())
        for alert in alerts[:2]
    ]
    return zipfile.ZipFile(io.BytesIO(evidence_of(whole, ASKED, force.path, "a note")))


def test_evidence_can_be_checked_without_the_product(evidence, alerts):
    sums = dict(
        line.split("  ")[::-1] for line in evidence.read("SHA256SUMS").decode().splitlines()
    )
    assert set(sums) == set(evidence.namelist()) - {"SHA256SUMS"}
    for name, sha256 in sums.items():
        assert hashlib.sha256(evidence.read(name)).hexdigest() == sha256
    for alert in alerts[:2]:
        held = evidence.read(f"alerts/{alert['alert']}.json")
        assert held == alert_lines([alert])
    assert json.loads(evidence.read("runs/R0001.json"))["run"] == "R0001"
    assert evidence.read("checkpoint.txt") == b"a note"
    assert "Every row that the alerts show is here." in evidence.read("README.txt").decode()


def test_each_row_of_the_evidence_is_found_in_the_file_it_names(evidence, alerts, force):
    lines = [json.loads(line) for line in evidence.read("rows.jsonl").splitlines()]
    shown = {(r["table"], r["row"]) for alert in alerts[:2] for r in alert["timeline"]}
    assert {(line["table"], line["row"]) for line in lines} == shown
    given = {
        name: (force.path.parent / "exchange" / name).read_bytes().decode().splitlines()
        for name in {line["file"] for line in lines}
    }
    files = list(csv.DictReader(io.StringIO(evidence.read("files.csv").decode("utf-8-sig"))))
    hashes = {row["label"]: row["sha256"] for row in files}
    for line in lines:
        there = given[line["file"]][line["line"] - 1]
        assert line["row"] in there.split(",")
        assert line["values"]["at"] in there
        written = (force.path.parent / "exchange" / line["file"]).read_bytes()
        assert line["file_sha256"] == hashes[line["file"]] == hashlib.sha256(written).hexdigest()


def test_a_row_that_is_gone_is_named(alerts, force):
    alert = alerts[2] | {
        "timeline": [*alerts[2]["timeline"], alerts[2]["timeline"][0] | {"row": "gone-1"}]
    }
    made = evidence_of([dossier(alert, {}, sha256="")], ASKED, force.path, "")
    with zipfile.ZipFile(io.BytesIO(made)) as box:
        assert "gone-1" in box.read("README.txt").decode()
        assert "checkpoint.txt" not in box.namelist()
