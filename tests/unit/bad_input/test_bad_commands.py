"""Bad input at the command: the exit codes of the contract, sentences, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.take_in_kit import access, content, write_table

DONE, MISTAKE, USAGE, REFUSED = 0, 1, 2, 3


@pytest.fixture
def command(home):
    """Runs `custodes` with this home; its code, what it printed, what it said."""

    def command(*words: object) -> tuple[int, str, str]:
        ended = subprocess.run(
            [sys.executable, "-c", "from custodes.cli.main import run; run()", *map(str, words)],
            env={"PATH": os.environ["PATH"], "CUSTODES_HOME": str(home.path), "COLUMNS": "300"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        for told in (ended.stdout, ended.stderr):
            assert "Traceback" not in told and "a fault of the program" not in told, told
        return ended.returncode, ended.stdout, ended.stderr

    return command


def test_good_rows_end_with_0_and_a_refused_row_with_3(command, folder):
    write_table(folder, "accesses", [access(0)])
    assert command("take-in", folder)[0] == DONE
    write_table(folder, "accesses", [access(0), access(1, at="31/02/2026")])
    code, _out, said = command("take-in", folder)
    assert code == REFUSED
    assert 'accesses.csv line 3: at "31/02/2026" is not a time: write 2026-02-28T10' in said


def test_a_refused_file_ends_with_3_and_json_stays_json(command, folder, good):
    (folder / "accesses.csv").write_bytes(good.decode().encode("utf-16"))
    code, out, said = command("take-in", folder, "--format", "json")
    assert code == REFUSED
    (staff, accesses) = sorted(json.loads(out), key=lambda f: f["file"], reverse=True)
    assert staff["taken"] == 1 and staff["error"] is None
    assert accesses["taken"] == accesses["rows_in"] == 0
    assert "is in UTF-16" in accesses["error"] and "is in UTF-16" in said


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (None, "There is no"),
        ("", "holds no table"),
        ("force.toml:[feeds.a", "is not TOML"),
        ("force.toml:[feeds.a]\nsource = 'exchang'\nfiles = 'a'", 'has no source "exchang"'),
        ("force.toml:[feeds.a]\nsource='exchange'\ntable='staff'\nfiles='../*'", "leaves the feed"),
    ],
)
def test_a_mistake_ends_with_1_and_one_sentence(command, home, tmp_path, made, words):
    where = tmp_path / "other"
    if made is not None:
        where.mkdir()
        if made:
            name, text = made.split(":", 1)
            (where / name).write_text(text)
    before = content(home)
    code, out, said = command("take-in", where)
    assert (code, out) == (MISTAKE, "")
    assert words in said and said.strip().endswith(".")
    assert content(home) == before


@pytest.mark.parametrize("words", [(), ("no-such-folder", "--config", "both.toml"), ("--what",)])
def test_wrong_usage_ends_with_2(command, words):
    assert command("take-in", *words)[0] == USAGE


def test_a_home_that_is_something_else(command, tmp_path, folder):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("kept")
    code, _out, said = command("take-in", folder, "--home", tmp_path / "mine")
    assert code == MISTAKE and "holds other files and is not a home" in said
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_home_whose_settings_are_damaged(command, home, folder):
    (home.path / "home.toml").write_bytes(b"\xff\x00")
    code, _out, said = command("take-in", folder)
    assert code == MISTAKE and "is damaged" in said and "restore the home from a backup" in said


def test_a_folder_of_which_everything_is_bad(command, home, tmp_path):
    """Every kind of bad file at once: each is told, none is taken, and the command still ends."""
    where = tmp_path / "bad"
    (where / "accesses").mkdir(parents=True)
    bad = {
        "empty.csv": b"",
        "nul.csv": b"\0" * 100,
        "torn.csv.gz": b"\x1f\x8b\x08\x00",
        "torn.csv.zip": b"PK\x03\x04torn",
        "none.parquet": b"PAR1 or not",
        "semicolons.csv": b"access;at;system\n1;2;3\n",
        "blank.csv": b"\n\n\n",
    }
    for name, given in bad.items():
        (where / "accesses" / name).write_bytes(given)
    code, out, said = command("take-in", where, "--format", "json")
    assert code == REFUSED
    files = {Path(f["file"]).name.split("!")[0]: f["error"] for f in json.loads(out)}
    assert files.keys() == bad.keys() and all(files.values())
    for error in files.values():
        assert error in said
    assert not [p for p in (home.path / "facts").rglob("*") if p.is_file()]
