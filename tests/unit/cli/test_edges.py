"""The edges of the command line: what a reader, a spreadsheet or a terminal may meet."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from custodes.cli import alert_text
from custodes.cli.options import Format
from custodes.cli.showing import printable, show
from custodes.pipeline.diagnose import diagnose
from custodes.pipeline.limits import limits_from
from custodes.pipeline.reports import Silence
from custodes.store.backup import backup
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from lib import take_in_kit
from lib.take_in_kit import access, write_table

COMMAND = Path(sys.executable).with_name("custodes")


def test_numbers_in_csv_are_plain(capsys):
    show([{"rows": 12345, "share": 0.125}], {"rows": "rows", "share": "share"}, Format.CSV, "")
    said = capsys.readouterr().out
    assert list(csv.DictReader(io.StringIO(said))) == [{"rows": "12345", "share": "0.125"}]


def test_what_a_terminal_would_obey_does_not_reach_it(capsys):
    show([{"staff": "A-1\x1b[2J\x07"}], {"staff": "staff"}, Format.TABLE, "")
    said = capsys.readouterr().out
    assert "A-1\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}" in said
    assert "\x1b" not in said
    assert printable("Ürsula-s\nline\r\u202e") == "Ürsula-s\nline" + 2 * "\N{REPLACEMENT CHARACTER}"


def test_an_alert_shown_whole_is_printable(custodes, taken):
    alert = json.loads(custodes("alerts", "--format", "json", home=taken).out)[0]
    assert "\x1b" not in alert_text.whole(alert | {"sentence": "The login of A\x1b[31m"})


def test_a_backup_inside_the_home_is_refused(tmp_path):
    home = Home.create(tmp_path / "home")
    for inside in (home.path / "kept", home.path / "runs" / "kept", tmp_path / "x/../home/kept"):
        with pytest.raises(UserError, match="lies inside the home"):
            backup(home, inside)
    assert not (home.path / "kept").exists()
    assert backup(home, tmp_path / "kept") > 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[indicators]\nbreadth = 3", "is not a table of limits; write .indicators.breadth."),
        ("indicators = 3", "indicators is not a table"),
        ("[indicators.breadth]\nwindow = 91", "write 90 or less, .* weighed 90 days back"),
    ],
)
def test_settings_that_cannot_be_meant_are_told(tmp_path, written, said):
    (tmp_path / "settings.toml").write_text(written)
    with pytest.raises(UserError, match=said):
        limits_from(tmp_path / "settings.toml")
    (tmp_path / "settings.toml").write_text("[indicators.breadth]\nwindow = 90")
    assert limits_from(tmp_path / "settings.toml") == {"breadth": {"window": 90}}


def test_check_finds_a_changed_original(tmp_path):
    write_table(tmp_path / "in", "accesses", [access(1)])
    write_table(
        tmp_path / "in", "logins",
        [{"login": "l-1", "system": "rms", "staff": "A-1", "from": "2025-01-01"}],
    )  # fmt: skip
    home = Home.create(tmp_path / "home")
    assert not taken_in(home, tmp_path / "in")
    original = sorted(p for p in (home.path / "originals").rglob("*") if p.is_file())[0]
    original.write_bytes(original.read_bytes() + b"x")
    wrong = {c.name: c.text for c in diagnose(home, Silence()) if not c.well and c.name != "disk"}
    assert list(wrong) == ["originals"]
    assert f"{original.name} was changed" in wrong["originals"]


def taken_in(home, folder):
    return take_in_kit.taken(home, folder).refused_anything


def test_a_reader_who_has_enough_ends_it_with_0(taken):
    read, write = os.pipe()
    os.close(read)
    for form in ("json", "table"):
        ended = subprocess.run(
            [COMMAND, "alerts", "--format", form, "--home", taken],
            stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert ended.returncode == 0
        assert re.fullmatch(r"Run R\d+ as of \S+\.\n", ended.stderr)
    os.close(write)


def test_ctrl_c_is_told_and_ends_with_130(taken, tmp_path):
    with subprocess.Popen(
        [COMMAND, "find", "--home", taken, "--as-of", "2026-03-20"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as working:  # fmt: skip
        first = working.stderr.readline()
        time.sleep(0.2)
        working.send_signal(signal.SIGINT)
        _out, said = working.communicate(timeout=60)
    assert first
    assert said.splitlines()[-1] == "custodes: stopped; what was committed is kept."
    assert working.returncode == 130
