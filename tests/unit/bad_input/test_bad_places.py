"""Disks that are full or closed, two take-ins at once, a kill: nothing is taken by halves."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from custodes.store.home import Home
from custodes.store.manifests import committed
from lib.take_in_kit import access, content, taken, write_table

CHILD = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
try:
    home = Home.create(Path(sys.argv[1]))
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    take_in(home, Path(sys.argv[2]), clock=lambda: datetime(2026, 4, 1, 12, tzinfo=UTC))
except UserError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
"""


def in_a_process(home: Path, folder: Path, *more: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", CHILD, home, folder, *more]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)


def many_look_ups(folder: Path, rows: int = 20_000) -> None:
    write_table(folder, "accesses", [access(n, reason=f"{n:040x}" * 3) for n in range(rows)])


def one_plain_sentence(ended: subprocess.CompletedProcess) -> str:
    assert ended.returncode == 1, ended.stderr
    said = ended.stderr.strip()
    assert "Traceback" not in said and "\n" not in said and said.endswith("."), said
    return said


@contextmanager
def small_disk(where: Path, megabytes: int):
    """A real disk of so many megabytes; the test is skipped where this user may not make one."""
    where.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(where)],
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk(tmp_path, folder):
    taken(Home.create(tmp_path / "undisturbed"), folder)
    with small_disk(tmp_path / "disk", 3) as disk:
        home = Home.create(disk / "home")
        taken(home, folder)
        before = content(home)
        many_look_ups(folder)
        said = one_plain_sentence(in_a_process(home.path, folder))
        assert "no room left on the disk" in said and "make room" in said
        assert "nothing was taken" in said
        assert content(home) == before
        (folder / "accesses.csv").unlink()
        write_table(folder, "accesses", [access(1)])
        assert in_a_process(home.path, folder).returncode == 0
        assert [m.taken for m in committed(home)] == [1, 1]


def test_files_that_may_not_grow(home, folder):
    taken(home, folder)
    before = content(home)
    many_look_ups(folder)
    one_plain_sentence(in_a_process(home.path, folder, 500_000))
    assert content(home) == before
    assert in_a_process(home.path, folder).returncode == 0
    assert [m.taken for m in committed(home)] == [1, 20_000]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a small disk")
def test_a_home_that_is_read_only(tmp_path, folder):
    with small_disk(tmp_path / "disk", 20) as disk:
        home = Home.create(disk / "home")
        taken(home, folder)
        before = content(home)
        write_table(folder, "accesses", [access(1)])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        said = one_plain_sentence(in_a_process(home.path, folder))
        assert str(home.path) in said and "Read-only" in said
        new = one_plain_sentence(in_a_process(disk / "other", folder))
        assert "A home cannot be made" in new
        assert content(home) == before
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert in_a_process(home.path, folder).returncode == 0


def test_two_take_ins_at_once(home, folder):
    with home.writing():
        said = one_plain_sentence(in_a_process(home.path, folder))
    assert "Another take-in is at work" in said and "wait until it has ended" in said
    assert in_a_process(home.path, folder).returncode == 0


def test_two_take_ins_that_start_together_leave_one_home(home, folder):
    many_look_ups(folder, 3_000)
    command = [sys.executable, "-c", CHILD, str(home.path), str(folder)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [child.communicate(timeout=120)[1] for child in both]
    codes = sorted(child.returncode for child in both)
    assert codes in ([0, 0], [0, 1]), said
    assert [m.taken for m in committed(home)] == [1, 3_000]


def test_killed_in_the_middle_and_run_again(tmp_path, home, folder):
    many_look_ups(folder)
    undisturbed = Home.create(tmp_path / "undisturbed")
    taken(undisturbed, folder)
    command = [sys.executable, "-c", CHILD, str(home.path), str(folder)]
    child = subprocess.Popen(command)
    deadline = time.monotonic() + 60
    while not committed(home) and time.monotonic() < deadline:
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert len(committed(home)) < 2
    assert in_a_process(home.path, folder).returncode == 0
    assert {m.batch for m in committed(home)} == {m.batch for m in committed(undisturbed)}
    assert not list(home.staging.iterdir())
