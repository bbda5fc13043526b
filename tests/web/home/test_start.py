"""The start page: for those signed in, with tasks that tick themselves."""

import pytest
from django.test import Client

from custodes.web.audit.models import Event
from custodes.web.audit.words import Action
from custodes.web.decision import Kind
from custodes.web.decision.roles import HeadOfCcu, Inspector, MonitoringAnalyst
from custodes.web.home.presenters import ABSENT, DONE, task_list
from custodes.web.home.queries import tasks_done
from custodes.web.home.tasks import TASKS, Task
from web.accounts.people import member, place, text, user
from web.alerts.conftest import signed_in

HERE = Task("Go home", "The page that is there.", "home:start", Action.CONSULTATION, "alert")


def test_there_are_six_tasks_each_with_words_and_a_trace_of_its_own():
    assert len(TASKS) == 6
    assert all(task.title and task.hint.endswith(".") for task in TASKS)
    assert len({(task.action, task.kind) for task in TASKS}) == 6


def test_a_task_links_to_its_page_where_there_is_one():
    away = Task("Go away", "No such page.", "nowhere:page", Action.EXPORT, "x")
    here, absent = task_list([HERE, away], [])
    assert here["href"] == "/"
    assert here["status"]["tag"]["text"] == "Not yet"
    assert "href" not in absent
    assert absent["status"]["text"] == ABSENT


def test_a_done_task_says_so():
    assert task_list([HERE], [HERE])[0]["status"] == {"text": DONE}


@pytest.mark.django_db
def test_a_task_is_done_by_the_person_who_did_it_and_nobody_else():
    for seq, actor, outcome in ((1, "7", "done"), (2, "8", "refused")):
        Event(
            seq=seq,
            at="2026-03-03T12:00:00Z",
            actor=actor,
            action=Action.CONSULTATION,
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
