"""The worker: one job after the other, each ended in words, and one that stops is not lost."""

import threading
from datetime import timedelta

import pytest

from custodes.web.audit.models import Event
from custodes.web.jobs import holding
from custodes.web.jobs.actions import cancel
from custodes.web.jobs.holding import LostError
from custodes.web.jobs.kinds import JobKind, kinds
from custodes.web.jobs.models import Job
from custodes.web.jobs.worker import OURS, UNKNOWN, work, work_one
from web.accounts.people import AT, asker
from web.jobs.kinds import BREAK, COUNT, LATER, REFUSE, asked

pytestmark = pytest.mark.django_db(transaction=True)


def do(clock=lambda: LATER, stop=None):
    return work_one(clock=clock, stop=stop or threading.Event())


def reasons(job):
    found = Event.objects.filter(kind="job", object=job.pk).order_by("seq")
    return list(found.values_list("reason", flat=True))


def test_the_oldest_is_done_first_and_each_once():
    second, first = asked(at=AT + timedelta(seconds=1)), asked(at=AT)
    done = []
    while do():
        done.append(set(Job.queue.filter(state="done").values_list("pk", flat=True)))
    assert done == [{first.pk}, {first.pk, second.pk}]
    job = Job.queue.get(pk=first.pk)
    assert (job.done, job.of, job.tries, job.claim) == (3, 3, 1, "")
    assert job.result == {"words": "Counted to 3.", "address": "/alerts/"}
    assert reasons(job) == ["asked:count", "started", "done"]


def test_what_the_asker_can_put_right_is_said_and_our_faults_are_not(caplog):
    refused, broken = asked(REFUSE), asked(BREAK)
    do()
    do()
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert refused.failure == "The export has no rows: take in a newer one."
    assert (broken.state, broken.failure) == ("failed", OURS)
    assert "Alice Example" not in caplog.text
    assert f"job {broken.pk} failed: RuntimeError" in caplog.text
    assert reasons(broken)[-1] == "failed"


def test_a_kind_that_is_gone_says_so(monkeypatch):
    job = asked()
    monkeypatch.delitem(kinds(), "count")
    do()
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", UNKNOWN)


def test_a_job_that_runs_is_cancelled_at_its_next_step(monkeypatch):
    job = asked()

    def run(held, told):
        told.progress(1, 9)
        cancel(job=held, by=asker(held.asked_by, at=LATER), at=LATER)
        told.progress(9, 9)
        raise AssertionError("it went on")

    monkeypatch.setitem(kinds(), "count", JobKind("count", "Count", run, may=COUNT.may))
    do()
    job.refresh_from_db()
    assert (job.state, job.done) == ("cancelled", 9)
    assert reasons(job) == ["asked:count", "started", "cancel-asked", "cancelled"]


def test_a_worker_that_is_stopped_puts_its_job_back():
    job, stop = asked(), threading.Event()
    stop.set()
    do(stop=stop)
    job.refresh_from_db()
    assert (job.state, job.tries) == ("waiting", 0)
    do()
    job.refresh_from_db()
    assert job.state == "done"
    assert reasons(job) == ["asked:count", "started", "put-back", "started", "done"]


def test_one_that_was_thought_dead_writes_nothing_any_more():
    asked()
    sleeper = holding.take_up(at=AT)
    assert sleeper is not None
    assert holding.take_up(at=AT + holding.SILENT_FOR) is None
    other = holding.take_up(at=AT + holding.SILENT_FOR + timedelta(seconds=1))
    assert other is not None
    for late in (
        lambda: holding.beat(sleeper, at=LATER, done=1, of=1),
        lambda: holding.end(sleeper, "done", at=LATER, result={"words": "mine"}),
        lambda: holding.put_back(sleeper, at=LATER),
    ):
        with pytest.raises(LostError):
            late()
    holding.end(other, "done", at=LATER, result={"words": "other"})
    job = Job.queue.get()
    assert job.result == {"words": "other"}
    assert reasons(job) == ["asked:count", "started", "taken-up-again", "done"]


def test_a_sign_of_life_keeps_a_slow_job(monkeypatch):
    beaten = threading.Event()
    real = holding.beat

    def beat(*args, **more):
        answer = real(*args, **more)
        beaten.set()
        return answer

    monkeypatch.setattr(holding, "beat", beat)
    slow = JobKind("count", "Count", lambda job, told: {} if beaten.wait(5) else 1 / 0, COUNT.may)
    monkeypatch.setitem(kinds(), "count", slow)
    job = asked(slow)
    work_one(clock=lambda: LATER, stop=threading.Event(), beat_every=0.01)
    job.refresh_from_db()
    assert (job.state, job.beat_at) == ("done", LATER)


def test_what_kills_its_worker_each_time_is_given_up():
    job = asked()
    at = AT
    for _ in range(holding.MOST_TRIES):
        assert holding.take_up(at=at) is not None
        at += holding.SILENT_FOR + timedelta(seconds=1)
    assert holding.take_up(at=at) is None
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", holding.GIVEN_UP)


def test_workers_at_once_take_each_job_once():
    jobs = [asked(to=2) for _ in range(6)]
    stop = threading.Event()
    threads = [
        threading.Thread(target=work, kwargs={"clock": lambda: LATER, "stop": stop})
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    ended = threading.Event()
    for _ in range(100):
        if Job.queue.filter(state="done").count() == len(jobs):
            break
        ended.wait(0.05)
    stop.set()
    for thread in threads:
        thread.join()
    for job in jobs:
        assert reasons(job) == ["asked:count", "started", "done"]
