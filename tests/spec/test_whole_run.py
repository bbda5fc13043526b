"""A whole run, from what was taken in to the alerts as they are written, on both engines."""

from datetime import UTC, date, datetime

import pytest

from custodes.pipeline import find as finding
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.synthetic import make


def clock() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A small force with the published cases in it, and a run that DuckDB made."""
    folder = tmp_path_factory.mktemp("whole")
    make(folder, staff=40, days=36, seed=3, last=date(2026, 3, 31), plot="cases")
    home = Home.create(folder / "home")
    take_in(home, folder / "exchange", clock=clock)
    found = finding.find(home, clock=clock, budget=10)
    assert len({reason["indicator"] for a in found.alerts for reason in a["reasons"]}) >= 6
    return home


@pytest.mark.spark
def test_a_run_made_again_is_the_same_row_for_row(backend, ran, monkeypatch):
    monkeypatch.setattr(finding, "opened", lambda *_of, **_with: backend)
    monkeypatch.setattr(backend, "disconnect", lambda: None)
    again = finding.replay(ran, "R0001")
    assert (again.same, again.differences) == (True, ())
