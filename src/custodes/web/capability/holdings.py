"""What the force holds and how it is monitored: the engine's coverage joined with the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from custodes.pipeline.coverage import Covered
from custodes.web.capability.words import DEVICE, NOT_MONITORED, PROACTIVE, SYSTEM, WATCHED


class Listed(Protocol):
    """A row of the register, as far as it is joined."""

    pk: int
    what: str
    name: str
    engine_name: str
    held: int | None
    mode: str
    how: str
    post: str
    planned_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class Holding:
    """A system or a class of device. `held` and `monitored` are logins of a system, devices of a
    class; None where nobody counted. `known`: the engine has it. `item` is its row of the register,
    None where nobody has described it yet."""

    what: str
    name: str
    engine_name: str = ""
    known: bool = False
    held: int | None = None
    monitored: int | None = None
    last_event: str | None = None
    mode: str = NOT_MONITORED
    how: str = ""
    post: str = ""
    planned_on: date | None = None
    due_on: date | None = None
    item: int | None = None

    @property
    def measured(self) -> bool:
        """Whether the engine has seen it used: what is only said to be monitored is not."""
        return bool(self.monitored)

    @property
    def only_said(self) -> bool:
        """Whether the register says that it is monitored and the engine has seen nothing of it."""
        return self.mode != NOT_MONITORED and not self.measured


def joined(covered: Iterable[Covered], items: Iterable[Listed]) -> list[Holding]:
    """Every system and class of device, by name: those of the engine with what the register says
    of them, and those that the register alone has."""
    by_name = {(one.what, one.engine_name): one for one in items if one.engine_name}
    found, used = [], set()
    for row in covered:
        if not (row.held or row.monitored):
            continue
        item = by_name.get((row.what, row.name))
        used.add(item.pk if item else None)
        found.append(_holding(row, item))
    found += [_holding(None, one) for one in items if one.what in WATCHED and one.pk not in used]
    return sorted(found, key=lambda one: (WATCHED.index(one.what), one.name.casefold()))


def _holding(row: Covered | None, item: Listed | None) -> Holding:
    what = row.what if row else (item.what if item else "")
    said = (
        {
            "mode": item.mode,
            "how": item.how,
            "post": item.post,
            "planned_on": item.planned_on,
            "due_on": item.due_on,
            "item": item.pk,
            "held": item.held,
            "engine_name": item.engine_name,
        }
        if item
        else {}
    )
    measured = (
        {
            "known": True,
            "engine_name": row.name,
            "held": row.held,
            "monitored": row.monitored,
            "last_event": row.last_event,
        }
        if row
        else {}
    )
    name = item.name if item else (row.name if row else "")
    return Holding(what, name, **(said | measured))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Coverage:
    """Coverage as it is counted: of systems, how many; of devices, how many of all classes."""

    systems: int
    systems_monitored: int
    systems_proactive: int
    devices: int
    devices_monitored: int

    @property
    def of_systems(self) -> float | None:
        """The share of the systems held of which the engine has seen a use."""
        return self.systems_monitored / self.systems if self.systems else None

    @property
    def of_devices(self) -> float | None:
        """The share of the devices held of which the engine has seen a use."""
        return self.devices_monitored / self.devices if self.devices else None

    @property
    def proactive(self) -> float | None:
        """Of the systems monitored, the share that the unit looks into without being asked."""
        return self.systems_proactive / self.systems_monitored if self.systems_monitored else None


def counted(holdings: Sequence[Holding]) -> Coverage:
    """The counts. What the register alone has counts as held and not as monitored: nobody has
    measured it. A class of device of which nobody said how many there are counts for none."""
    systems = [one for one in holdings if one.what == SYSTEM]
    watched = [one for one in systems if one.measured]
    devices = [one for one in holdings if one.what == DEVICE]
    return Coverage(
        len(systems),
        len(watched),
        sum(one.mode == PROACTIVE for one in watched),
        sum(one.held or 0 for one in devices),
        sum(one.monitored or 0 for one in devices),
    )
