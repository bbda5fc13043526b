"""The pages of the jobs: one's own alone, in words, at every state, wide and narrow."""

import threading
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import MembershipEnd
from custodes.web.audit.models import Event
from custodes.web.jobs import holding
from custodes.web.jobs.models import Job
from custodes.web.jobs.presenters import time_left
from custodes.web.jobs.worker import work_one
from web.accounts.people import AT, user
from web.design.browser import AXE, CHROMIUM, chromium, opened, violations
from web.jobs.kinds import REFUSE, analyst, asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


def signed_in(who):
    client = Client()
    client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return client


def test_one_sees_ones_own_and_the_look_is_on_record():
    job = asked()
    answer = signed_in(job.asked_by).get(f"/jobs/{job.pk}/")
    assert answer.status_code == 200
    assert "Waiting" in answer.content.decode()
    assert Event.objects.filter(action="consultation", kind="job", object=job.pk).count() == 1


def test_the_job_of_another_and_one_that_is_not_there_are_the_same():
    job = asked()
    colleague, _where = analyst("colleague")
    client = signed_in(colleague)
    pages = [client.get(f"/jobs/{key}/") for key in (job.pk, "0" * 16)]
    assert [page.status_code for page in pages] == [404, 404]
    posts = [client.post(f"/jobs/{key}/cancel/") for key in (job.pk, "0" * 16)]
    assert [post.status_code for post in posts] == [404, 404]
    assert job.pk not in client.get("/jobs/").content.decode()
    assert Job.queue.get().state == "waiting"


def test_whoever_is_a_member_no_more_sees_it_no_more():
    job = asked()
    row = job.compartment.memberships.get()
    MembershipEnd(membership=row, at=AT, reason="left").save()
    assert signed_in(job.asked_by).get(f"/jobs/{job.pk}/").status_code == 404


def test_a_get_cancels_nothing_and_a_post_does():
    job = asked()
    client = signed_in(job.asked_by)
    assert client.get(f"/jobs/{job.pk}/cancel/").status_code == 405
    assert Job.queue.get().state == "waiting"
    for _ in range(2):
        page = client.post(f"/jobs/{job.pk}/cancel/", follow=True)
        assert "Cancelled" in page.content.decode()


def test_a_stranger_is_sent_to_sign_in():
    job = asked()
    for path in ("/jobs/", f"/jobs/{job.pk}/"):
        assert Client().get(path).headers["Location"].startswith("/account/sign-in/")


def test_the_list_asks_the_database_as_often_however_long_it_is(django_assert_max_num_queries):
    job = asked()
    for _ in range(30):
        Job.queue.create(
            compartment=job.compartment, kind="count", asked_by=job.asked_by, asked_at=AT
        )
    client = signed_in(job.asked_by)
    client.get("/jobs/")
    with django_assert_max_num_queries(22):
        page = client.get("/jobs/")
    assert page.content.decode().count("Waiting") == 25


@pytest.mark.parametrize(
    ("done", "of", "gone", "said"),
    [
        (0, 10, 60, ""),
        (10, 10, 60, ""),
        (5, 10, 30, "less than a minute left"),
        (1, 2, 60, "about 1 minute left"),
        (1, 10, 120, "about 18 minutes left"),
        (1, 100, 600, "about 16 hours left"),
    ],
)
def test_the_time_left_follows_from_the_time_gone(done, of, gone, said):
    job = Job(done=done, of=of, started_at=AT)
    assert time_left(job, AT + timedelta(seconds=gone)) == said


@pytest.mark.one_database
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_in_any_state(transactional_db, width, half):
    if CHROMIUM is None or not AXE.exists():
        pytest.fail("This test needs Chromium and axe: make chromium assets.")
    now = timezone.now()
    job, refused = asked(at=now), asked(REFUSE, at=now + timedelta(seconds=1))
    client, other = signed_in(job.asked_by), signed_in(refused.asked_by)
    nobody = signed_in(user("nobody"))

    def html(by, path):
        return by.get(path).content.decode()

    pages = {"none": html(nobody, "/jobs/"), "waiting": html(client, f"/jobs/{job.pk}/")}
    held = holding.take_up(at=now)
    assert held is not None
    holding.beat(held, at=now, done=4, of=10, said="Counting")
    pages["running"] = html(client, f"/jobs/{job.pk}/")
    client.post(f"/jobs/{job.pk}/cancel/")
    pages["cancelling"] = html(client, f"/jobs/{job.pk}/")
    holding.end(held, "done", at=now, result={"words": "Counted.", "address": "/jobs/"})
    pages["done"] = html(client, f"/jobs/{job.pk}/")
    work_one(clock=lambda: now + timedelta(seconds=2), stop=threading.Event())
    pages["failed"] = html(other, f"/jobs/{refused.pk}/")
    pages["list"] = html(other, "/jobs/")
    assert "4 of 10" in pages["running"]
    assert "You cancelled it" in pages["cancelling"]
    assert "Go to the result" in pages["done"]
    assert "take in a newer one" in pages["failed"]
    found = {}
    with chromium() as browser:
        for name, page in sorted(pages.items())[half::2]:
            with opened(browser, page, width) as seen:
                wide = seen.evaluate("document.documentElement.scrollWidth")
                found[name] = [*violations(seen), *seen.problems] + [wide] * (wide > width)
    assert {key: value for key, value in found.items() if value} == {}
