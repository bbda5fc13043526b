"""Asking for a job and cancelling it: by whoever may, once, on record."""

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import User
from custodes.web.audit.models import Event
from custodes.web.decision import NotAllowed
from custodes.web.jobs.actions import ask_for, cancel
from custodes.web.jobs.kinds import JobKind, kinds
from custodes.web.jobs.models import Job
from web.accounts.people import AT, asker, place, user
from web.jobs.kinds import COUNT, LATER, analyst, asked

pytestmark = pytest.mark.django_db


def told(job):
    events = Event.objects.filter(kind="job", object=job.pk).order_by("seq")
    return [(event.actor, event.reason) for event in events]


def test_a_job_waits_and_is_on_record():
    job = Job.queue.get(pk=asked().pk)
    assert (job.state, job.parameters, job.tries) == ("waiting", {"to": 3}, 0)
    assert told(job) == [(str(job.asked_by_id), "asked:count")]


def test_who_may_not_asks_for_nothing_and_that_is_on_record():
    stranger = user("stranger")
    with pytest.raises(NotAllowed):
        ask_for(COUNT, {"to": 1}, by=asker(stranger), compartment=place(), at=AT)
    assert Job.queue.count() == 0
    assert Event.objects.filter(action="deny", actor=stranger.reference).count() == 1


def test_a_form_that_is_sent_twice_asks_once():
    who, where = analyst()
    jobs = {
        ask_for(COUNT, {"to": 1}, by=asker(who), compartment=where, at=AT, token="t").pk
        for _ in range(2)
    }
    assert len(jobs) == Job.queue.count() == 1
    assert Event.objects.filter(kind="job").count() == 1
    ask_for(COUNT, {"to": 1}, by=asker(who), compartment=where, at=AT)
    ask_for(COUNT, {"to": 1}, by=asker(who), compartment=where, at=AT)
    assert Job.queue.count() == 3


@pytest.mark.parametrize("parameters", [{"at": AT}, {"n": float("nan")}, {"who": User}])
def test_parameters_are_plain_json(parameters):
    who, where = analyst()
    with pytest.raises((TypeError, ValueError)):
        ask_for(COUNT, parameters, by=asker(who), compartment=where, at=AT)
    assert Job.queue.count() == 0


def test_a_kind_that_is_declared_nowhere_cannot_be_asked_for():
    who, where = analyst()
    other = JobKind("other", "Other", COUNT.run, may=COUNT.may)
    with pytest.raises(KeyError):
        ask_for(other, {}, by=asker(who), compartment=where, at=AT)


def test_every_kind_of_the_areas_is_declared_once():
    assert all(kind.id == name for name, kind in kinds().items())


def test_a_job_that_waits_is_cancelled_at_once_and_only_once():
    job = asked()
    cancel(job=job, by=asker(job.asked_by), at=LATER)
    with pytest.raises(UserError, match="cannot become"):
        cancel(job=job, by=asker(job.asked_by), at=LATER)
    job.refresh_from_db()
    assert (job.state, job.ended_at) == ("cancelled", LATER)
    assert [reason for _by, reason in told(job)] == ["asked:count", "cancelled"]


def test_nobody_cancels_the_job_of_another():
    job = asked()
    with pytest.raises(UserError, match="Only the one who asked"):
        cancel(job=job, by=asker(user("other")), at=LATER)
    assert Job.queue.get().state == "waiting"
