"""A take-in killed at any moment, then run again, leaves what an undisturbed one leaves."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from custodes.store.home import Home
from lib.take_in_kit import access, content, taken, write_table

KILLS = int(os.environ.get("CUSTODES_KILLS", "8"))
"""How many moments are tried; `make soak` sets 50."""
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
home = Home.open(Path(sys.argv[1]))
print("ready", flush=True)
take_in(home, Path(sys.argv[2]), clock=lambda: datetime(2026, 4, 1, 12, tzinfo=UTC))
"""


def _exports(folder: Path) -> Path:
    write_table(folder, "exclusions", [{"kind": "login", "value": "l-3", "reason": "union"}])
    write_table(
        folder,
        "logins",
        [
            {"login": f"l-{i}", "system": "rms", "staff": f"S{i}", "from": "2020-01-01"}
            for i in range(4)
        ],
    )
    for part in range(4):
        rows = [
            access(
                i,
                at=f"2026-0{1 + i % 3}-0{1 + i % 9}T10:00:00Z" if i % 97 else "yesterday",
                login=f"l-{i % 4}",
                person=f"P-{i % 500}",
                reason="" if i % 83 else f"told again in part {part}",
            )
            for i in range(part * 900, part * 900 + 1000)
        ]
        write_table(folder, "accesses", rows, f"accesses/{part}.csv")
    return folder


def _start(home: Path, exports: Path) -> subprocess.Popen:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), str(exports)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_killed_at_any_moment_and_run_again_it_equals_the_undisturbed(tmp_path):
    exports = _exports(tmp_path / "exports")
    empty = Home.create(tmp_path / "empty").path
    shutil.copytree(empty, tmp_path / "undisturbed")
    with _start(tmp_path / "undisturbed", exports) as child:
        began = time.monotonic()
        assert child.wait(60) == 0
        work = time.monotonic() - began
    wanted = content(Home.open(tmp_path / "undisturbed"))
    assert sum(1 for name in wanted if name.startswith("batches/")) == 6

    moments, killed = random.Random(7), 0
    for turn in range(KILLS):
        path = tmp_path / f"home-{turn}"
        shutil.copytree(empty, path)
        with _start(path, exports) as child:
            time.sleep(moments.uniform(0, work))
            child.send_signal(signal.SIGKILL)
            killed += child.wait(60) == -signal.SIGKILL
        report = taken(Home.open(path), exports)
        assert not [file.error for file in report.files if file.error]
        assert content(Home.open(path)) == wanted, f"after the kills of turn {turn}"
        assert not list((path / "staging").iterdir())
        shutil.rmtree(path)
    assert killed >= KILLS / 2, "too few take-ins were killed while they worked"


@pytest.mark.parametrize("times", [2, 3])
def test_the_same_folder_again_adds_nothing(tmp_path, times):
    exports = _exports(tmp_path / "exports")
    home = Home.create(tmp_path / "home")
    first = taken(home, exports)
    wanted = content(home)
    for _ in range(times - 1):
        again = taken(home, exports)
        assert content(home) == wanted
    assert again.new_batches == 0 and not again.refused_anything
    assert [f.rows_in for f in again.files] == [f.rows_in for f in first.files]
    assert all(f.passed_over == {"already taken": f.rows_in} for f in again.files)
    assert all("already taken on 2026-04-01 as batch" in f.note for f in again.files)
