"""Steps drawn by hand: a few look-ups and contacts as they stand measured, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ibis.backends.duckdb import Backend

from custodes.measures.days import day_number
from custodes.measures.measured import Measured, pair_days
from custodes.pipeline.series import Step
from custodes.schema import Vulnerabilities
from custodes.store.tables import nothing
from custodes.store.workbench import Workbench, small_table

AS_OF = datetime(2026, 3, 31, 22, 59, 59)
LOOK = {
    "access": "string", "at": "timestamp", "staff": "int32", "person": "int32", "duty": "string",
    "use": "string", "by_incident": "boolean", "q": "float64", "word": "string",
    "own_alone": "boolean", "core": "int64", "core_ended": "timestamp", "system": "string",
}  # fmt: skip
CALL = {
    "contact": "string", "at": "timestamp", "staff": "int32", "person": "int32", "duty": "string",
    "use": "string", "direction": "string", "q": "float64", "word": "string",
    "own_alone": "boolean", "core": "int64", "core_ended": "timestamp", "logged": "boolean",
    "after_look": "boolean",
}  # fmt: skip
USUAL = {
    "duty": "duty", "q": 1.0, "word": "unexplained", "own_alone": False, "core": 0,
    "core_ended": None, "by_incident": False, "direction": "out", "logged": True,
    "after_look": False, "system": "rms",
}  # fmt: skip


class StandIn:
    """The part of a world that rivals ask for: texts of ids, and a folder for what spills."""

    def __init__(self, folder: Path) -> None:
        self.home = SimpleNamespace(spill=folder)
        self.tables = {Vulnerabilities: nothing(Vulnerabilities)}

    def texts(self, names: str, ids: Iterable[int | None]) -> dict[int, str]:
        letter = {"staff": "S", "person": "P"}[names]
        return {i: f"{letter}{i}" for i in ids if i is not None}


def drawn(
    of: str, staff: int, person: int, at: datetime, times: int, more: dict[str, Any]
) -> list[dict[str, Any]]:
    """So many rows of one pair at one moment."""
    key, use = ("access", "opening") if of == "looks" else ("contact", "contact")
    kinds = LOOK if of == "looks" else CALL
    row = {"staff": staff, "person": person, "at": at, "use": use} | USUAL | more
    return [
        {name: f"{staff}-{person}-{at}-{n}" if name == key else row[name] for name in kinds}
        for n in range(times)
    ]


@pytest.fixture
def step(engine: Backend, tmp_path: Path) -> Iterator[Callable[..., Step]]:
    """`step(looks=[(staff, person, at, times, {more}), ...], calls=[...])` as of the last day."""
    bench = Workbench(engine)

    def made(
        looks: Iterable[tuple[Any, ...]] = (),
        calls: Iterable[tuple[Any, ...]] = (),
        weighed: Iterable[Any] = (),
        roles: dict[int, str] | None = None,
    ) -> Step:
        tables = []
        for of, kinds, events in (("looks", LOOK, looks), ("calls", CALL, calls)):
            rows = [
                row
                for staff, person, at, times, *more in events
                for row in drawn(of, staff, person, at, times, more[0] if more else {})
            ]
            table = small_table(rows, kinds)
            tables.append(bench.keep(of, table.mutate(day=day_number(table.at))))
        posts = small_table(
            [
                {
                    "staff": n,
                    "role": (roles or {}).get(n, "response"),
                    "unit": "u",
                    "kind": "officer",
                }
                for n in range(1, 13)
            ],
            {"staff": "int32", "role": "string", "unit": "string", "kind": "string"},
        )
        near = small_table([], {"person": "int32", "other": "int32"})
        days = bench.keep("pair_days", pair_days(*tables))
        measured = Measured(AS_OF, *tables, days, bench.keep("posts", posts), near)
        world: Any = StandIn(tmp_path)
        return Step(AS_OF, bench, world, measured, list(weighed))

    yield made
