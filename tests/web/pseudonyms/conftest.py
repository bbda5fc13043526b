"""What the tests of the pseudonyms share: tries are not counted from one test to the next."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_so_far():
    cache.clear()
