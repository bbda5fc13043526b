"""The whole way on a made-up force: take in, explain, measure, rank; time and memory by stage.

    python benchmarks/find.py [--rows 10000000] [--repeats 1] [--out FILE] [--force FOLDER]

A force of up to 3,000 staff with about `--rows` look-ups (a year of it is ten million) is made by
`custodes.synthetic`, taken in once, and ranked as of its last day, each in a process of its own.
`--force` uses one made before (a folder with `exchange`). Every repeat must raise the same alerts,
or the benchmark fails.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from measuring import in_turns, machine, measured, medians, peak_memory_mb, table

from custodes.pipeline.coverage import survey
from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic.make import make

MEMORY_MB = 4000
LOOK_UPS_A_STAFF_DAY = 10.3
MOST_STAFF, LEAST_STAFF, LEAST_DAYS = 3_000, 60, 60
AS_OF = datetime.combine(date(2026, 3, 31), datetime.max.time())


def clock() -> datetime:
    """A time after the force's last day, the same in every run."""
    return datetime(2026, 4, 1, 12, tzinfo=UTC)


class Stages:
    """Progress that notes when each stage began, and the memory held by its end."""

    def __init__(self) -> None:
        self.noted: list[dict[str, object]] = []
        self._began = 0.0
        self._cpu = 0.0

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, so the one before it has ended."""
        self.end()
        self.noted.append({"stage": name})
        self._began, self._cpu = time.monotonic(), time.process_time()

    def advance(self, n: int) -> None:
        """Steps within a stage are not measured."""

    def message(self, text: str) -> None:
        """Nothing is said while measuring."""

    def end(self) -> None:
        """Note how long the last stage took."""
        if self.noted:
            self.noted[-1] |= {
                "seconds": round(time.monotonic() - self._began, 2),
                "cpu_seconds": round(time.process_time() - self._cpu, 2),
                "peak_memory_mb": peak_memory_mb(),
            }


def run_make(work: Path, rows: int) -> dict[str, object]:
    """A force with about so many look-ups."""
    staff = max(LEAST_STAFF, min(MOST_STAFF, round(rows / LOOK_UPS_A_STAFF_DAY / 300)))
    days = max(LEAST_DAYS, round(rows / LOOK_UPS_A_STAFF_DAY / staff))
    made = make(work / "force", staff=staff, days=days)
    return {"staff": staff, "days": days, "made": made.rows}


def run_take_in(work: Path, rows: int) -> dict[str, object]:
    """The exchange folder into a new home."""
    home = Home.create(work / "home")
    report = take_in(home, work / "force" / "exchange", clock=clock)
    return {
        "rows_in": sum(f.rows_in for f in report.files),
        "taken": sum(f.taken for f in report.files),
        "refused": sum(f.refused for f in report.files),
    }


def run_coverage(work: Path, rows: int) -> dict[str, object]:
    """What is monitored as of the force's last day, which a run from the pages measures as well."""
    measured = survey(Home.open(work / "home"), AS_OF)
    return {"systems_and_devices": len(measured.covered)}


def run_find(work: Path, rows: int) -> dict[str, object]:
    """One run as of the force's last day; runs of the same moment do not quieten each other."""
    home = Home.open(work / "home")
    stages = Stages()
    found = find(home, clock=clock, as_of=AS_OF, progress=stages, memory_mb=MEMORY_MB)
    stages.end()
    told = [{k: v for k, v in alert.items() if k not in ("run", "alert")} for alert in found.alerts]
    said = json.dumps(told, sort_keys=True, default=str).encode()
    return {
        "alerts": len(found.alerts),
        "answer": hashlib.sha256(said).hexdigest(),
        **found.record.figures,
        "stages": stages.noted,
    }


RUNS: dict[str, Callable[[Path, int], dict[str, object]]] = {
    "make": run_make,
    "take-in": run_take_in,
    "coverage": run_coverage,
    "find": run_find,
}


def measure(rows: int, repeats: int, work: Path, *, made: bool) -> dict:
    """The whole way once, and `find` so many times."""
    arguments = ["--work", str(work), "--rows", str(rows)]
    before = ["take-in", "coverage"] if made else ["make", "take-in", "coverage"]
    once = in_turns(__file__, before, 1, arguments)
    found = in_turns(__file__, ["find"], repeats, arguments)
    runs = once | found
    accesses = duckdb.execute(
        "SELECT sum(num_rows) FROM "
        f"parquet_file_metadata('{work / 'home' / 'facts' / 'accesses'}/**/*.parquet')"
    ).fetchone()
    first = found["find"][0]
    return {
        "look_ups": int(accesses[0]),
        **{k: v for k, v in once.get("make", [{}])[0].items() if k in ("staff", "days", "made")},
        "taken_in": {k: once["take-in"][0][k] for k in ("rows_in", "taken", "refused")},
        "found": {k: v for k, v in first.items() if isinstance(v, int) and k != "peak_memory_mb"},
        "stages": first["stages"],
        "runs": {name: medians(done) for name, done in runs.items()},
        "same_answer": len({r["answer"] for r in found["find"]}) == 1 and first["alerts"] > 0,
        **machine(),
    }


def main() -> int:
    """Run one step, or the whole way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--force", type=Path, help="a folder with `exchange`, made before")
    parser.add_argument("--work", type=Path, help="where to put the files (default: a new folder)")
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(measured(lambda: RUNS[asked.run](asked.work, asked.rows))))
        return 0
    with tempfile.TemporaryDirectory(dir=asked.work) as folder:
        work = Path(folder)
        if asked.force:
            (work / "force").symlink_to(asked.force.resolve())
        figures = measure(asked.rows, asked.repeats, work, made=bool(asked.force))
    print(table(figures["runs"]), file=sys.stderr)
    for stage in figures["stages"]:
        print(f"  {stage['seconds']:>7} s  {stage['stage']}", file=sys.stderr)
    written = json.dumps(figures, indent=1)
    print(written)
    if asked.out:
        asked.out.write_text(written + "\n")
    return 0 if figures["same_answer"] else 1


if __name__ == "__main__":
    sys.exit(main())
