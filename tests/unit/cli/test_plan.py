"""`plan check` and `plan package`: the example, a folder packed and signed, and what is refused."""

import csv
import io
import json

import pytest

PLAN = """
force = "kent"
force_name = "Kent Police"
round = "2026"
strategy = "npcc-2017-04"
signed_by = "Deputy chief constable"
cut_off = 2026-03-02T23:59:59+00:00

[[claim]]
element = "monitoring"
status = "in_place"
text = "All of it is monitored."

[[line]]
id = "M-1"
title = "Monitor every system"
element = "monitoring"
status = "in_place"
owner = "Head of unit"
strand = "intelligence"
recommendations = ["2022-monitor"]
start = 2025-04-01
due = 2025-12-31
evidence = [
  {figure = "coverage-systems", answers = ["covered"]},
  {document = "plan.txt", page = 1, shows = "who reads alerts", answers = ["people"]},
]

[[figure]]
id = "coverage-systems"
element = "monitoring"
title = "IT systems monitored, of those held"
value = 0.4
unit = "share"
run = "R0007"
on = 2026-03-01

[[document]]
name = "plan.txt"
title = "Action plan"
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "plan"
    made.mkdir()
    (made / "plan.toml").write_text(PLAN)
    (made / "plan.txt").write_text("Two analysts read every alert.\n")
    return made


@pytest.fixture
def packed(custodes, folder, tmp_path):
    def run(text=PLAN):
        (folder / "plan.toml").write_text(text)
        out = tmp_path / "sent.zip"
        words = ("--plan", folder, "--key", tmp_path / "keys" / "plan.key", "--out", out)
        return custodes("plan", "package", *words), out

    return run


def test_the_example_gives_exactly_the_findings_of_its_letter(custodes):
    ended = custodes("plan", "check", "north-yorkshire-2017", "--format", "json")
    assert ended.code == 0
    said = json.loads(ended.out)
    assert [(e["element"], e["status"], e["qualifiers"]) for e in said["elements"]] == [
        ("strategy", "not_in_plan", []),
        ("ccu", "no_information", []),
        ("monitoring", "no_information", []),
        ("links", "commenced", ["lack_of_detail"]),
    ]
    assert said["nothing_to_find"] == ["ccu", "monitoring"]
    whats = [one["what"] for one in said["remarks"]]
    assert whats == ["no_information", "no_information", "not_in_plan", "lack_of_detail"]


def test_nothing_to_find_is_told_first(custodes):
    ended = custodes("plan", "check", "north-yorkshire-2017")
    assert ended.out.splitlines()[0] == (
        "An assessor would find no information on: Counter-corruption unit; "
        "Monitoring of IT systems."
    )
    rows = list(csv.DictReader(io.StringIO(
        custodes("plan", "check", "north-yorkshire-2017", "--format", "csv").out
    )))  # fmt: skip
    assert [row["element"] for row in rows] == ["ccu", "monitoring", "strategy", "links"]


def test_a_folder_is_packed_signed_and_checked(custodes, packed, tmp_path):
    ended, out = packed()
    assert ended.code == 0, ended.err
    assert (tmp_path / "keys" / "plan.key").stat().st_mode & 0o077 == 0
    said = json.loads(custodes("plan", "check", out, "--format", "json").out)
    assert f"SHA-256 {said['sha256']}" in ended.out
    assert said["key"] in ended.err
    over = [one for one in said["remarks"] if one["what"] == "over_stated"]
    assert [one["line"] for one in over] == ["M-1"]
    under_claim = packed(PLAN.replace('"in_place"', '"planned"', 1))[1]
    told = json.loads(custodes("plan", "check", under_claim, "--format", "json").out)["remarks"]
    assert [one["line"] for one in told if one["what"] == "under_stated"] == [""]
    assert "40%" in over[0]["says"]
    assert "R0007" in over[0]["says"]
    again, _out = packed()
    assert said["key"] in again.err


def test_a_package_that_was_altered_is_refused(custodes, packed, tmp_path):
    _ended, out = packed()
    whole = bytearray(out.read_bytes())
    whole[len(whole) // 2] ^= 1
    out.write_bytes(whole)
    for path in (out, tmp_path / "none.zip"):
        ended = custodes("plan", "check", path)
        assert (ended.code, ended.out) == (1, "")
        assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('force = "kent"', "", "does not say force"),
        ("2026-03-02T23:59:59+00:00", "2026-03-02", "cut_off"),
        ('status = "in_place"\nowner', 'status = "done"\nowner', 'line 1: status is "done"'),
        ('answers = ["people"]', 'answers = ["who"]', 'line 1, evidence 2: answers "who"'),
        ('figure = "coverage-systems", answers', "answers", "name a figure or a document"),
        ('id = "coverage-systems"', 'id = "other"', "rests on a figure that is gone"),
        ("value = 0.4", 'value = "much"', "figure 1: value"),
        ('name = "plan.txt"', 'name = "../plan.txt"', "no name of a document"),
        ('name = "plan.txt"', 'name = "gone.txt"', '"gone.txt" cannot be read'),
        ("page = 1", 'page = "one"', "page is"),
        ("page = 1", "page = 2", 'page 2 of "plan.txt" is not there; its last page is 1'),
        ("page = 1", "page = 0", 'page 0 of "plan.txt" is not there'),
        ("due = 2025-12-31", 'due = "soon"', "due is"),
        ('title = "Monitor every system"', 'title = "Ring 01632 960123"', "telephone number"),
        ("[[claim]]", "[[claims]]", '"claims" is not known'),
        ("element", "=", "cannot be read"),
    ],
)
def test_what_cannot_be_sent_is_told_in_one_sentence_and_nothing_is_written(packed, old, new, said):
    assert old in PLAN
    ended, out = packed(PLAN.replace(old, new, 1))
    assert (ended.code, out.exists()) == (1, False)
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_key_that_others_may_read_or_that_is_none_is_refused(packed, tmp_path):
    packed()
    key = tmp_path / "keys" / "plan.key"
    key.chmod(0o644)
    ended, _out = packed()
    assert ended.code == 1
    assert "chmod 600" in ended.err
    key.chmod(0o600)
    key.write_text("nothing")
    ended, _out = packed()
    assert ended.code == 1
    assert "holds no signing key" in ended.err


def test_a_number_is_confirmed_in_the_folder_with_the_reason(packed, folder, custodes):
    (folder / "plan.txt").write_text("Switchboard: 01632 960 001.\n")
    ended, out = packed()
    assert ended.code != 0 and "confirm it with the reason" in ended.err
    said = (
        '\n[[confirmed]]\nwhere = "plan.txt, page 1"\nkind = "a telephone number"\n'
        'because = "The number of the switchboard."\n'
    )
    ended, out = packed(PLAN + said)
    assert ended.code == 0
    assert "fingerprint is" in " ".join(ended.err.split())
    told = json.loads(custodes("plan", "check", out, "--format", "json").out)
    assert len(told["fingerprint"].split()) == 8
    assert custodes("plan", "check", out).code == 0
