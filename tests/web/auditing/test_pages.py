"""The audit on the pages: what the auditor sees, and that it tells nothing that is hidden."""

import json
import re
import threading

import pytest
from django.utils import timezone

from custodes.web import verifier
from custodes.web.accounts.models import Bar
from custodes.web.audit.actions import By, record
from custodes.web.audit.models import Checkpoint, Event
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.auditing.models import TakenOut
from custodes.web.decision import Kind
from custodes.web.decision.roles import Auditor, ExternalVerifier, HeadOfCcu, MonitoringAnalyst
from custodes.web.jobs.worker import work_one
from web.accounts.people import member, place, user
from web.accounts.signed_in import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def system():
    return place(Kind.SYSTEM, "Installation")


@pytest.fixture
def auditor(system):
    who = user("auditor")
    member(who, system, Auditor)
    return who


def plain(answer, typed):
    """A page without what differs by chance: the form's token, and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page(answer))
    return text.replace(f'value="{typed}"', "").replace(f"object={typed}", "")


def told(count=1, **more):
    given = {"by": By(actor="7"), "kind": "alert", "object_id": "41"} | more
    return [record(given.pop("action", Act.CONSULTATION), **given) for _ in range(count)]


def test_events_are_filtered_and_paged_by_their_number(auditor):
    told(60, compartment="c1")
    told(1, by=By(actor="nobody"), kind="session", object_id="", outcome=Outcome.FAILED)
    browser = signed_in(auditor)
    first = page(browser.get("/audit/"))
    assert "Older" in first
    newest = Event.objects.order_by("-seq").first().seq
    assert f"/audit/event/{newest - 1}/" in first
    older = page(browser.get("/audit/?before=12"))
    assert "/audit/event/11/" in older
    assert "/audit/event/12/" not in older
    failed = page(browser.get("/audit/?outcome=failed&kind=session"))
    assert "Nobody signed in" in failed
    assert "No event matches" in page(browser.get("/audit/?who=nobody&kind=alert"))
    assert page(browser.get("/audit/?who=7&action=consultation&object=41")).count("<tr") > 50
    assert "No event matches" in page(browser.get("/audit/?kind=alert&until=2001-01-01"))
    for nonsense in ("before=x", "since=31-31", "action=*", "before=99999999999999999999"):
        assert browser.get(f"/audit/?{nonsense}").status_code == 200
    for beyond in ("until=9999-12-31", "since=0001-01-01"):
        assert browser.get(f"/audit/?{beyond}").status_code == 200
    assert Event.objects.filter(kind="audit_list", action="search").count() >= 4


def test_one_event_is_shown_whole_and_is_itself_on_record(auditor):
    (event,) = told(1)
    browser = signed_in(auditor)
    assert event.leaf in page(browser.get(f"/audit/event/{event.seq}/"))
    assert Event.objects.filter(kind="audit_event", object=str(event.seq)).count() == 1
    assert browser.get("/audit/event/99999/").status_code == 404


def test_an_auditor_who_is_kept_from_something_sees_no_event_of_it(auditor, force_alert):
    alert = force_alert
    told(1, object_id=alert.pk, compartment=alert.compartment_id)
    told(1, kind="alert_list", object_id=alert.pk, compartment=alert.compartment_id)
    (other,) = told(1, object_id="elsewhere")
    browser = signed_in(auditor)
    assert "/audit/event/" in page(browser.get(f"/audit/?object={alert.pk}&who=7"))
    auditor.staff = alert.staff
    auditor.save()
    for kind in ("alert", "alert_list"):
        where = "/audit/?kind={}&who=7&object={}"
        hidden = browser.get(where.format(kind, alert.pk))
        absent = browser.get(where.format(kind, 123456))
        assert plain(hidden, alert.pk) == plain(absent, 123456)
        assert "No event matches" in page(hidden)
    event = Event.objects.filter(object=str(alert.pk), kind="alert", actor="7").first()
    assert browser.get(f"/audit/event/{event.seq}/").status_code == 404
    assert browser.get(f"/audit/event/{other.seq}/").status_code == 200


def test_a_bar_tells_its_own_bearer_nothing_in_the_audit(auditor):
    now = timezone.now()
    bar = Bar(user=auditor, subject="S-1", basis="OTHER", start=now, reason="x", at=now)
    bar.save()
    (event,) = told(1, kind="bar", object_id=bar.pk)
    assert signed_in(auditor).get(f"/audit/event/{event.seq}/").status_code == 404


def test_the_whole_is_taken_out_with_a_reason_and_verifies(auditor):
    browser = signed_in(auditor)
    told(5)
    assert browser.post("/audit/take-out/", {"because": ""}).status_code == 422
    answer = browser.post("/audit/take-out/", {"because": "yearly check"})
    assert answer.status_code == 200
    written = b"".join(answer.streaming_content).decode().splitlines()
    events = [json.loads(line)["event"] for line in written if '"event"' in line]
    assert events[-1]["action"] == "export"
    assert events[-1]["actor"] == str(auditor.pk)
    assert TakenOut.objects.get().reason == "yearly check"
    faults = verifier.verify(written).faults
    # People are made by hand here; nothing else is amiss.
    assert all("no event made it" in fault for fault in faults), faults


def test_nobody_tied_to_the_force_takes_out_the_whole(auditor):
    auditor.staff = "S-1"
    auditor.save()
    answer = signed_in(auditor).post("/audit/take-out/", {"because": "yearly check"})
    assert answer.status_code == 409
    assert not TakenOut.objects.exists()


def test_checkpoints_are_for_auditor_and_verifier_and_events_for_the_auditor_alone(
    auditor, system, settings
):
    from custodes.web.audit.checkpoints import checkpoint_by_settings

    told(3)
    checkpoint_by_settings()
    outside = user("verifier")
    member(outside, system, ExternalVerifier)
    browser = signed_in(outside)
    shown = page(browser.get("/audit/checkpoints/"))
    point = Checkpoint.objects.get()
    assert f"/audit/checkpoints/{point.size}/" in shown
    assert "No witness is named" in shown
    assert browser.get(f"/audit/checkpoints/{point.size}/").content.decode() == point.note
    assert browser.get("/audit/checkpoints/1/").status_code == 404
    for where in ("/audit/", "/audit/event/1/", "/audit/take-out/"):
        assert browser.get(where).status_code == 404
    assert signed_in(auditor).get("/audit/checkpoints/").status_code == 200


def test_verifying_is_a_job_with_a_report(auditor, system):
    told(3)
    browser = signed_in(auditor)
    where = browser.post("/audit/verify/", {"token": "t"})["Location"]
    assert browser.post("/audit/verify/", {"token": "t"})["Location"] == where
    assert work_one(clock=timezone.now, stop=threading.Event())
    key = where.rstrip("/").rsplit("/", 1)[1]
    report = page(browser.get(f"/audit/verified/{key}/"))
    # The people of this test were made without an event, which is what it finds.
    assert "It does not fit" in report
    assert "no event made it" in report
    outside = user("verifier")
    member(outside, system, ExternalVerifier)
    assert signed_in(outside).get(f"/audit/verified/{key}/").status_code == 404


def test_one_sees_what_oneself_looked_at_while_a_member():
    unit = place(title="Unit")
    who = user("analyst")
    row = member(who, unit, MonitoringAnalyst)
    told(1, by=By(actor=who.reference), object_id="77", compartment=unit.key)
    told(1, by=By(actor="999"), object_id="88", compartment=unit.key)
    shown = page(signed_in(who).get("/audit/mine/"))
    assert "77" in shown
    assert ">88<" not in shown
    now = timezone.now()
    Bar(user=who, compartment=unit, basis="RECUSED", start=now, reason="x", at=now).save()
    assert "Nothing yet" in page(signed_in(who).get("/audit/mine/"))
    assert row


def test_who_looked_at_a_record_is_for_whoever_answers_for_its_place(force_alert):
    alert = force_alert
    analyst, head = user("analyst"), user("head")
    member(analyst, alert.compartment, MonitoringAnalyst)
    member(head, alert.compartment, HeadOfCcu)
    by = By(actor=analyst.reference)
    told(1, by=by, object_id=alert.pk, compartment=alert.compartment_id)
    where = f"/audit/of/alert/{alert.pk}/"
    assert "Analyst" in page(signed_in(head).get(where))
    assert signed_in(analyst).get(where).status_code == 404
    for absent in ("alert/999999", "alert/x", "user/1", "nothing/1"):
        assert signed_in(head).get(f"/audit/of/{absent}/").status_code == 404
    head.staff = alert.staff
    head.save()
    assert signed_in(head).get(where).status_code == 404
