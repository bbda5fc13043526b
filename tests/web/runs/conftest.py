"""The force of the alerts' tests, its run on the pages, and people who look after runs."""

import dataclasses
import shutil
import threading

import pytest
from django.core.cache import cache
from django.utils import timezone

from custodes.store.home import Home
from custodes.web.decision.roles import CcuSupervisor, HeadOfCcu, MonitoringAnalyst
from custodes.web.jobs.worker import work_one
from custodes.web.runs.actions.keeping import keep_run
from web.accounts.people import member, place, user
from web.alerts.conftest import force as force
from web.alerts.conftest import signed_in


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
def supervisor(unit):
    who = user("supervisor")
    member(who, unit, CcuSupervisor)
    return who


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return who


@pytest.fixture
def light(force, tmp_path, settings):
    """A home with the record of one run and nothing behind it: for whatever computes nothing."""
    return _of_these_pages(force, tmp_path, settings, ("home.toml", "runs"))


@pytest.fixture
def home(force, tmp_path, settings):
    """A home of the test's own with everything in it, for runs."""
    return _of_these_pages(force, tmp_path, settings, None)


def _of_these_pages(force, tmp_path, settings, names):
    to = tmp_path / "home"
    if names is None:
        shutil.copytree(force.path, to)
    else:
        to.mkdir()
        for name in names:
            of = force.path / name
            shutil.copytree(of, to / name) if of.is_dir() else shutil.copy(of, to / name)
    settings.CONFIG = dataclasses.replace(settings.CONFIG, home=to)
    settings.SECOND_FACTOR_COMPULSORY = False
    cache.clear()
    return Home.open(to)


@pytest.fixture
def kept(light, unit, now):
    """The run on the pages."""
    return keep_run(light, "R0001", compartment=unit, at=now)


@pytest.fixture
def page(analyst):
    return signed_in(analyst)


@pytest.fixture
def worked():
    """Do the next job; whether there was one."""

    def do() -> bool:
        return work_one(clock=timezone.now, stop=threading.Event())

    return do
