"""The ledger of runs: what each rested on, what it was asked, and the alerts that it raised."""

import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from custodes.store.home import Home, write_whole
from custodes.vocabulary.errors import UserError, closest, shown


@dataclass(frozen=True)
class RunRecord:
    """One run as it was made. `batches` are the batches it read, in order; `follows` the runs
    whose alerts kept pairs quiet; `limits` the indicators' limits that differ from their own;
    `versions` what computed it; `alerts_sha256` the hash of the alerts as written."""

    run: str
    as_of: str
    budget: int
    batches: tuple[str, ...]
    follows: tuple[str, ...]
    limits: dict[str, dict[str, int]]
    versions: dict[str, Any]
    figures: dict[str, Any]
    made_at: str
    alerts: int
    alerts_sha256: str


def alert_lines(alerts: list[dict[str, Any]]) -> bytes:
    """Alerts as they are kept: one JSON object a line, keys in order, so that equal is equal."""
    return b"".join(
        json.dumps(alert, ensure_ascii=False, sort_keys=True).encode() + b"\n" for alert in alerts
    )


def next_run(home: Home) -> str:
    """The name of the next run."""
    return f"R{len(runs(home)) + 1:04d}"


def runs(home: Home) -> list[RunRecord]:
    """Every run, oldest first."""
    return [_read(path / "run.json") for path in sorted((home.path / "runs").glob("R[0-9]*"))]


def run_named(home: Home, name: str) -> RunRecord:
    """A run by name. Raises UserError where there is none."""
    folder = home.path / "runs" / name
    if not re.fullmatch(r"R\d{4,}", name) or not folder.is_dir():
        known = [record.run for record in runs(home)]
        last = (
            f" The last run is {known[-1]}." if known else " No run has been made: `custodes find`."
        )
        raise UserError(f"There is no run {shown(name)}{closest(name, known)}.{last}")
    return _read(folder / "run.json")


def alerts_of(home: Home, run: str) -> list[dict[str, Any]]:
    """The alerts of a run, in their order. Raises UserError where they are damaged or changed."""
    record = run_named(home, run)
    path = home.path / "runs" / run / "alerts.jsonl"
    try:
        written = path.read_bytes()
    except OSError:
        raise UserError(
            f"{path} cannot be read: make the run again with `custodes find`."
        ) from None
    if hashlib.sha256(written).hexdigest() != record.alerts_sha256:
        raise UserError(
            f"{path} is not as run {run} wrote it: somebody or something changed it. "
            f"`custodes replay {run}` shows what it held."
        )
    return [json.loads(line) for line in written.splitlines()]


def keep_run(home: Home, record: RunRecord, alerts: list[dict[str, Any]]) -> None:
    """Write a run; it is there whole or not at all."""
    unfinished = home.path / "runs" / f".{record.run}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    write_whole(unfinished / "alerts.jsonl", alert_lines(alerts))
    write_whole(
        unfinished / "run.json", json.dumps(asdict(record), indent=1, ensure_ascii=False).encode()
    )
    unfinished.replace(home.path / "runs" / record.run)


def _read(path: Path) -> RunRecord:
    try:
        fields = json.loads(path.read_text("utf-8"))
        for name in ("batches", "follows"):
            fields[name] = tuple(fields[name])
        return RunRecord(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        raise UserError(f"The run {path} cannot be read: restore the home from a backup.") from None
