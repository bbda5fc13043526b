"""`inspect letters`: the public record of 2017, a round of one's own, and rows that are refused."""

import csv
import json
import zipfile

import pikepdf
import pytest

HEAD = "force,element,status,qualifier,seen_earlier,text,references\n"
KENT = HEAD + (
    "Kent,strategy,in_place,,,,Force plan | page 1\n"
    'kent,ccu,commenced,lack_of_detail,,"The review was led from outside, by another force.",'
    '"Force plan, page 2; Terms of reference, paragraph 4"\n'
    "Kent Police,monitoring,commenced,commenced_before_review,,,\n"
    "KENT,links,no_information,,legitimacy inspection 2016,,\n"
)
RECORD = {
    "north-yorkshire": [
        ("strategy", "not_in_plan", [], ""),
        ("ccu", "no_information", [], ""),
        ("monitoring", "no_information", [], ""),
        ("links", "commenced", ["lack_of_detail"], ""),
    ],
    "leicestershire": [
        ("strategy", "not_in_plan", [], ""),
        ("ccu", "no_information", [], ""),
        ("monitoring", "commenced", ["commenced_before_review"], ""),
        ("links", "no_information", [], ""),
    ],
    "staffordshire": [
        ("strategy", "not_in_plan", [], ""),
        ("ccu", "no_information", [], ""),
        ("monitoring", "no_information", [], ""),
        ("links", "no_information", [], "legitimacy inspection 2016"),
    ],
    "west-yorkshire": [
        ("strategy", "not_in_plan", [], ""),
        ("ccu", "no_information", [], ""),
        ("monitoring", "planned", [], ""),
    ],
}
"""What the public record says, written down here once more from its sources."""


@pytest.fixture(scope="module")
def of_2017(custodes, tmp_path_factory):
    out = tmp_path_factory.mktemp("letters") / "2017"
    ended = custodes("inspect", "letters", "--round", "2017", "--out", out)
    assert ended.code == 0, ended.err
    return out


def told(out, stem):
    return json.loads((out / f"{stem}.json").read_text())


def test_the_letters_of_2017_say_what_the_public_record_says(of_2017):
    assert {path.stem for path in of_2017.glob("*.pdf")} == set(RECORD)
    for stem, record in RECORD.items():
        said = told(of_2017, stem)
        found = [
            (one["element"], one["status"], one["qualifiers"], one["seen_earlier"])
            for one in said["findings"]
        ]
        assert found == record, stem
        rests = {s["text"]: s["findings"] for s in said["sentences"] if s["of_this_force"]}
        keys = {one["key"] for one in said["findings"]}
        assert {key for sentence in rests.values() for key in sentence} == keys
        assert said["paragraph"] == " ".join(rests)
    assert "begun before our review" in told(of_2017, "leicestershire")["paragraph"]
    assert "2016 legitimacy inspection" in told(of_2017, "staffordshire")["paragraph"]
    assert "how developed those links are" in told(of_2017, "north-yorkshire")["paragraph"]
    assert told(of_2017, "west-yorkshire")["lacking"] == ["links"]
    assert "not on public record" in told(of_2017, "west-yorkshire")["note"]


def test_the_counts_of_2017_sum(of_2017):
    said = told(of_2017, "overview")
    assert list(said["classes"].values()) == [11, 15, 15, 2]
    assert sum(said["classes"].values()) == said["forces_assessed"] == 43
    assert (said["progress"], said["progress_in_words"]) == (17, "seventeen")
    assert said["with_plan_in_words"] == "32 of 43"
    assert said["forces"]["all_in_place"] == ["Derbyshire", "Merseyside"]
    assert all(sum(counts.values()) == 43 for counts in said["elements"].values())


def test_the_documents_are_what_they_are_called(of_2017):
    with zipfile.ZipFile(of_2017 / "staffordshire.docx") as paper:
        assert b"2016 legitimacy inspection" in paper.read("word/document.xml")
    with pikepdf.open(of_2017 / "staffordshire.pdf") as paper:
        assert paper.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in paper.Root
        assert str(paper.Root.Lang) == "en-GB"
        assert "Staffordshire" in str(paper.docinfo["/Title"])


def test_one_force_alone_and_the_same_bytes_again(custodes, of_2017, tmp_path):
    ended = custodes(
        *("inspect", "letters", "--round", "2017", "--force", "Staffordshire"), "--out", tmp_path
    )
    assert ended.code == 0
    names = {path.name for path in tmp_path.iterdir()}
    stems = {f"staffordshire.{kind}" for kind in ("docx", "pdf", "json")}
    assert names == stems | {"overview.json"}
    for name in names:
        assert (tmp_path / name).read_bytes() == (of_2017 / name).read_bytes(), name


@pytest.fixture
def round_of(custodes, tmp_path):
    """`round_of(text)`: the command on a round with that text; how it ended, and its folder."""

    def run(text, *more):
        (tmp_path / "spring.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        out = tmp_path / "out"
        return custodes(
            *("inspect", "letters", "--round", tmp_path / "spring.csv", "--out", out), *more
        ), out

    return run


def test_a_round_of_ones_own_with_forces_by_any_name(round_of):
    ended, out = round_of(KENT)
    assert (ended.code, ended.out) == (0, f"1 letters and overview.json in {out}\n")
    said = told(out, "kent")
    assert said["class"]["class"] == "commenced"
    assert "The review was led from outside, by another force." in said["paragraph"]
    references = [one["references"] for one in said["findings"]]
    assert references[1] == ["Force plan, page 2", "Terms of reference, paragraph 4"]
    assert said["dated"] == "Date: to be set when it is issued"
    assert told(out, "overview")["classes"]["commenced"] == 1


def test_what_is_said_of_a_round_stands_in_a_file_beside_it(round_of, tmp_path):
    beside = tmp_path / "spring.toml"
    beside.write_text('title = "Spring"\nletter_on = 2026-05-01\nreviewed = "April 2026"\n')
    ended, out = round_of(KENT)
    assert ended.code == 0
    assert told(out, "kent")["dated"] == "1 May 2026"
    assert any("In April 2026 we reviewed" in s["text"] for s in told(out, "kent")["sentences"])
    for text, wrong in (("letter_on = 5", "letter_on"), ("colour = 1", "colour"), ("=", "read")):
        beside.write_text(text)
        ended, _out = round_of(KENT)
        assert ended.code == 1
        assert wrong in ended.err
        assert "spring.toml" in ended.err


ESSEX = "".join(f"Essex,{e},planned,,,,\n" for e in ("strategy", "ccu", "monitoring"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Atlantis,links,planned,,,,", 'line 9: "Atlantis" is not one of the 43 forces'),
        ("Essex,roads,planned,,,,", 'line 9: element is "roads"; write one of strategy, ccu'),
        ("Essex,links,begun,,,,", 'line 9: status is "begun"; write one of no_information'),
        ("Essex,links,planned,late,,,", 'line 9: qualifier is "late"; write one of'),
        ("Essex,links,no_information,lack_of_detail,,,", "line 9: Essex, Links with support"),
        ("Essex,links,planned,,in 2016,a,", None),
        ("Essex,links,planned,,once,,", 'line 9: seen_earlier is "once"; write the inspection'),
        ("Essex,ccu,planned,,,,", "line 9: Essex has a finding on ccu already"),
        ("Essex,links,planned,,,bad\x01text,", "line 9: text holds a character"),
        ('Essex,links,planned,,,"open', "line 9: unexpected end of data"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_and_the_rest_is_written(round_of, row, said):
    ended, out = round_of(KENT + ESSEX + row + "\n")
    written = {path.name for path in out.iterdir()}
    assert {"kent.docx", "kent.pdf", "kent.json", "overview.json"} <= written
    if said is None:
        assert ended.code == 0
        return
    assert ended.code == 3
    assert said in ended.err
    assert "essex.pdf" not in written
    assert "Essex: no letter, and in no count: there is no finding on links." in ended.err
    assert told(out, "overview")["not_assessed"] == {"Essex": ["links"]}


def test_a_class_that_does_not_follow_needs_a_reason(round_of):
    ended, out = round_of(KENT + "Kent,class,all_in_place,,,,\n")
    assert ended.code == 3
    assert "line 6: Kent" in ended.err
    assert "write the reason" in ended.err
    assert told(out, "kent")["class"]["class"] == "commenced"
    ended, out = round_of(KENT + "Kent,class,all_in_place,,,Seen in place by us in June.,\n")
    assert ended.code == 0
    kept = {"class": "all_in_place", "by_rule": "commenced"}
    assert told(out, "kent")["class"] == kept | {"because": "Seen in place by us in June."}
    assert told(out, "overview")["classes"]["all_in_place"] == 1
    assert "Kent" in told(out, "overview")["set_by_hand"]
    ended, _out = round_of(KENT + "Kent,class,splendid,,,,\n")
    assert ended.code == 3
    assert 'status is "splendid"' in ended.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("force,element\nKent,links\n", "line 1: the column status is missing"),
        ("", "line 1: the column force, element, status is missing"),
        (HEAD.replace("text", "force"), "line 1: the column force is there twice"),
        (HEAD.encode() + b"Kent,links,planned,,,\xff,\n", "line 2: it is not UTF-8"),
    ],
)
def test_a_file_that_is_no_round_is_refused(round_of, text, said):
    ended, out = round_of(text)
    assert (ended.code, out.exists()) == (1, False)
    assert said in ended.err


def test_a_round_or_a_force_that_is_not_there(custodes, round_of, tmp_path):
    ended = custodes("inspect", "letters", "--round", "1999", "--out", tmp_path / "o")
    assert ended.code == 1
    assert "Name a CSV file, or 2017." in ended.err
    ended, _out = round_of(KENT, "--force", "Essex")
    assert ended.code == 1
    assert "There is no letter to Essex" in ended.err
    ended, _out = round_of(KENT, "--force", "Kentt")
    assert ended.code == 1
    assert "the closest present: Kent" in ended.err
    (tmp_path / "file").touch()
    ended = custodes("inspect", "letters", "--round", "2017", "--out", tmp_path / "file")
    assert ended.code == 1
    assert "Name another folder with --out" in ended.err


def test_columns_in_any_order_and_a_mark_before_them(round_of):
    rows = list(csv.DictReader(KENT.splitlines()))
    order = list(reversed(rows[0]))
    text = "\ufeff" + "\r\n".join(
        [",".join(order), *(",".join(f'"{row[name]}"' for name in order) for row in rows)]
    )
    ended, out = round_of(text)
    assert ended.code == 0, ended.err
    assert len(told(out, "kent")["findings"]) == 4
