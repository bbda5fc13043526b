"""Stages: whole or not at all, made again only when stale, and unhurt by kill -9."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from custodes.proving.conditions import CHANGES, protocol_for
from custodes.proving.forces import ForceOf, current, staged
from custodes.proving.ground import Walk
from custodes.proving.run import jobs_for
from custodes.proving.seed import STAGES, Unit, units, work
from custodes.synthetic.parameters import PARAMETERS
from custodes.vocabulary.errors import UserError

TINY = Unit(
    "tiny",
    "seeds",
    ForceOf(60, 45, 1),
    (("walk", Walk(1, (date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 31)), 50)),),
)


def write(to: Path) -> None:
    (to / "file").write_text("whole", "utf-8")


def test_a_stage_is_made_once_and_again_when_stale(tmp_path):
    made = []

    def build(to):
        made.append(to)
        write(to)

    place = tmp_path / "stage"
    staged(place, "one", build)
    staged(place, "one", build)
    assert (len(made), (place / "file").read_text("utf-8")) == (1, "whole")
    staged(place, "two", build)
    assert len(made) == 2
    assert current(place, "two")
    assert not current(place, "one")


def test_a_stage_that_fails_leaves_the_one_before(tmp_path):
    place = tmp_path / "stage"
    staged(place, "one", write)

    def fail(to):
        write(to)
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match=r"No space left.*what is done is kept"):
        staged(place, "two", fail)
    assert current(place, "one")


def test_what_a_killed_stage_left_is_made_anew(tmp_path):
    place = tmp_path / "stage"
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from custodes.proving.forces import staged\n"
        "def build(to):\n    (to / 'file').write_text('half')\n    (to / 'left').touch()\n"
        "    print('begun', flush=True)\n    time.sleep(60)\n"
        "staged(Path(sys.argv[1]), 'one', build)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "begun\n"
        os.kill(child.pid, signal.SIGKILL)
    assert not place.exists()
    staged(place, "one", write)
    assert sorted(path.name for path in place.iterdir()) == ["done.json", "file"]
    assert not (tmp_path / "stage.tmp").exists()


@pytest.mark.soak
def test_a_walk_that_was_killed_and_resumed_writes_the_same(tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    work(TINY, whole, "source", 1_000, False, lambda _n: None)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from test_stages import TINY\nfrom custodes.proving.seed import work\n"
        "work(TINY, Path(sys.argv[1]), 'source', 1_000, False, lambda n: print(n, flush=True))\n"
    )
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(killed), here], stdout=subprocess.PIPE, text=True
    ) as child:
        # Nothing was done before; the force is made; the first origin is walked.
        assert [child.stdout.readline() for _ in range(3)] == ["0\n", "5\n", "1\n"]
        os.kill(child.pid, signal.SIGKILL)
    assert (killed / "tiny" / "force").exists()
    assert not (killed / "tiny" / "walk").exists()
    begun = time.monotonic()
    told = []
    work(TINY, killed, "source", 1_000, False, told.append)
    assert time.monotonic() - begun < 300
    for name in ("scores.parquet", "evidence.parquet", "staff.json", "asked.json"):
        one, other = (root / "tiny" / "walk" / name for root in (whole, killed))
        assert one.read_bytes() == other.read_bytes(), name
    assert not (killed / "tiny" / "force").exists()
    work(TINY, killed, "source", 1_000, False, told.append)
    assert told[-1] == TINY.steps()


def test_marks_change_with_source_and_force():
    marks = TINY.marks("one")
    assert marks != TINY.marks("two")
    other = Unit(TINY.name, TINY.stage, ForceOf(60, 45, 2), TINY.walks)
    assert marks != other.marks("one")
    assert marks == TINY.marks("one")


def test_more_seeds_leave_the_marks_of_the_first_as_they_are():
    few, many = (units(protocol_for(3_000, 300, n)) for n in (2, 20))
    named = {unit.name: unit for unit in many}
    assert all(unit.marks("s") == named[unit.name].marks("s") for unit in few)


def test_every_unit_has_a_name_of_its_own_and_belongs_to_a_stage():
    planned = units(protocol_for(3_000, 300, 20))
    assert len({unit.name for unit in planned}) == len(planned)
    assert {unit.stage for unit in planned} == set(STAGES)
    small = units(protocol_for(600, 150, 3))
    assert [unit.name for unit in small] == ["seed-001", "seed-002", "seed-003"]


def test_every_condition_overrides_parameters_that_are_declared():
    declared = {parameter.name for parameter in PARAMETERS}
    assert {name for change in CHANGES for name in change.given} <= declared
    assert len({change.id for change in CHANGES}) == len(CHANGES)


def test_jobs_are_bound_by_cores_and_by_memory():
    assert jobs_for(8, 64_000) == 8
    assert jobs_for(8, 8_000) == 2
    assert jobs_for(2, 500) == 1
    assert jobs_for(2, 500, asked=3) == 3
    with pytest.raises(UserError, match="write 1 or more"):
        jobs_for(2, 500, asked=0)


def test_a_damaged_mark_counts_as_not_done(tmp_path):
    (tmp_path / "done.json").write_text("{", "utf-8")
    assert not current(tmp_path, "one")
    (tmp_path / "done.json").write_text(json.dumps({"mark": "one"}), "utf-8")
    assert current(tmp_path, "one")
