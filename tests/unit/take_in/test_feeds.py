"""Feeds: what a force.toml or an exchange folder may say, and every mistake told at once."""

import pytest

from custodes.pipeline.feeds import feeds_at
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from lib.take_in_kit import access, facts, taken, write_table

BASIS = 'legal_basis = "DPA 2018 Part 3"\npurpose = "seeking abuse of position"\n'


def config(tmp_path, text):
    path = tmp_path / "force.toml"
    path.write_text(text)
    return path


def test_every_mistake_of_a_configuration_is_told_at_once(tmp_path):
    path = config(
        tmp_path,
        '[force]\nname = "Northshire"\n[fedes]\n'
        '[feeds.one]\nsource = "exchagne"\nfiles = "x.csv"\n'
        '[feeds.two]\nsource = "exchange"\ntable = "accesses"\nfiles = "x.csv"\nlegal_bsais = "y"\n'
        '[feeds.three]\nsource = "exchange"\ntable = "acceses"\nfiles = "x.csv"\n'
        '[feeds.four]\nsource = "exchange"\ntable = "staff"\nfiles = "../x.csv"\n'
        "retention_days = 0\n",
    )
    with pytest.raises(UserError) as told:
        feeds_at(path)
    said = str(told.value).splitlines()
    assert len(said) == 6
    for clause in (
        "[fedes] is not known; the closest present: feeds",
        '[feeds.one] has no source "exchagne"; the closest present: exchange',
        '[feeds.two] has no setting "legal_bsais"; the closest present: legal_basis',
        'has no table "acceses"; the closest present: accesses',
        'The file pattern "../x.csv" leaves',
        "retention_days must be a whole number from 1, not",
    ):
        assert clause in str(told.value)


def test_a_feed_without_a_basis_is_off_and_its_rows_are_not_read(tmp_path):
    write_table(tmp_path / "in", "accesses", [access(1)], "audit.csv")
    feed = '[feeds.rms]\nsource = "exchange"\ntable = "accesses"\nfiles = "*.csv"\n'
    home = Home.create(tmp_path / "home")
    report = taken(home, config(tmp_path / "in", feed + 'purpose = "x"\n'))
    assert not report.files
    assert (report.off[0].feed, report.off[0].files) == ("rms", 1)
    assert "it has no legal_basis" in report.off[0].why
    assert facts(home, "accesses") == []
    report = taken(home, config(tmp_path / "in", feed + BASIS))
    assert report.files[0].taken == 1


def test_presences_are_off_until_the_folder_gives_their_basis(tmp_path):
    where = tmp_path / "in"
    row = {"device": "r-1", "at": "2026-03-01T10:00:00Z", "seconds": "600"}
    write_table(where, "presences", [row])
    home = Home.create(tmp_path / "home")
    report = taken(home, where)
    assert [o.tables for o in report.off] == [("presences",)] and not report.files
    (where / "exchange.toml").write_text("[presences]\n" + BASIS)
    assert taken(home, where).files[0].taken == 1


def test_files_that_are_no_table_are_named_and_a_parquet_is_read(tmp_path):
    import duckdb

    where = tmp_path / "in"
    csv = write_table(where, "accesses", [access(1)], "accesses/one.csv")
    duckdb.sql(f"SELECT * REPLACE ('a-2' AS access) FROM read_csv('{csv}')").write_parquet(
        str(where / "accesses" / "two.parquet")
    )
    (where / "notes.txt").write_text("hello")
    (where / "acesses.csv").write_text("access\n1\n")
    home = Home.create(tmp_path / "home")
    report = taken(home, where)
    assert report.unnamed == ("acesses.csv", "notes.txt")
    assert [r["access"] for r in facts(home, "accesses")] == ["a-1", "a-2"]


def test_a_folder_with_nothing_says_what_it_could_hold(tmp_path):
    with pytest.raises(UserError, match=r"holds no table: an exchange folder has files such as"):
        feeds_at(tmp_path)
    with pytest.raises(UserError, match="There is no folder or file"):
        feeds_at(tmp_path / "nowhere")
    with pytest.raises(UserError, match="is not TOML"):
        feeds_at(config(tmp_path, "[feeds\n"))


def test_a_missing_column_refuses_the_file_and_the_others_go_on(tmp_path):
    where = tmp_path / "in"
    row = {k: v for k, v in access(1).items() if k != "login"} | {"logn": "l-1"}
    write_table(where, "accesses", [row])
    write_table(where, "persons", [{"person": "P-1"}])
    home = Home.create(tmp_path / "home")
    report = taken(home, where)
    persons, accesses = report.files
    assert persons.taken == 1
    assert "login" in accesses.error and "logn" in accesses.error
    assert report.refused_anything
