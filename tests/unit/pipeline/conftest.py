"""A small made-up force, taken in once for all tests of the runs."""

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from custodes.pipeline.find import Found, find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic import make
from lib.take_in_kit import write_table

LAST_DAY = date(2026, 3, 31)


def clock() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Force:
    """The exchange folder of a force, and a home that has taken it in and made no run yet."""

    exchange: Path
    home: Home

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.exchange / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def force(tmp_path_factory: pytest.TempPathFactory) -> Force:
    folder = tmp_path_factory.mktemp("force")
    make(folder, staff=80, days=60, seed=3, last=LAST_DAY, plot="cases")
    home = Home.create(folder / "home")
    report = take_in(home, folder / "exchange", clock=clock)
    assert not report.refused_anything
    return Force(folder / "exchange", home)


@pytest.fixture
def home(force: Force, tmp_path: Path) -> Home:
    """The force's home, for one test to make runs in."""
    shutil.copytree(force.home.path, tmp_path / "home")
    return Home.open(tmp_path / "home")


@pytest.fixture(scope="session")
def ran(force: Force, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Found]:
    """A home with one run of twenty alerts, and that run; tests here only read it."""
    path = tmp_path_factory.mktemp("ran") / "home"
    shutil.copytree(force.home.path, path)
    home = Home.open(path)
    return home, find(home, clock=clock, budget=20)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Tell a home more: rows of tables of the exchange folder."""

    def tell(home: Home, **tables: list[dict[str, str]]) -> None:
        folder = tmp_path / f"told-{len(list(tmp_path.iterdir()))}"
        for table, rows in tables.items():
            write_table(folder, table, rows)
        report = take_in(home, folder, clock=clock)
        assert not report.refused_anything, [f.error or f.examples for f in report.files]

    yield tell
