"""One unit for the tests that only read it."""

import pytest

from web.sealing.sealed import Unit


@pytest.fixture(scope="session")
def unit():
    return Unit()
