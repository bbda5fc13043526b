"""Whether a made-up force is too easy: naive detectors on it, kept beside the run."""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from custodes.proving.forces import ForceOf, Plot, current, force, hashed, source_hash, staged
from custodes.proving.protocol import SEPARABLE_FROM, Protocol
from custodes.proving.results import Separability
from custodes.proving.seed import PREVALENCE
from custodes.store.home import Home

ROWS = "separability.json"


def too_easy(
    out: Path,
    protocol: Protocol,
    *,
    plot: Plot = "hard",
    memory_mb: int,
    told: Callable[[str], None],
) -> list[Separability]:
    """What each naive detector reaches on each seed; those of an earlier run are not made again.

    `told` is given the name of each seed as it begins.
    """
    from custodes.proving.separability import separability

    source = source_hash()
    for number in protocol.numbers:
        given = {PREVALENCE: protocol.planted} if plot == "hard" else {}
        of = ForceOf(protocol.staff, protocol.days, number, plot, protocol.last, given)
        mark = hashed(source, asdict(of), str(protocol.every), str(protocol.warm_up))
        if current(_folder(out, number), mark):
            continue
        told(f"Seed {number}")

        def build(to: Path, of: ForceOf = of, number: int = number) -> None:
            made = to / "force"
            made.mkdir()
            force(made, of, memory_mb)
            alone = replace(protocol, seeds=1, first_seed=number)
            rows = separability(made, Home.open(made / "home"), alone)
            written = [
                {"seed": number, "name": name, "recall": recall, "passes": passes}
                for name, recall, passes in rows
            ]
            (to / ROWS).write_text(json.dumps(written, indent=1), "utf-8")
            shutil.rmtree(made)

        staged(_folder(out, number), mark, build)
    return [row for number in protocol.numbers for row in read_separability(out, number)]


def read_separability(out: Path, number: int) -> list[Separability]:
    """The rows of one seed; none where it was not asked."""
    try:
        rows = json.loads((_folder(out, number) / ROWS).read_text("utf-8"))
    except OSError:
        return []
    return [Separability(limit=SEPARABLE_FROM, **row) for row in rows]


def _folder(out: Path, number: int) -> Path:
    return out / f"separable-{number:03d}"
