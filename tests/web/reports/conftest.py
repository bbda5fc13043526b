"""The unit of the tests, in a home of its own."""

import dataclasses

import pytest
from django.conf import settings as django_settings

from web.reports.unit import received, unit


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of the test's own, in which the keyring lies."""
    config = dataclasses.replace(django_settings.CONFIG, home=tmp_path / "home")
    monkeypatch.setattr(django_settings, "CONFIG", config)
    return config.folder


@pytest.fixture
def ours(db, home):
    """The unit with its people, places and keyring."""
    return unit(home)


@pytest.fixture
def report(ours):
    """A report that was pulled and is still sealed."""
    return received(ours)
