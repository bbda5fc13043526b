"""Making a synthetic force: time and memory for every million look-ups.

    python benchmarks/making.py [--staff 3000] [--days 300] [--form csv] [--repeats 1] [--out FILE]

Each run makes the same force in a process of its own and writes its exchange folder, as one CSV
file a table or as Parquet parts. Every repeat must write the same bytes, or the benchmark fails.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from measuring import in_turns, machine, measured, medians, table

from custodes.synthetic.force import make_force
from custodes.synthetic.layouts.exchange import write_exchange
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.make import LAST_DAY

SEED = 1


def run_make(work: Path, staff: int, days: int, form: str) -> dict[str, object]:
    """One force, written; the look-ups in it and a hash of everything that was written."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        force = make_force(staff, days, SEED, LAST_DAY)
        written = write_exchange(Path(folder) / "exchange", Tables(force), form=form)
        digest, size = hashlib.sha256(), 0
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
                size += path.stat().st_size
    return {"made": written, "megabytes": size // 2**20, "answer": digest.hexdigest()}


def main() -> int:
    """Make the force as often as asked and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--staff", type=int, default=3_000)
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--form", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--run", choices=("make",), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        done = measured(lambda: run_make(asked.work, asked.staff, asked.days, asked.form))
        print(json.dumps(done))
        return 0
    arguments = ["--staff", str(asked.staff), "--days", str(asked.days), "--form", asked.form]
    arguments += ["--work", str(asked.work)]
    runs = in_turns(__file__, ["make"], asked.repeats, arguments)["make"]
    taken = medians(runs)
    look_ups = runs[0]["made"]["accesses"]
    millions = look_ups / 1_000_000
    figures = {
        "staff": asked.staff,
        "days": asked.days,
        "form": asked.form,
        "look_ups": look_ups,
        "look_ups_a_staff_day": round(look_ups / asked.staff / asked.days, 2),
        "megabytes": runs[0]["megabytes"],
        "seconds_a_million": round(taken["median_seconds"] / millions, 2),
        "peak_memory_mb_a_million": round(taken["peak_memory_mb"] / millions),
        "made": runs[0]["made"],
        "runs": {"make": taken},
        "same_answer": len({run["answer"] for run in runs}) == 1,
        **machine(),
    }
    print(table(figures["runs"]), file=sys.stderr)
    written = json.dumps(figures, indent=1)
    print(written)
    if asked.out:
        asked.out.write_text(written + "\n")
    return 0 if figures["same_answer"] else 1


if __name__ == "__main__":
    sys.exit(main())
