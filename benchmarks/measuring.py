"""How a benchmark measures: each run in a process of its own, in turns, its time and memory."""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

PACKAGES = ("duckdb", "ibis-framework", "pyarrow", "custodes")


def measured(work: Callable[[], Mapping[str, object]]) -> dict[str, object]:
    """What `work` gives, with its wall and CPU seconds and the peak memory of this process."""
    wall, cpu = time.monotonic(), time.process_time()
    answer = dict(work())
    return {
        "seconds": round(time.monotonic() - wall, 3),
        "cpu_seconds": round(time.process_time() - cpu, 3),
        "peak_memory_mb": peak_memory_mb(),
        **answer,
    }


def peak_memory_mb() -> int:
    """The most memory that this process has held, in MB.

    A child inherits its parent's peak in `ru_maxrss`, so the kernel's own account comes first.
    """
    account = Path("/proc/self/status")
    if account.exists():
        for line in account.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def in_turns(
    script: str, names: Sequence[str], repeats: int, arguments: Sequence[str]
) -> dict[str, list[dict]]:
    """Each named run of a script, `repeats` times, A B C A B C: what every one of them measured.

    The script is called with `--run NAME` and the arguments and prints one line of JSON. Raises
    SystemExit with what the run said when it fails.
    """
    runs: dict[str, list[dict]] = {name: [] for name in names}
    for _turn in range(repeats):
        for name in names:
            command = [sys.executable, script, "--run", name, *arguments]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"{name} failed:\n{done.stderr}")
            runs[name].append(json.loads(done.stdout))
    return runs


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, object]:
    """The times of repeated runs with their median, and the peak memory of the largest."""
    return {
        "seconds": [r["seconds"] for r in runs],
        "median_seconds": round(median(r["seconds"] for r in runs), 3),
        "median_cpu_seconds": round(median(r["cpu_seconds"] for r in runs), 3),
        "peak_memory_mb": max(r["peak_memory_mb"] for r in runs),
    }


def machine() -> dict[str, object]:
    """Where the figures were measured, and with which versions."""
    return {
        "machine": platform.node(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
    }


def table(rows: Mapping[str, Mapping[str, object]]) -> str:
    """Runs as lines of text: wall, CPU, peak memory."""
    width = max(len(name) for name in rows)
    lines = [f"{'':{width}}  {'wall s':>8}  {'CPU s':>8}  {'peak MB':>8}"]
    for name, row in rows.items():
        lines.append(
            f"{name:{width}}  {row['median_seconds']:>8}  {row['median_cpu_seconds']:>8}  "
            f"{row['peak_memory_mb']:>8}"
        )
    return "\n".join(lines)
