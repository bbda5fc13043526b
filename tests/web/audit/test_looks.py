"""A look is recorded before its bytes leave, and where it cannot be, nothing leaves."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from custodes.web.audit.looks import UntoldLook, look, shows_records
from custodes.web.audit.middleware import record_looks
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    asked = RequestFactory().get("/alerts/R0001-01")
    asked.user = SimpleNamespace(pk=7, is_authenticated=True)
    asked.session = SimpleNamespace(session_key="kept")
    asked.reference = "r" * 32
    asked.role = "analyst"
    return asked


@shows_records
def page(request):
    look(request, kind="alert", object_id="R0001-01", compartment="C1")
    return HttpResponse("the alert")


def test_the_look_is_there_when_the_page_leaves(request_):
    response = record_looks(page)(request_)
    event = Event.objects.latest("seq")
    assert response.content == b"the alert"
    assert (event.actor, event.role, event.action) == ("7", "analyst", "consultation")
    assert (event.kind, event.object, event.compartment) == ("alert", "R0001-01", "C1")
    assert event.request == "r" * 32
    assert len(event.session) == 32
    assert "kept" not in event.session


def test_each_record_of_a_list_is_a_look(request_):
    @shows_records
    def queue(request):
        for number in range(20):
            look(request, kind="alert", object_id=number)
        return HttpResponse("the queue")

    before = Event.objects.count()
    record_looks(queue)(request_)
    assert Event.objects.count() == before + 20


def test_a_look_that_cannot_be_recorded_shows_nothing(request_, caplog):
    before = Event.objects.count()
    with patch.object(Event.objects, "bulk_create", side_effect=OperationalError("disk is full")):
        response = record_looks(page)(request_)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert b"the alert" not in response.content
    assert b"Nothing can be shown now" in response.content
    assert Event.objects.count() == before
    assert "R0001-01" not in caplog.text
    assert "r" * 32 in caplog.text


def test_not_one_byte_of_a_stream_leaves_before(request_):
    begun = []

    def rows():
        begun.append(Event.objects.latest("seq").action)
        yield b"row"

    @shows_records
    def out(request):
        look(request, kind="alerts", action=Action.EXPORT)
        return StreamingHttpResponse(rows())

    response = record_looks(out)(request_)
    assert begun == []
    assert b"".join(response.streaming_content) == b"row"
    assert begun == ["export"]


def test_a_page_that_shows_records_and_tells_no_look_is_a_fault(request_):
    @shows_records
    def silent(_request):
        return HttpResponse("the alert")

    with pytest.raises(UntoldLook):
        record_looks(silent)(request_)


def test_a_refusal_is_recorded_and_needs_no_page(request_):
    @shows_records
    def hidden(request):
        look(request, kind="alert", object_id="x", action=Action.DENY, outcome=Outcome.REFUSED)
        return HttpResponse(status=404)

    assert record_looks(hidden)(request_).status_code == 404
    assert Event.objects.latest("seq").outcome == "refused"


def test_nobody_is_recorded_as_nobody():
    record_looks(page)(RequestFactory().get("/"))
    event = Event.objects.latest("seq")
    assert (event.actor, event.session) == ("nobody", "")
