"""Take-in of a delimited audit against DuckDB's own read and sorted Parquet write of its columns.

    python benchmarks/take_in.py [--rows 10000000] [--repeats 3] [--out FILE]

Both run in processes of their own, in turns, on the same file. Written as JSON: wall times, their
ratio (at most 3 is wanted), the peak memory of each (under 4 GB), and the machine's name.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import duckdb

from custodes.pipeline.take_in import take_in
from custodes.store.home import Home

COLUMNS = 'access, "at", system, login, action, record_kind, record, person, terminal'


def make_audit(folder: Path, rows: int) -> Path:
    """A made-up audit of `rows` look-ups of 5,000 logins over a year, and their register."""
    folder.mkdir(parents=True)
    con = duckdb.connect()
    con.execute("SELECT setseed(0.5)")
    con.execute(
        f"""COPY (SELECT 'rms-' || printf('%09d', i) AS access,
        strftime(TIMESTAMP '2025-04-01' + to_seconds(i * 31536000 // {rows}),
            '%Y-%m-%dT%H:%M:%SZ') AS "at",
        'rms' AS system, 'user' || (hash(i) % 5000) AS login,
        list_extract(['search', 'view', 'view', 'view', 'print', 'edit'],
            1 + CAST(hash(i + 1) % 6 AS INTEGER)) AS action,
        'person' AS record_kind, 'N' || (hash(i + 2) % 400000) AS record,
        'N' || (hash(i + 2) % 400000) AS person, 'WS' || (hash(i + 3) % 3000) AS terminal
        FROM range({rows}) r(i)) TO '{folder}/accesses.csv' (HEADER)"""
    )
    con.execute(
        f"""COPY (SELECT 'user' || i AS login, 'rms' AS system, 'S' || i AS staff,
        '2020-01-01' AS "from" FROM range(5000) r(i)) TO '{folder}/logins.csv' (HEADER)"""
    )
    return folder / "accesses.csv"


def run_take_in(folder: Path, out: Path) -> int:
    """Take the folder in; the rows taken."""
    home = Home.create(out / "home")
    report = take_in(home, folder, clock=lambda: datetime(2026, 4, 1, tzinfo=UTC))
    return sum(f.tables.get("accesses", 0) for f in report.files)


def run_duckdb(folder: Path, out: Path) -> int:
    """DuckDB's own read of the same columns as text, sorted and written; the rows written."""
    out.mkdir(exist_ok=True)
    con = duckdb.connect(config={"temp_directory": str(out / "spill"), "memory_limit": "2000MB"})
    source = f"read_csv('{folder}/accesses.csv', all_varchar = true)"
    written = con.execute(
        f'COPY (SELECT {COLUMNS} FROM {source} ORDER BY login, person, "at", access) '
        f"TO '{out}/sorted.parquet' (FORMAT parquet)"
    ).fetchone()
    return int(written[0])


RUNS = {"take_in": run_take_in, "duckdb": run_duckdb}


def timed(which: str, folder: Path, out: Path) -> dict:
    """One run in a process of its own: seconds, peak memory, rows."""
    command = [
        sys.executable,
        __file__,
        "--run",
        which,
        "--folder",
        str(folder),
        "--work",
        str(out),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def measure(rows: int, repeats: int, work: Path) -> dict:
    """Both runs in turns; every figure of each."""
    audit = make_audit(work / "audit", rows)
    runs: dict[str, list[dict]] = {name: [] for name in RUNS}
    for turn in range(repeats):
        for name in RUNS:
            runs[name].append(timed(name, audit.parent, work / f"{name}-{turn}"))
    figures = {
        name: {
            "seconds": [r["seconds"] for r in done],
            "median_seconds": round(median(r["seconds"] for r in done), 2),
            "peak_memory_mb": max(r["peak_memory_mb"] for r in done),
            "rows": done[0]["rows"],
        }
        for name, done in runs.items()
    }
    ratio = figures["take_in"]["median_seconds"] / max(figures["duckdb"]["median_seconds"], 0.01)
    return {
        "rows": rows,
        "file_mb": round(audit.stat().st_size / 1e6),
        "machine": platform.node(),
        "cores": len(os.sched_getaffinity(0)),
        "duckdb_version": duckdb.__version__,
        **figures,
        "ratio": round(ratio, 2),
        "answer_ok": figures["take_in"]["rows"] == figures["duckdb"]["rows"] == rows,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        started = time.monotonic()
        rows = RUNS[given.run](given.folder, given.work)
        seconds = round(time.monotonic() - started, 2)
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        print(json.dumps({"seconds": seconds, "peak_memory_mb": peak, "rows": rows}))
        return 0
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        figures = measure(given.rows, given.repeats, Path(work))
    print(json.dumps(figures, indent=1))
    if given.out:
        given.out.write_text(json.dumps(figures, indent=1) + "\n")
    return 0 if figures["answer_ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
