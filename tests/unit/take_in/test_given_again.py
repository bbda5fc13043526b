"""What comes again, from elsewhere, or with something excluded that cannot be read."""

import pytest

from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from lib.take_in_kit import access, facts, taken, write_table

FEED = """
[force]
name = "Northmoor"
[feeds.audit]
source = "mapped"
files = "audit.csv"
table = "accesses"
system = "rms"
owner = "Records"
legal_basis = "DPA 2018 Part 3"
purpose = "Counter-corruption"
retention_days = 365
time_formats = ["iso"]
[feeds.audit.columns]
access = "NO"
at = "AT"
login = "WHO"
action = "WHAT"
person = "NOMINAL"
[feeds.audit.constants]
record_kind = "person"
[feeds.audit.values.action]
"""
ROWS = (
    "NO,AT,WHO,WHAT,NOMINAL\n"
    "1,2026-03-02T09:00:00Z,l-1,VIEW,P-1\n"
    "2,2026-03-02T09:05:00Z,l-1,PEEK,P-1\n"
)


def test_a_file_is_taken_again_when_its_mapping_was_mended(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "audit.csv").write_text(ROWS)
    config = tmp_path / "in" / "force.toml"
    home = Home.create(tmp_path / "home")
    config.write_text(FEED + 'VIEW = "view"\n')
    (first,) = taken(home, config).files
    assert (first.taken, first.refused) == (1, 1)
    (again,) = taken(home, config).files
    assert (again.taken, again.refused, again.duplicates) == (0, 0, 2)
    config.write_text(FEED + 'VIEW = "view"\nPEEK = "view"\n')
    (mended,) = taken(home, config).files
    assert (mended.taken, mended.refused, mended.duplicates) == (1, 0, 1)
    assert sorted(row["access"] for row in facts(home, "accesses")) == ["1", "2"]


def test_the_same_number_of_an_entry_in_two_systems_is_two_entries(tmp_path):
    rows = [access(1, system="rms"), access(1, system="custody")]
    write_table(tmp_path / "in", "accesses", rows)
    home = Home.create(tmp_path / "home")
    assert not taken(home, tmp_path / "in").refused_anything
    assert {row["system"] for row in facts(home, "accesses")} == {"rms", "custody"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,value,reason\nphone,07700 900123,union\n", 'kind "phone" is not one of'),
        ("kind,value\nnumber,07700 900123\n", "reason"),
    ],
)
def test_nothing_is_taken_while_an_exclusion_cannot_be_read(tmp_path, text, said):
    write_table(tmp_path / "in", "accesses", [access(1)])
    (tmp_path / "in" / "exclusions.csv").write_text(text)
    home = Home.create(tmp_path / "home")
    with pytest.raises(UserError) as stopped:
        taken(home, tmp_path / "in")
    assert said in str(stopped.value) and "Not every exclusion can be heeded" in str(stopped.value)
    assert facts(home, "accesses") == []


def test_the_original_of_an_earlier_batch_is_never_written_over(tmp_path):
    write_table(tmp_path / "in", "accesses", [access(1)])
    home = Home.create(tmp_path / "home")
    taken(home, tmp_path / "in")
    (kept,) = [p for p in (home.path / "originals").rglob("*") if p.is_file()]
    before = (kept.stat().st_ino, kept.read_bytes())
    config = tmp_path / "again" / "force.toml"
    config.parent.mkdir()
    (config.parent / "accesses.csv").write_bytes((tmp_path / "in" / "accesses.csv").read_bytes())
    config.write_text(
        '[force]\nname = "N"\n[feeds.second]\nsource = "mapped"\nfiles = "accesses.csv"\n'
        'table = "accesses"\nowner = "o"\nlegal_basis = "b"\npurpose = "p"\nretention_days = 1\n'
        'time_formats = ["iso"]\n[feeds.second.columns]\naccess = "access"\nat = "at"\n'
        'system = "system"\nlogin = "login"\naction = "action"\nrecord_kind = "record_kind"\n'
        'person = "person"\n'
    )
    taken(home, config)
    assert (kept.stat().st_ino, kept.read_bytes()) == before


def test_a_share_above_one_is_refused(tmp_path):
    link = {"person": "P-1", "other": "P-2", "kind": "same_person"}
    rows = [link | {"confidence": "50"}, link | {"other": "P-3", "confidence": "0.5"}]
    write_table(tmp_path / "in", "person_links", rows)
    (report,) = taken(Home.create(tmp_path / "home"), tmp_path / "in").files
    assert (report.taken, report.refused) == (1, 1)
    assert "is more than 1" in report.examples[0].reason


def test_a_number_that_is_nobodys_own_is_not_taken_for_a_person(tmp_path):
    rows = [{"person": "P-1", "number": n} for n in ("withheld", "101", "07700 900123")]
    write_table(tmp_path / "in", "person_numbers", rows)
    (report,) = taken(Home.create(tmp_path / "home"), tmp_path / "in").files
    assert (report.taken, report.refused) == (1, 2)
    assert "nobody's own" in report.examples[0].reason
