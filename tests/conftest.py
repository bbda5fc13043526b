"""What every test has: no network, an engine of its own, and a stated number of generated cases."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from ibis.backends.duckdb import Backend

from custodes.store.engines.duckdb import connect

# The network is blocked by pytest-socket (`--disable-socket` in pyproject.toml).
settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "nightly", settings.get_profile("ci"), max_examples=5000, derandomize=False
)
# Where the tests run in the background Ctrl-C is ignored, and would be by all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def engine() -> Iterator[Backend]:
    """A fresh DuckDB, closed when the test ends."""
    backend = connect(threads=2)
    yield backend
    backend.disconnect()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say what failed as soon as it has, so that a run which is ended early has told it."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        last = str(report.longrepr).strip().splitlines()[-1]
        sys.stdout.write(f"\nFAILED {report.when} {report.nodeid}: {last[:200]}\n")
        sys.stdout.flush()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file on a database go to one worker, so that what they share is made once."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            callspec = getattr(item, "callspec", None)
            kind = callspec.params.get("database", "") if callspec else ""
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem} {item.path.parent} {kind}"))
