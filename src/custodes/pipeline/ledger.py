"""The ledger of runs as people compare it: what of one run differs from the run before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from custodes.indicators import INDICATORS
from custodes.purposes import PURPOSES
from custodes.store.home import Home
from custodes.store.runs import RunRecord, run_named
from custodes.vocabulary.errors import UserError

__all__ = ("Changed", "RunRecord", "changed", "ledger", "run_folder", "run_named", "titles")


@dataclass(frozen=True)
class Changed:
    """Something that a run was made with and the other was not: its words, then and now."""

    what: str
    name: str
    then: str
    now: str


def ledger(home: Home) -> tuple[list[RunRecord], list[str]]:
    """Every run that can be read, oldest first, and the names of those that cannot."""
    found, damaged = [], []
    for path in sorted((home.path / "runs").glob("R[0-9]*")):
        try:
            found.append(run_named(home, path.name))
        except UserError:
            damaged.append(path.name)
    return found, damaged


def run_folder(home: Home, name: str) -> Path:
    """Where a run lies in the home."""
    return home.path / "runs" / name


def titles() -> dict[str, str]:
    """The words of each indicator and purpose, by id."""
    return {i.id: i.title for i in INDICATORS} | {p.id: p.title for p in PURPOSES}


def changed(before: RunRecord, after: RunRecord) -> list[Changed]:
    """What differs in how two runs were made: budget, program, versions and limits."""
    found = []
    if before.budget != after.budget:
        found.append(Changed("budget", "", str(before.budget), str(after.budget)))
    then, now = before.versions, after.versions
    if then.get("custodes") != now.get("custodes"):
        found.append(
            Changed("program", "", str(then.get("custodes", "")), str(now.get("custodes", "")))
        )
    for kind in ("indicators", "purposes"):
        found += _differing(kind[:-1], then.get(kind, {}), now.get(kind, {}))
    found += _differing("limit", _flat(before.limits), _flat(after.limits))
    found += _differing("off", _joined(before), _joined(after))
    return found


def _differing(what: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Changed]:
    return [
        Changed(what, name, str(then.get(name, "")), str(now.get(name, "")))
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]


def _flat(limits: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {f"{one}.{name}": value for one, own in limits.items() for name, value in own.items()}


def _joined(record: RunRecord) -> dict[str, str]:
    return {one: ", ".join(tables) for one, tables in record.figures.get("off", {}).items()}
