"""Rows that cannot be kept: each is refused with line, value and what to do; others are taken."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custodes.store.manifests import committed
from lib.take_in_kit import access, content, facts, taken, write_table
from unit.bad_input.conftest import plain_sentence, sums_hold


def only_refusal(report):
    """The one refused row of a report: its line and its sentence."""
    sums_hold(report)
    ((example,),) = [f.examples for f in report.files if f.refused]
    plain_sentence(example.reason)
    return example.line, example.reason


def repaired(home, folder, table, rows, key):
    """Write the file with good rows: what was refused is taken, what was taken is not twice."""
    write_table(folder, table, rows)
    report = taken(home, folder)
    sums_hold(report)
    assert not report.refused_anything
    assert sorted(row[key] for row in facts(home, table)) == sorted(row[key] for row in rows)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("31/02/2026", ('at "31/02/2026" is not a time', "write 2026-02-28T10:00:00Z")),
        ("2026-02-31T10:00:00Z", ('"2026-02-31T10:00:00Z" is not a time',)),
        ("2026-03-02T25:61:00Z", ("is not a time",)),
        ("0026-03-02T10:00:00Z", ("is not between 1990 and 2100",)),
        ("2026-03-02T10:00:00", ("has no zone", "write it with Z or its offset")),
        ("NaT", ('at "NaT" is not a time',)),
        ("9" * 400, ("is not a time", "…")),
    ],
)
def test_impossible_times(home, folder, at, words):
    write_table(folder, "accesses", [access(0), access(1, at=at), access(2)])
    line, sentence = only_refusal(taken(home, folder))
    assert line == 3 and len(sentence) < 300
    for word in words:
        assert word in sentence
    assert [row["access"] for row in facts(home, "accesses")] == ["a-0", "a-2"]
    repaired(home, folder, "accesses", [access(n) for n in range(3)], "access")


def test_zones_may_be_mixed_and_are_one_time_inside(home, folder):
    moments = [
        "2026-03-02T09:30:00Z",
        "2026-03-02T10:30:00+01:00",
        "2026-03-02 04:00:00-05:30",
        "2026-03-02T09:30:00.000+00:00",
    ]
    rows = [access(n, at=at) for n, at in enumerate(moments)]
    write_table(folder, "accesses", rows)
    report = taken(home, folder)
    sums_hold(report)
    assert {str(row["at"]) for row in facts(home, "accesses")} == {"2026-03-02 09:30:00"}


def test_a_negative_duration_is_refused(home, folder):
    call = {
        "contact": "c-1",
        "at": "2026-03-02T09:30:00Z",
        "device": "D-1",
        "other": "+447700900123",
        "direction": "out",
        "channel": "call",
    }
    write_table(folder, "contacts", [call | {"seconds": "-5"}])
    line, sentence = only_refusal(taken(home, folder))
    assert line == 2 and 'seconds "-5"' in sentence
    repaired(home, folder, "contacts", [call | {"seconds": "5"}], "contact")


def test_a_span_that_ends_before_it_starts_is_refused(home, folder):
    duty = {"staff": "S-1", "start": "2026-03-02T09:00:00Z", "status": "duty"}
    write_table(folder, "duties", [duty | {"end": "2026-03-02T07:00:00Z"}])
    line, sentence = only_refusal(taken(home, folder))
    assert line == 2 and "comes before" in sentence and "look at both" in sentence
    repaired(home, folder, "duties", [duty | {"end": "2026-03-02T17:00:00Z"}], "staff")


def test_duties_that_overlap_are_taken(home, folder):
    rows = [
        {"staff": "S-1", "start": f"2026-03-02T{h:02}:00:00Z", "end": end, "status": status}
        for h, end, status in (
            (8, "2026-03-02T16:00:00Z", "duty"),
            (12, "2026-03-02T18:00:00Z", "overtime"),
            (0, "2026-03-03T00:00:00Z", "leave"),
        )
    ]
    write_table(folder, "duties", rows)
    report = taken(home, folder)
    assert not report.refused_anything and len(facts(home, "duties")) == 3


def test_a_login_that_nobody_holds_is_taken(home, folder):
    write_table(folder, "accesses", [access(0, login="nobody-knows")])
    report = taken(home, folder)
    assert not report.refused_anything
    assert [row["login"] for row in facts(home, "accesses")] == ["nobody-knows"]


def test_bytes_of_another_encoding_name_line_byte_and_setting(home, folder):
    path = write_table(folder, "accesses", [access(0), access(1, reason="café"), access(2)])
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    line, sentence = only_refusal(taken(home, folder))
    assert line == 3
    assert "0xE9" in sentence and "not UTF-8" in sentence and 'encoding = "cp1252"' in sentence
    rows = [access(0), access(1, reason="café"), access(2)]
    repaired(home, folder, "accesses", rows, "access")


def test_a_nul_byte_names_line_and_byte(home, folder):
    path = write_table(folder, "accesses", [access(0), access(1, reason="a\0b"), access(2)])
    assert b"\0" in path.read_bytes()
    line, sentence = only_refusal(taken(home, folder))
    assert line == 3 and "the line holds a NUL byte at byte" in sentence
    assert "put it right and give the file again" in sentence
    repaired(home, folder, "accesses", [access(n) for n in range(3)], "access")


def test_fifty_megabytes_in_one_field_are_one_refused_row(home, folder):
    huge = access(1, reason="x" * 50_000_000)
    write_table(folder, "accesses", [access(0), huge, access(2)])
    line, sentence = only_refusal(taken(home, folder))
    assert (
        line == 3
        and "is 50,000,060 bytes long" in sentence
        and "more than the 1,000,000 of a line" in sentence
    )
    assert [row["access"] for row in facts(home, "accesses")] == ["a-0", "a-2"]
    kept = committed(home)[-1].refused_rows
    assert kept is not None and (home.path / kept.path).stat().st_size < 100_000
    repaired(home, folder, "accesses", [access(n) for n in range(3)], "access")


def test_fifty_quoted_megabytes_over_many_lines_never_close(home, folder, good):
    lines = good.splitlines(keepends=True)
    torn = lines[1].replace(b"a-0", b'"' + b"x\n" * 2_000 + b'a-0"')
    (folder / "accesses.csv").write_bytes(lines[0] + torn + lines[2])
    ((sentence,),) = [[f.error for f in taken(home, folder).files if f.error]]
    plain_sentence(sentence)
    assert "line 2" in sentence and "runs over 2,001 lines" in sentence


def test_a_row_with_too_many_or_too_few_fields(home, folder, good):
    lines = good.splitlines(keepends=True)
    (folder / "accesses.csv").write_bytes(
        lines[0] + lines[1].rstrip() + b",more\n" + b"a-7,2026-03-02T09:30:00Z\n" + lines[2]
    )
    report = taken(home, folder)
    sums_hold(report)
    found = {e.line: e.reason for f in report.files for e in f.examples}
    assert sorted(found) == [2, 3]
    for reason in found.values():
        plain_sentence(reason)
        assert "columns" in reason or "fields" in reason
    assert [row["access"] for row in facts(home, "accesses")] == ["a-1"]


def test_a_file_with_a_header_alone_brings_nothing_and_harms_nothing(home, folder, good):
    (folder / "accesses.csv").write_bytes(good.splitlines(keepends=True)[0])
    report = taken(home, folder)
    sums_hold(report)
    assert not report.refused_anything
    assert [f.rows_in for f in report.files if f.label == "accesses.csv"] == [0]
    assert facts(home, "accesses") == []
    again = taken(home, folder)
    assert again.new_batches == 0
    repaired(home, folder, "accesses", [access(n) for n in range(3)], "access")


def test_parquet_of_other_types_is_read_as_the_text_it_stands_for(home, folder):
    folder.mkdir(exist_ok=True)
    moment = pa.array([1_772_443_800_000_000], pa.timestamp("us", "Europe/London"))
    columns = {
        "access": pa.array([17], pa.int64()),
        "at": moment,
        "system": pa.array(["rms"]).dictionary_encode(),
        "login": pa.array([42.0]),
        "action": pa.array(["view"], pa.large_string()),
        "record_kind": pa.array(["person"]),
        "record": pa.array([7], pa.uint8()),
        "remote": pa.array([True]),
    }
    pq.write_table(pa.table(columns), folder / "accesses.parquet")
    report = taken(home, folder)
    assert not report.refused_anything
    (row,) = facts(home, "accesses")
    assert (row["access"], row["login"], row["record"], row["remote"]) == ("17", "42", "7", 1)
    assert str(row["at"]) == "2026-03-02 09:30:00"


def test_the_same_bad_file_again_is_said_again_and_adds_nothing(home, folder):
    write_table(folder, "accesses", [access(0), access(1, at="yesterday")])
    taken(home, folder)
    before = content(home)
    again = taken(home, folder)
    assert again.new_batches == 0 and content(home) == before
