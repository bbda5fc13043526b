"""The proving ground on one made-up force: time and memory of making it, and of each detector.

    python benchmarks/proving.py [--staff 600] [--days 150] [--origins 3] [--out FILE]

The force is made and taken in, and then walked over its last origins, a week apart, with the
product and every rival; each in a process of its own. Time is stated an origin. A run of the whole
takes about this many origins times that long, in as many processes at once as cores allow.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from measuring import in_turns, machine, measured

from custodes.proving.conditions import protocol_for
from custodes.proving.forces import ForceOf, force
from custodes.proving.ground import Walk, read_walk, walk

MEMORY_MB = 4000
SEED = 1


def make_force(folder: Path, staff: int, days: int) -> dict[str, object]:
    """Make and take in one hard force."""
    force(folder, ForceOf(staff, days, SEED), MEMORY_MB)
    return {}


def walk_force(folder: Path, staff: int, days: int, origins: int) -> dict[str, object]:
    """Walk over the last origins with everybody asked."""
    protocol = replace(protocol_for(staff, days, 1), every=7)
    chosen = protocol.origins[-origins:]
    with tempfile.TemporaryDirectory() as out:
        walk(
            folder,
            Walk(SEED, chosen, protocol.keep, rivals=True),
            Path(out),
            lambda _n: None,
            MEMORY_MB,
        )
        seconds = json.loads((Path(out) / "seconds.json").read_text("utf-8"))
        walked = read_walk(Path(out), SEED)
    each = {name: round(spent / origins, 2) for name, spent in seconds.items()}
    return {"seconds_an_origin": each, "staff": len(walked.staff)}


def main() -> None:
    """Read the options; run one part, or all in processes of their own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--staff", type=int, default=600)
    options.add_argument("--days", type=int, default=150)
    options.add_argument("--origins", type=int, default=3)
    options.add_argument("--out", type=Path)
    options.add_argument("--run", choices=("make", "walk"))
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    if given.run == "make":
        print(json.dumps(measured(lambda: make_force(given.folder, given.staff, given.days))))
        return
    if given.run == "walk":
        done = measured(lambda: walk_force(given.folder, given.staff, given.days, given.origins))
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory(prefix="custodes-proving-") as folder:
        size = ["--staff", str(given.staff), "--days", str(given.days)]
        more = ["--origins", str(given.origins), "--folder", folder]
        runs = in_turns(__file__, ("make", "walk"), 1, [*size, *more])
    answer = {"machine": machine(), "staff": given.staff, "days": given.days, "runs": runs}
    (walked,) = runs["walk"]
    spent = sorted(walked["seconds_an_origin"].items(), key=lambda one: -one[1])
    for name, seconds in spent:
        print(f"{name:32}  {seconds:8.2f} s an origin")
    for name, (run,) in runs.items():
        print(f"{name}: {run['seconds']} s, {run['peak_memory_mb']} MB")
    if given.out:
        given.out.write_text(json.dumps(answer, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
