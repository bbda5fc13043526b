"""Alerts as a run writes them: a small made-up force, ranked once."""

from datetime import UTC, date, datetime

import pytest

from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic import make


def clock() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def alerts(tmp_path_factory):
    """Ten alerts; some drawn at random, some about many people."""
    folder = tmp_path_factory.mktemp("alerts")
    make(folder, staff=60, days=45, seed=3, last=date(2026, 3, 31))
    home = Home.create(folder / "home")
    take_in(home, folder / "exchange", clock=clock)
    return find(home, clock=clock, budget=10).alerts
