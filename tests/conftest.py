"""What every test has: no network, an engine of its own, and a stated number of generated cases."""

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from ibis.backends.duckdb import Backend
from xdist.scheduler import LoadScopeScheduling

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
        last = (str(report.longrepr).strip().splitlines() or [""])[-1]
        sys.stdout.write(f"\nFAILED {report.when} {report.nodeid}: {last[:200]}\n")
        sys.stdout.flush()


class ByFile(LoadScopeScheduling):
    """Gives the tests of a file to one worker, so that what they share is made once: per database,
    the journeys as one (one site for all of them), and what runs on Spark as one (one session)."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, name = nodeid.partition("::")
        said = name.partition("[")[2]
        if file.startswith("tests/web/journeys/"):
            return "journeys"
        if file.startswith("tests/spec/") and "spark" in said:
            return "spark"
        return f"{file} {next((kind for kind in ('sqlite', 'postgresql') if kind in said), '')}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Tests go to workers by file, in their own order: first what runs on SQLite."""
    config.option.loadscopereorder = False
    return ByFile(config, log)
