"""Forces: made, taken in, and kept for as long as somebody walks through them."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from custodes import __file__ as package
from custodes.pipeline.take_in import take_in
from custodes.proving.protocol import LAST_DAY
from custodes.store.home import Home, settle, write_whole
from custodes.synthetic import make
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import end_of_day

DONE = "done.json"
ONLY_READS = (
    "cli", "web", "proving/report", "proving/shadow", "proving/run.py", "proving/assemble.py",
    "proving/changed.py", "proving/walked.py", "proving/metrics.py", "proving/results.py",
    "proving/intervals.py", "proving/thresholds.py", "proving/fairness.py",
)  # fmt: skip
"""Parts of the program that only read what the stages wrote: changing them redoes no stage."""

Plot = Literal["hard", "cases", "replays", "easy"]
Told = Callable[[int], None]
"""Is told how many steps more are done."""


@dataclass(frozen=True)
class ForceOf:
    """What a force is made of. `given` overrides declared parameters of the synthetic force."""

    staff: int
    days: int
    seed: int
    plot: Plot = "hard"
    last: date = LAST_DAY
    given: Mapping[str, float] = field(default_factory=dict)


def source_hash() -> str:
    """A hash of the program's own files, without those that only read what stages wrote."""
    root = Path(package).parent
    whole = sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".yml", ".yaml")):
        name = path.relative_to(root).as_posix()
        if not any(name == part or name.startswith(part + "/") for part in ONLY_READS):
            whole.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def hashed(*parts: Any) -> str:
    """A hash of what a stage is made from, so that a stale one is known."""
    written = json.dumps(parts, sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()


def current(folder: Path, mark: str) -> bool:
    """Whether a stage's folder is there, whole, and made from what `mark` hashes."""
    try:
        written: dict[str, Any] = json.loads((folder / DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return written.get("mark") == mark


def staged(folder: Path, mark: str, build: Callable[[Path], None]) -> None:
    """Build a stage in a folder beside its place and move it there whole, marked as done.

    What a killed run left is built anew; what is current is left alone.
    """
    if current(folder, mark):
        return
    unfinished = folder.with_name(folder.name + ".tmp")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        build(unfinished)
        write_whole(unfinished / DONE, json.dumps({"mark": mark}).encode())
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.replace(folder)
        settle(folder.parent)
    except OSError as error:
        raise UserError(
            f"{folder} cannot be written ({error.strerror or error}): make room or name another "
            "folder with --out, and run it again; what is done is kept."
        ) from None


def force(folder: Path, of: ForceOf, memory_mb: int) -> None:
    """Make a force in `folder` and take it in: `home`, and `truth` beside it.

    Its clock stands at the end of its last day, so that the same force is the same at any time.
    """
    made = folder / "made"
    make(
        made, staff=of.staff, days=of.days, seed=of.seed, layout="exchange", last=of.last,
        plot=of.plot, given=dict(of.given),
    )  # fmt: skip
    now = end_of_day(of.last).replace(tzinfo=UTC)

    def clock() -> datetime:
        return now

    home = Home.create(folder / "home", force=f"Made-up force {of.seed}")
    report = take_in(home, made / "exchange", clock=clock, memory_mb=memory_mb)
    if refused := [file.label for file in report.files if file.error]:
        raise UserError(
            f"The made-up force {of.seed} was not taken in whole ({', '.join(refused)} refused): "
            "report it."
        )
    shutil.move(made / "truth", folder / "truth")
    shutil.rmtree(made)
    shutil.rmtree(home.path / "originals")
    (home.path / "originals").mkdir(mode=0o700)
