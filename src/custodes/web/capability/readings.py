"""What the engine says of coverage, as it is kept: rows, and the device register reconciled."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from custodes.pipeline.coverage import Covered, Registered, coverage, device_register
from custodes.pipeline.find import moment_of
from custodes.store.home import Home
from custodes.store.runs import runs
from custodes.vocabulary.times import Clock
from custodes.web.capability.register import Device, Reconciled, reconcile

MOST_LISTED = 200
"""Devices that are listed for each fault; the count is of all."""


def read_engine(home: Home, *, clock: Clock) -> tuple[str, datetime, dict[str, Any]]:
    """The last run ("" where none was made), the moment asked about, and the content to keep.

    The moment is that of the last event taken in. Of staff only counts are kept, and of a device
    its own id: who holds it stays in the home.
    """
    moment = moment_of(home, clock)
    made = runs(home)
    register, staff = device_register(home, moment)
    content = {
        "covered": [asdict(one) for one in coverage(home, moment)],
        "devices": reconciled_json(reconcile(_devices(register), staff), len(staff)),
    }
    return (made[-1].run if made else ""), moment, content


def covered_of(content: Mapping[str, Any]) -> list[Covered]:
    """The rows of coverage that a reading keeps."""
    return [Covered(**row) for row in content["covered"]]


def reconciled_json(told: Reconciled, staff: int | None) -> dict[str, Any]:
    """What did not fit, as it is kept: how many of each, and the first devices by id.

    `staff` is None where there was no register of staff to hold the devices against.
    """
    faults = {"no_holder": told.no_holder, "twice": told.twice}
    if staff is not None:
        faults["unknown_holder"] = told.unknown_holder
    return {
        "faults": {
            name: {"count": len(ids), "listed": list(ids[:MOST_LISTED])}
            for name, ids in faults.items()
        },
        "staff": staff,
        "staff_without": None if staff is None else len(told.no_device),
        "coverage": {kind: list(pair) for kind, pair in told.coverage.items()},
    }


def _devices(register: Iterable[Registered]) -> list[Device]:
    return [Device(one.device, one.kind, one.holder, one.monitored) for one in register]
