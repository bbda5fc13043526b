"""What every test has: no network, an engine of its own, and a stated number of generated cases."""

import os
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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def engine() -> Iterator[Backend]:
    """A fresh DuckDB, closed when the test ends."""
    backend = connect(threads=2)
    yield backend
    backend.disconnect()
