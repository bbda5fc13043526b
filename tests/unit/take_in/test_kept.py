"""What is kept of a file and what is not: facts, refusals, repeats, late facts, exclusions."""

import gzip
import stat
import zipfile

import duckdb
import pytest

from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.vocabulary.errors import UserError
from lib.take_in_kit import NOON, access, facts, taken, write_table


@pytest.fixture
def home(tmp_path):
    return Home.create(tmp_path / "home")


def examples(report):
    return {e.line: e.reason for file in report.files for e in file.examples}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"at": "31/02/2026"}, 'at "31/02/2026" is not a time: write 2026-02-28T10:00:00Z.'),
        ({"at": "2026-02-30T10:00:00Z"}, "is not a time"),
        ({"at": "2026-03-01T10:00:00"}, "has no zone: write it with Z or its offset"),
        ({"at": "2026-03-01"}, "is not a time"),
        ({"at": "1066-10-14T09:00:00Z"}, "is not between 1990 and 2100."),
        ({"at": ""}, "at is empty: every row of accesses must have it."),
        ({"login": "  "}, "login is empty: every row of accesses must have it."),
        ({"action": "peek"}, 'action "peek" is not one of: search, view,'),
        ({"remote": "maybe"}, 'remote "maybe" is neither 1 nor 0.'),
        ({"record": "", "person": ""}, "one of record, person, incident must be filled"),
        ({"known_at": "soon"}, 'known_at "soon" is not a time'),
    ],
)
def test_a_faulty_row_is_refused_with_a_sentence_and_kept(home, tmp_path, changes, reason):
    write_table(tmp_path / "in", "accesses", [access(1), access(2, **changes)])
    report = taken(home, tmp_path / "in")
    assert reason in examples(report)[3]
    assert [row["access"] for row in facts(home, "accesses")] == ["a-1"]
    manifest = committed(home)[0]
    kept = duckdb.sql(f"SELECT * FROM '{home.path / manifest.refused_rows.path}'").fetchall()
    assert kept[0][:2] == ("accesses.csv", 3)
    assert '"access":"a-2"' in kept[0][3]


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        (
            "contacts",
            {"seconds": "-5"},
            'seconds "-5" is less than 0.',
        ),
        ("contacts", {"seconds": "12.7"}, 'seconds "12.7" is not a whole number (seconds).'),
        ("contacts", {"other": "blah"}, "is neither a telephone number nor a mail address."),
        (
            "purposes",
            {"staff": "S1", "role": "DA", "person": "P1"},
            "exactly one of staff, unit, role must be filled, and 2 are.",
        ),
        ("purposes", {"staff": "S1"}, "exactly one of person, incident must be filled, and none"),
        (
            "purposes",
            {"staff": "S1", "person": "P1", "end": "2026-02-28T10:00:00Z"},
            'end "2026-02-28T10:00:00Z" comes before start "2026-03-01T10:00:00Z"',
        ),
    ],
)
def test_faults_of_other_tables(home, tmp_path, table, row, reason):
    whole = {
        "contacts": {
            "contact": "c-1",
            "at": "2026-03-01T10:00:00Z",
            "device": "d-1",
            "other": "07700 900123",
            "direction": "out",
            "channel": "call",
            "seconds": "60",
        },
        "purposes": {"purpose": "p-1", "kind": "task", "start": "2026-03-01T10:00:00Z"},
    }[table]
    write_table(tmp_path / "in", table, [whole | row])
    report = taken(home, tmp_path / "in")
    assert reason in examples(report)[2]


def test_one_number_in_many_spellings_is_one_id(home, tmp_path):
    spellings = ["07700 900123", "+44 (0)7700 900123", "00447700900123", "447700900123", "999"]
    rows = [
        {
            "contact": f"c-{i}",
            "at": "2026-03-01T10:00:00Z",
            "device": "d-1",
            "other": other,
            "direction": "out",
            "channel": "call",
        }
        for i, other in enumerate([*spellings, "Jane.Doe@Example.ORG", "withheld"])
    ]
    write_table(tmp_path / "in", "contacts", rows)
    taken(home, tmp_path / "in")
    assert [row["other"] for row in facts(home, "contacts")] == [
        *["+447700900123"] * 4,
        "999",
        "jane.doe@example.org",
        "WITHHELD",
    ]


def test_times_are_utc_and_late_facts_keep_both(home, tmp_path):
    rows = [
        access(1, at="2026-07-01T10:00:00+01:00", known_at="2026-07-09T00:00:00Z"),
        access(2, at="2026-07-01T10:00:00.250Z"),
    ]
    write_table(tmp_path / "in", "accesses", rows)
    write_table(
        tmp_path / "in",
        "logins",
        [{"login": "l-1", "system": "rms", "staff": "S1", "from": "2026-07-01"}],
    )
    taken(home, tmp_path / "in")
    late, prompt = facts(home, "accesses")
    assert str(late["at"]) == "2026-07-01 09:00:00"
    assert str(late["known_at"]) == "2026-07-09 00:00:00"
    assert prompt["known_at"] == prompt["at"]
    assert str(facts(home, "logins")[0]["from"]) == "2026-06-30 23:00:00"


def test_an_event_told_again_is_a_duplicate_and_told_otherwise_is_refused(home, tmp_path):
    write_table(tmp_path / "one", "accesses", [access(1), access(2), access(2)])
    first = taken(home, tmp_path / "one").files[0]
    assert (first.taken, first.duplicates) == (2, 1)
    write_table(tmp_path / "two", "accesses", [access(2), access(1, action="print"), access(3)])
    second = taken(home, tmp_path / "two").files[0]
    assert (second.taken, second.refused, second.duplicates) == (1, 1, 1)
    assert second.examples[0].reason == (
        'access "a-1" was taken before from accesses.csv line 2 with another action: '
        "ask the owner of the system which one is right."
    )
    kept = committed(home)[1].refused_rows
    text = duckdb.sql(f"SELECT text FROM '{home.path / kept.path}'").fetchall()[0][0]
    assert '"action":"print"' in text


def test_a_register_row_told_otherwise_is_a_newer_telling(home, tmp_path):
    post = {"staff": "S1", "kind": "officer", "role": "response", "unit": "A", "from": "2020-01-01"}
    moved = post | {"unit": "B"}
    for name, rows in [("1", [post, post]), ("2", [moved]), ("3", [moved]), ("4", [post])]:
        # A comment column keeps the files from being the same to the byte.
        write_table(tmp_path / name, "staff", [row | {"note": name} for row in rows])
    taken_rows = [taken(home, tmp_path / name).files[0] for name in "1234"]
    assert [f.taken for f in taken_rows] == [1, 1, 0, 1]
    assert [f.duplicates for f in taken_rows] == [1, 0, 1, 0]
    assert taken_rows[0].extra_columns == ("note",)
    assert [row["unit"] for row in facts(home, "staff")] == ["A", "B", "A"]


def test_a_fact_is_excluded_before_anything_is_stored(home, tmp_path):
    where = tmp_path / "in"
    write_table(
        where,
        "exclusions",
        [
            {"kind": "number", "value": "020 7946 0958", "reason": "union office"},
            {"kind": "incident_kind", "value": "Confidential line", "reason": "protected"},
        ],
    )
    opened = "2026-03-01T10:00:00Z"
    write_table(
        where,
        "incidents",
        [
            {"incident": "I-1", "kind": "burglary", "opened": opened},
            {
                "incident": "CANARY-INCIDENT",
                "kind": "confidential LINE",
                "opened": opened,
                "place": "CANARY-PLACE",
            },
        ],
    )
    write_table(
        where,
        "devices",
        [
            {
                "device": "CANARY-DEVICE",
                "kind": "mobile",
                "number": "+44 20 7946 0958",
                "from": "2020-01-01",
            }
        ],
    )
    look_up = access(2, access="CANARY-ACCESS", incident="CANARY-INCIDENT", at="not a time")
    write_table(where, "accesses", [access(1), look_up])
    call = {"at": opened, "direction": "out", "channel": "call", "seconds": "60"}
    calls = [
        call | {"contact": "c-1", "device": "d-1", "other": "07700900123"},
        call | {"contact": "CANARY-1", "device": "d-1", "other": "(020) 7946-0958"},
        call | {"contact": "CANARY-2", "device": "CANARY-DEVICE", "other": "07700900123"},
    ]
    path = write_table(where, "contacts", calls)
    with path.open("a") as file:
        file.write("CANARY-3,torn line of 02079460958\n")
    report = taken(home, where)
    counts = {f.label: (f.taken, f.refused, f.passed_over) for f in report.files}
    assert counts["incidents.csv"] == (1, 0, {"excluded": 1})
    assert counts["devices.csv"] == (0, 0, {"excluded": 1})
    assert counts["accesses.csv"] == (1, 0, {"excluded": 1})
    assert counts["contacts.csv"] == (1, 1, {"excluded": 2})
    # A later file names what was left out, when nothing else says so any more.
    write_table(tmp_path / "later", "accesses", [access(9, incident="CANARY-INCIDENT")])
    assert taken(home, tmp_path / "later").files[0].passed_over == {"excluded": 1}
    for file in home.path.rglob("*"):
        if file.is_file():
            assert b"CANARY" not in file.read_bytes(), file
    parquets = [p for p in home.path.rglob("*.parquet") if "left_out" not in p.parts]
    for file in parquets:  # pages may be compressed
        rows = duckdb.sql(f"SELECT * FROM read_parquet('{file}')").fetchall()
        assert "CANARY" not in str(rows), file
    whole = {m.label: m.original_whole for m in committed(home)}
    assert whole["exclusions.csv"] and not whole["contacts.csv"]


def test_originals_are_kept_by_hash_and_only_for_their_owner(home, tmp_path):
    path = write_table(tmp_path / "in", "accesses", [access(1)])
    taken(home, tmp_path / "in")
    manifest = committed(home)[0]
    assert (home.path / manifest.original).read_bytes() == path.read_bytes()
    assert manifest.sha256 in manifest.original
    for kept in [home.path, *home.path.rglob("*")]:
        assert stat.S_IMODE(kept.stat().st_mode) & 0o077 == 0, kept


def test_gzip_and_zip_are_read_in_place_and_a_broken_one_is_refused_whole(home, tmp_path):
    where = tmp_path / "in"
    rows = {i: write_table(tmp_path, "accesses", [access(i)]).read_bytes() for i in range(4)}
    (where / "accesses").mkdir(parents=True)
    (where / "accesses" / "1.csv.gz").write_bytes(gzip.compress(rows[1]))
    (where / "accesses" / "2.csv.gz").write_bytes(gzip.compress(rows[2])[:-20])
    with zipfile.ZipFile(where / "accesses" / "3.csv.zip", "w") as archive:
        archive.writestr("a.csv", rows[3])
        archive.writestr("b.csv", rows[0])
    report = taken(home, where)
    assert [bool(f.error) for f in report.files] == [False, True, False, False]
    assert report.refused_anything
    assert [r["access"] for r in facts(home, "accesses")] == ["a-1", "a-3", "a-0"]
    assert (home.path / committed(home)[2].original).read_bytes() == rows[0]


def test_a_second_take_in_at_the_same_time_is_told_to_wait(home, tmp_path):
    write_table(tmp_path / "in", "accesses", [access(1)])
    with home.writing(), pytest.raises(UserError, match="Another take-in is at work"):
        taken(home, tmp_path / "in")


def test_a_home_that_may_not_be_written_gets_a_sentence(home, tmp_path, monkeypatch):
    write_table(tmp_path / "in", "accesses", [access(1)])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("custodes.pipeline.originals.shutil.copyfile", full)
    with pytest.raises(UserError, match="no room left on the disk"):
        take_in(home, tmp_path / "in", clock=lambda: NOON)
    assert not [p for p in (home.path / "facts").rglob("*") if p.is_file()]
    assert committed(home) == []
