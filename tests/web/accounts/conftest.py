"""What the tests of the accounts share: tries are not counted from one test to the next."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_so_far():
    cache.clear()


@pytest.fixture
def demonstration(settings):
    """As in the demonstration: no second factor is asked for."""
    settings.SECOND_FACTOR_COMPULSORY = False


@pytest.fixture
def compulsory(settings):
    """As everywhere else: nothing opens without a second factor."""
    settings.SECOND_FACTOR_COMPULSORY = True
