"""The ledger of runs: what each rested on, what it was asked, and the alerts that it raised."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from custodes.store.home import Home, write_whole
from custodes.vocabulary.errors import UserError, closest, shown

WATCHED = "watched.json"


@dataclass(frozen=True)
class RunRecord:
    """One run as it was made. `batches` are the batches it read, in order; `follows` the runs
    whose alerts kept pairs quiet; `limits` the indicators' limits that differ from their own;
    `versions` what computed it; `alerts_sha256` the hash of the alerts as written; `watched` the
    members of staff under an authorised watch, each with the tables that it covers; `learned` what
    verdicts had taught by then, where it differs from what is declared."""

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
    watched: dict[str, list[str]] = field(default_factory=dict)
    learned: dict[str, Any] = field(default_factory=dict)


def alert_lines(alerts: list[dict[str, Any]]) -> bytes:
    """Alerts as they are kept: one JSON object a line, keys in order, so that equal is equal."""
    return b"".join(
        json.dumps(alert, ensure_ascii=False, sort_keys=True).encode() + b"\n" for alert in alerts
    )


def next_run(home: Home) -> str:
    """The name of the next run: the first after every run that there is."""
    return _name(_last(home) + 1)


@contextmanager
def claimed_run(home: Home) -> Iterator[str]:
    """Hold the name of the next run for as long as it takes to make it, so that a run made at the
    same time gets the one after. Whoever is killed lets go of the name."""
    number = _last(home) + 1
    while True:
        claim = home.path / "runs" / f".{_name(number)}.claim"
        with claim.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                ours = claim.stat().st_ino == _inode(held.fileno())
            except (BlockingIOError, FileNotFoundError):
                ours = False
            taken = (home.path / "runs" / _name(number)).exists()
            try:
                if ours and not taken:
                    yield _name(number)
                    return
            finally:
                if ours:
                    claim.unlink(missing_ok=True)
        number += 1


def runs(home: Home) -> list[RunRecord]:
    """Every run, oldest first."""
    return [_read(path / "run.json") for path in sorted((home.path / "runs").glob("R[0-9]*"))]


def latest(made: Sequence[RunRecord]) -> RunRecord:
    """Of runs, oldest first and at least one: the one that knows most, which has the latest as-of;
    of several as of the same moment the one made last."""
    return max(reversed(made), key=lambda record: datetime.fromisoformat(record.as_of))


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
    path, written = _alerts_file(home, run)
    if hashlib.sha256(written).hexdigest() != record.alerts_sha256:
        raise UserError(
            f"{path} is not as run {run} wrote it: somebody or something changed it. "
            f"`custodes replay {run}` shows what it held."
        )
    return [json.loads(line) for line in written.splitlines()]


def alerts_as_they_lie(home: Home, run: str) -> tuple[list[dict[str, Any]], bool]:
    """The alerts of a run as its file has them now, and whether that is how the run wrote it.

    For a replay alone: lines of a changed file that are no alerts are left out. Raises UserError
    where the file cannot be read.
    """
    record = run_named(home, run)
    _path, written = _alerts_file(home, run)
    alerts = []
    for line in written.splitlines():
        with suppress(ValueError):
            alerts.append(json.loads(line))
    as_written = hashlib.sha256(written).hexdigest() == record.alerts_sha256
    return [a for a in alerts if isinstance(a, dict) and "alert" in a], as_written


def _alerts_file(home: Home, run: str) -> tuple[Path, bytes]:
    path = home.path / "runs" / run / "alerts.jsonl"
    try:
        return path, path.read_bytes()
    except OSError:
        raise UserError(
            f"{path} cannot be read: make the run again with `custodes find`."
        ) from None


def keep_run(
    home: Home,
    record: RunRecord,
    alerts: list[dict[str, Any]],
    watched: Mapping[str, list[dict[str, Any]]] | None = None,
) -> None:
    """Write a run; it is there whole or not at all. `watched` holds the pairs of watched staff."""
    unfinished = home.path / "runs" / f".{record.run}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    write_whole(unfinished / "alerts.jsonl", alert_lines(alerts))
    if watched:
        write_whole(unfinished / WATCHED, json.dumps(watched, ensure_ascii=False).encode())
    write_whole(
        unfinished / "run.json", json.dumps(asdict(record), indent=1, ensure_ascii=False).encode()
    )
    unfinished.replace(home.path / "runs" / record.run)


def watched_of(home: Home, run: str) -> dict[str, list[dict[str, Any]]]:
    """The pairs of watched staff as a run counted them, by reference; empty where none was."""
    try:
        found: dict[str, list[dict[str, Any]]] = json.loads(
            (home.path / "runs" / run / WATCHED).read_bytes()
        )
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise UserError(
            f"What {run} counted of watched staff cannot be read: restore the home from a backup."
        ) from None
    return found


def _read(path: Path) -> RunRecord:
    try:
        fields = json.loads(path.read_text("utf-8"))
        for name in ("batches", "follows"):
            fields[name] = tuple(fields[name])
        return RunRecord(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        raise UserError(f"The run {path} cannot be read: restore the home from a backup.") from None


def _name(number: int) -> str:
    return f"R{number:04d}"


def _last(home: Home) -> int:
    return max((int(record.run[1:]) for record in runs(home)), default=0)


def _inode(handle: int) -> int:
    return os.fstat(handle).st_ino
