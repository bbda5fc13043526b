"""The register of devices against the people who hold them: what does not fit."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Device:
    """A device as the register has it. `holder` is a staff reference, empty when none is named."""

    id: str
    kind: str
    holder: str
    monitored: bool


@dataclass(frozen=True)
class Reconciled:
    """Ids and references only, each list in order."""

    no_holder: tuple[str, ...]
    """Devices that nobody is named for."""
    unknown_holder: tuple[str, ...]
    """Devices whose holder is not among the staff."""
    no_device: tuple[str, ...]
    """Staff for whom no device is named: that is no fault where they need none."""
    twice: tuple[str, ...]
    """Devices that the register names more than once."""
    coverage: Mapping[str, tuple[int, int]]
    """By kind of device: (monitored, held)."""


def reconcile(devices: Iterable[Device], staff: Collection[str]) -> Reconciled:
    """The register held against the staff there are. A device named twice is counted once."""
    known = set(staff)
    first: dict[str, Device] = {}
    twice: set[str] = set()
    for device in devices:
        if device.id in first:
            twice.add(device.id)
        else:
            first[device.id] = device
    coverage: dict[str, tuple[int, int]] = {}
    for device in first.values():
        monitored, held = coverage.get(device.kind, (0, 0))
        coverage[device.kind] = (monitored + device.monitored, held + 1)
    return Reconciled(
        tuple(sorted(one.id for one in first.values() if not one.holder)),
        tuple(sorted(one.id for one in first.values() if one.holder and one.holder not in known)),
        tuple(sorted(known - {one.holder for one in first.values()})),
        tuple(sorted(twice)),
        dict(sorted(coverage.items())),
    )
