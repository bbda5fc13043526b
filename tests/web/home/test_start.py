"""The start page: for those signed in, with a way to all that their role works at."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from custodes.web.accounts.demonstration import OTHERS, PRINTED, make_log_ins
from custodes.web.accounts.models import User
from custodes.web.alerts.actions.holding import ask_to_hold
from custodes.web.alerts.actions.watches import ask_to_watch
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import take_alerts
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action, Kind
from custodes.web.decision.roles import (
    CcuSupervisor,
    HeadOfCcu,
    Inspector,
    MonitoringAnalyst,
    Reporter,
)
from custodes.web.home.doors import DOORS
from custodes.web.home.presenters import task_list
from custodes.web.home.queries import tasks_done
from custodes.web.home.tasks import TASKS, Task, tasks_for
from web.accounts.people import asker, member, place, text, user
from web.alerts.conftest import force as force
from web.alerts.conftest import home as home
from web.alerts.conftest import signed_in

HERE = Task(
    "Go home", "The page is there.", "home:start", Action.SEE_ALERTS, Act.CONSULTATION, "alert"
)
CARD = re.compile(r'id="door-\d+"><a class="govuk-link" href="([^"]+)">([^<]+)</a>')
WAITING = "Waiting for your word"


def cards(client) -> dict[str, str]:
    """The cards of the start page: title and address."""
    return {title: href for href, title in CARD.findall(text(client.get("/")))}


def waiting(client) -> int:
    """The number on the card of what waits for one's word; 0 where there is no such card."""
    found = re.search(WAITING + r'</a></h2>\s*<p class="custodes-door__figure">(\d+)', body(client))
    return int(found[1]) if found else 0


def body(client) -> str:
    return text(client.get("/"))


def test_every_door_and_every_task_leads_to_a_page():
    for one in (*DOORS, *TASKS):
        assert reverse(one.route).startswith("/")


@pytest.mark.django_db
def test_each_task_leads_to_the_page_on_which_it_is_done(home):
    now = timezone.now()
    analyst = user("analyst")
    member(analyst, place(), MonitoringAnalyst)
    take_alerts(home.path, at=now)
    top = Alert.objects.visible_to(analyst, at=now).order_by("-priority", "pk").first().alert_id
    browser = signed_in(analyst)
    found = {}
    for task in tasks_for(asker(analyst, at=now), at=now):
        answer = browser.get(task.address)
        found[task.kind] = answer["Location"] if answer.status_code == 302 else task.address
    assert found == {
        "alert": f"/alerts/{top}/",
        "alert_rows": f"/alerts/{top}/#reasons",
        "network": f"/alerts/{top}/network/",
        "alert-decision": f"/alerts/{top}/#decide",
        "coverage": reverse("runs:coverage"),
        "alert_pack": reverse("packs:pack", args=[top]),
    }
    page = text(browser.get(found["alert"]))
    assert 'id="reasons"' in page and 'id="decide"' in page
    for href in (found["network"], found["coverage"], found["alert_pack"]):
        assert browser.get(href).status_code == 200
    seen = {task.kind for task in tasks_done(asker(analyst, at=now).by.actor, TASKS)}
    assert seen == {"alert", "alert_rows", "network", "coverage"}


@pytest.mark.django_db
def test_a_task_about_the_top_alert_leads_to_the_queue_where_no_alert_is_open(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    analyst = user("analyst")
    member(analyst, place(), MonitoringAnalyst)
    browser = signed_in(analyst)
    for task in (task for task in TASKS if task.of_top):
        assert browser.get(task.address)["Location"] == "/alerts/"


def test_each_task_has_words_and_a_trace_of_its_own():
    assert all(task.title and str(task.hint).endswith(".") for task in TASKS)
    assert len({(task.action, task.kind) for task in TASKS}) == len(TASKS)


@pytest.mark.django_db
def test_nobody_is_asked_for_what_their_role_does_not_do():
    now = timezone.now()
    here, intake = place(Kind.MONITORING), place(Kind.INTAKE)
    people = {role: user(role.id) for role in (MonitoringAnalyst, HeadOfCcu, CcuSupervisor)}
    for role, who in people.items():
        member(who, here, role)
    member(people[CcuSupervisor], intake, CcuSupervisor)
    tasks = {
        role: [task.kind for task in tasks_for(asker(who, at=now), at=now)]
        for role, who in people.items()
    }
    assert len(tasks[MonitoringAnalyst]) == 6 and "report" not in tasks[MonitoringAnalyst]
    assert "alert_pack" not in tasks[HeadOfCcu] and "alert-decision" in tasks[HeadOfCcu]
    assert len(tasks[CcuSupervisor]) == 7


def test_a_task_links_to_where_it_is_done_and_says_when_it_is():
    (to_do,), (done,) = task_list([HERE], []), task_list([HERE], [HERE])
    assert to_do["href"] == "/"
    assert to_do["status"]["tag"]["text"] == "Not yet"
    assert done["status"] == {"text": "Done"}


@pytest.mark.django_db
def test_a_task_is_done_by_the_person_who_did_it_and_nobody_else():
    for seq, actor, outcome in ((1, "7", "done"), (2, "8", "refused")):
        Event(
            seq=seq,
            at="2026-03-03T12:00:00Z",
            actor=actor,
            action=Act.CONSULTATION,
            kind="alert",
            outcome=outcome,
            prev="0" * 64,
            leaf="0" * 64,
        ).save()
    assert tasks_done("7", [HERE]) == {HERE}
    assert tasks_done("8", [HERE]) == frozenset()


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_sent_to_sign_in():
    answer = Client().get("/")
    assert answer.status_code == 302
    assert "/account/sign-in/" in answer["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "kind", "there", "not_there"),
    [
        (MonitoringAnalyst, Kind.MONITORING, "Open alerts", "Assessment</a>"),
        (HeadOfCcu, Kind.MONITORING, "Review budget", "Assessment</a>"),
        (Inspector, Kind.INSPECTION, "What forces sent in", "Open alerts"),
        (Reporter, Kind.INTAKE, "Your role has no pages here", "a member of nothing"),
        (None, Kind.PLAN, "You are a member of nothing yet", "Getting started"),
    ],
)
def test_the_page_differs_by_what_one_may_know_of(settings, role, kind, there, not_there):
    settings.SECOND_FACTOR_COMPULSORY = False
    who = user("somebody")
    if role is not None:
        member(who, place(kind), role)
    said = text(signed_in(who).get("/")).partition("<main")[2]
    assert there in said and not_there not in said
    assert ("Getting started" in said) == (role in (MonitoringAnalyst, HeadOfCcu))


@pytest.mark.django_db
@pytest.mark.one_database
def test_whoever_works_in_the_demonstration_has_a_card_and_every_card_opens(home):
    make_log_ins(at=timezone.now(), every_role=True)
    for post in {post.roles: post for post in (*PRINTED, *OTHERS)}.values():
        client = Client()
        who = User.objects.get(email__startswith=f"{post.word}@")
        client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
        found = cards(client)
        assert found, post.title
        for title, href in found.items():
            assert client.get(href).status_code == 200, (post.title, title)


@pytest.mark.django_db
def test_what_waits_for_two_is_counted_for_whoever_can_be_the_second(home):
    now = timezone.now()
    here = place()
    analyst, head = user("analyst"), user("head")
    member(analyst, here, MonitoringAnalyst)
    member(head, here, HeadOfCcu)
    take_alerts(home.path, at=now)
    alert = Alert.objects.visible_to(analyst, at=now).first()
    by = {"by": asker(analyst, at=now), "because": "A known family matter.", "at": now}
    browsers = {who: signed_in(who) for who in (analyst, head)}
    assert waiting(browsers[head]) == 0
    week = timedelta(days=7)
    only = {"only_pair": True, "only_pattern": False}
    ask_to_hold(alert=alert, until=now + week, token="t", **only, **by)
    ask_to_watch(
        compartment=here,
        staff=alert.staff,
        basis="part3",
        scope=["accesses"],
        start=now,
        end=now + week,
        token="t",
        **by,
    )
    assert [waiting(browsers[who]) for who in (head, analyst)] == [2, 0]
    assert cards(browsers[head])[WAITING] == "/approvals/"
