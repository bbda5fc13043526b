"""The page of health: for whoever sees the settings, true figures, and amiss where it is amiss."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodes.store.home import Home
from custodes.web.audit.actions import By, record
from custodes.web.audit.checkpoints import checkpoint
from custodes.web.audit.models import Event
from custodes.web.audit.notes import new_signer
from custodes.web.audit.words import Action
from custodes.web.decision import Action as Act
from custodes.web.decision import Kind
from custodes.web.decision.roles import ROLES, SystemAdministrator
from custodes.web.jobs.models import Job
from custodes.web.site import watched as module
from custodes.web.site.watched import State, ago, disk, watched
from web.accounts.people import member, place, user
from web.design.browser import AXE, CHROMIUM, chromium, opened, violations

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


@pytest.fixture
def home(tmp_path):
    return Home.create(tmp_path / "home").path


def page_for(role):
    who = user("reader")
    if role is not None:
        member(who, place(sorted(role.kinds, key=lambda kind: kind.name)[0]), role)
    client = Client()
    client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return client.get("/health/")


def seen(title, at, home):
    return next(one for one in watched(at, home) if one.title == title)


@pytest.mark.parametrize("role", [None, *ROLES], ids=lambda role: role.id if role else "nobody")
def test_it_is_there_for_whoever_sees_the_settings_alone(role):
    answer = page_for(role)
    may = role is not None and Act.SEE_SETTINGS in role.may and Kind.SYSTEM in role.kinds
    assert answer.status_code == (200 if may else 404)
    assert Event.objects.filter(action="consultation", kind="health").count() == may


def test_a_stranger_is_sent_to_sign_in():
    assert Client().get("/health/").status_code == 302


@pytest.mark.parametrize(
    ("free", "state"), [(50, State.WELL), (14, State.LOOK), (4, State.UNWELL), (0, State.UNWELL)]
)
def test_a_disk_that_fills_up_is_told(free, state, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100 * 2**30, 0, free * 2**30))
    told = disk(tmp_path)
    assert told.state is state
    assert told.figure == f"{free}.0 GiB of 100.0 GiB free"


def test_a_checkpoint_that_is_late_is_told(home):
    now = timezone.now()
    title = "Checkpoint of the audit"
    record(Action.CONFIG, by=By("command"), kind="site")
    assert seen(title, now, home).state is State.WELL
    assert seen(title, now + timedelta(minutes=16), home).state is State.UNWELL
    checkpoint(new_signer("custodes-test"))
    told = seen(title, now + timedelta(hours=3), home)
    assert (told.state, told.figure) == (State.WELL, "2 hours ago, 0 events since")


def test_witnesses_that_are_missing_or_behind_are_told(home, tmp_path, settings):
    now = timezone.now()
    assert seen("Witnesses", now, home).state is State.LOOK
    (tmp_path / "one").mkdir()
    settings.AUDIT_WITNESSES = (tmp_path / "one", tmp_path / "two")
    record(Action.CONFIG, by=By("command"), kind="site")
    checkpoint(new_signer("custodes-test"), settings.AUDIT_WITNESSES)
    told = seen("Witnesses", now, home)
    assert (told.state, told.figure) == (State.UNWELL, "1 of 2 have the newest checkpoint")
    (tmp_path / "two").mkdir()
    checkpoint(new_signer("custodes-test"), settings.AUDIT_WITNESSES)
    assert seen("Witnesses", now, home).state is State.WELL


def test_a_job_that_waits_long_is_told(home):
    now = timezone.now()
    assert seen("Jobs", now, home).figure == "0 waiting, 0 running"
    Job.queue.create(compartment=place(), kind="x", asked_by=user(), asked_at=now)
    assert seen("Jobs", now, home).state is State.WELL
    told = seen("Jobs", now + timedelta(minutes=11), home)
    assert (told.state, told.figure) == (State.LOOK, "1 waiting, 0 running")
    assert told.next == "The oldest has waited a long time: is a worker running?"


def test_a_home_that_cannot_be_read_is_told_and_the_rest_as_well(tmp_path):
    found = {one.title: one for one in watched(timezone.now(), tmp_path)}
    assert found["Last run"].state is State.UNWELL
    assert found["Database"].state is State.WELL
    assert len(found) == 7


def test_no_run_and_an_old_run_are_told(home, monkeypatch):
    now = timezone.now()
    assert seen("Last run", now, home).figure == "None yet"
    Run = namedtuple("Run", "made_at")
    for days, state in ((3, State.WELL), (9, State.LOOK)):
        made = [Run((now - timedelta(days=days)).isoformat())]
        monkeypatch.setattr(module, "runs", lambda _home, made=made: made)
        told = seen("Last run", now, home)
        assert (told.state, told.figure) == (state, f"{days} days ago, 1 in all")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-1, "0 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7_200, "2 hours"),
     (172_800, "2 days")],
)  # fmt: skip
def test_a_length_of_time_is_said_in_one_unit(seconds, said):
    assert ago(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(width):
    if CHROMIUM is None or not AXE.exists():
        pytest.fail("This test needs Chromium and axe: make chromium assets.")
    html = page_for(SystemAdministrator).content.decode()
    with chromium() as browser, opened(browser, html, width) as shown:
        assert violations(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") == width
