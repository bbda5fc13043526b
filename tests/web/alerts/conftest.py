"""Alerts as a run writes them: a small made-up force, ranked once, and people who work them."""

import dataclasses
import shutil

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from custodes.store.home import Home
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import take_alerts
from custodes.web.decision.roles import CcuSupervisor, MonitoringAnalyst
from web.accounts.people import member, place, sign_in, user
from web.alerts.forces import small_force


@pytest.fixture(scope="session")
def force(tmp_path_factory):
    """The home of a made-up force with one run of ten alerts."""
    return small_force(tmp_path_factory)


@pytest.fixture(scope="session")
def alerts(force):
    """Ten alerts; some drawn at random, some about many people."""
    from custodes.store.runs import alerts_of

    return alerts_of(force, "R0001")


@pytest.fixture(scope="session")
def silent(alerts):
    """A pair drawn at random of which no indicator speaks.

    Each home draws other pairs, and one that is drawn may have reasons: here it has none.
    """
    drawn = next(alert for alert in alerts if alert["drawn"] == "random")
    return drawn | {"reasons": [], "waterfall": [], "without": {}, "bits": 0.0}


@pytest.fixture
def home(force, tmp_path, settings):
    """A home of the test's own that holds the same run; the pages are those of this home."""
    for name in ("home.toml", "runs"):
        of, to = force.path / name, tmp_path / "home" / name
        to.parent.mkdir(exist_ok=True)
        shutil.copytree(of, to) if of.is_dir() else shutil.copy(of, to)
    settings.CONFIG = dataclasses.replace(settings.CONFIG, home=tmp_path / "home")
    settings.SECOND_FACTOR_COMPULSORY = False
    cache.clear()
    return Home.open(tmp_path / "home")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def unit(db):
    return place()


@pytest.fixture
def analyst(unit):
    who = user()
    member(who, unit, MonitoringAnalyst)
    return who


@pytest.fixture
def colleague(unit):
    who = user("colleague")
    member(who, unit, MonitoringAnalyst)
    return who


@pytest.fixture
def supervisor(unit):
    who = user("supervisor")
    member(who, unit, CcuSupervisor)
    return who


@pytest.fixture
def taken(home, unit, analyst, now):
    """The ten alerts on the pages, in the order of the queue."""
    assert take_alerts(home.path, at=now) == 10
    return list(Alert.objects.visible_to(analyst, at=now).order_by("-priority", "pk"))


@pytest.fixture
def page(analyst):
    """The browser of the analyst, signed in."""
    return signed_in(analyst)


def signed_in(who) -> Client:
    client = Client()
    assert sign_in(client, who).status_code == 302
    return client
