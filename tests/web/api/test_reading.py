"""What programs read: what their owner may see, under pseudonyms, on record before it leaves."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Bar
from custodes.web.alerts.actions.assigning import assign
from custodes.web.alerts.filtering import CHOICES
from custodes.web.api.interface import description
from custodes.web.audit.models import Event
from custodes.web.pseudonyms.actions import name_for, reveal
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import named
from custodes.web.runs.actions.keeping import keep_run
from web.accounts.people import asker

pytestmark = pytest.mark.django_db


def events(**more):
    return list(Event.objects.filter(**more).order_by("seq").values_list("kind", "object"))


def test_the_list_is_the_queue(program, taken):
    answer = program.get("/api/alerts?per_page=4")
    said = answer.json()
    assert answer.status_code == 200
    assert (said["count"], said["page"], said["pages"]) == (10, 1, 3)
    assert [line["alert"] for line in said["alerts"]] == [a.alert_id for a in taken[:4]]
    assert said["alerts"][0]["staff"] == name_for(Subject.STAFF, taken[0].staff)
    assert taken[0].staff not in answer.content.decode()
    assert events(kind="alert_list") == [("alert_list", str(alert.pk)) for alert in taken[:4]]
    beyond = program.get("/api/alerts?page=9").json()
    assert (beyond["count"], beyond["alerts"]) == (10, [])


def test_the_filters_are_those_of_the_queue(program, taken):
    random = program.get("/api/alerts?drawn=random").json()
    assert {line["drawn"] for line in random["alerts"]} == {"random"}
    one = program.get(f"/api/alerts?q={name_for(Subject.PERSON, taken[0].person)}").json()
    assert {line["person"] for line in one["alerts"]} == {name_for(Subject.PERSON, taken[0].person)}
    assert Event.objects.filter(kind="alert_list", action="search").exists()


def test_what_changed_since_is_asked_for(program, taken, analyst, now):
    last = program.get("/api/alerts?state=all&order=changed").json()["alerts"][0]["updated_at"]
    since = "/api/alerts"
    assert program.get(since, {"state": "all", "updated_after": last}).json()["count"] == 0
    at = timezone.now()
    assign(alert=taken[3], to=analyst, version=1, by=asker(analyst, at=at), at=at)
    found = program.get(since, {"state": "all", "updated_after": last}).json()["alerts"]
    assert [(line["alert"], line["state"]) for line in found] == [(taken[3].alert_id, "looking")]


def test_an_alert_is_whole_and_as_the_contract_has_it(program, taken):
    answer = program.get(f"/api/alerts/{taken[1].alert_id}")
    said = answer.json()
    assert {
        *("alert", "run", "as_of", "rank", "staff", "person", "bits", "families", "pattern"),
        *("sentence", "reasons", "explanations_tested", "would_explain", "against"),
        *("data_quality", "drawn", "versions", "timeline", "rows_sha256", "state", "decisions"),
    } <= set(said)
    assert len(said["timeline"]) == len(taken[1].content["timeline"])
    assert said["sha256"] == taken[1].sha256
    for reference in (taken[1].staff, taken[1].person):
        assert reference not in answer.content.decode()
    key = str(taken[1].pk)
    assert [kind for kind, _ in events(object=key)][-2:] == ["alert", "alert_rows"]


def test_a_look_behind_a_name_shows_a_program_nothing(program, taken, analyst, unit):
    row, _subject, _reference = named(name_for(Subject.STAFF, taken[0].staff))
    at = timezone.now()
    reveal(pseudonym=row, compartment=unit, by=asker(analyst, at=at), because="the meeting", at=at)
    for path in ("/api/alerts", f"/api/alerts/{taken[0].alert_id}"):
        assert taken[0].staff not in program.get(path).content.decode()


def test_the_filter_has_every_choice_of_the_queue():
    described = description()["paths"]["/api/alerts"]["get"]["parameters"]
    for name, choices in CHOICES.items():
        [asked] = [one["schema"] for one in described if one["name"] == name]
        offered = asked.get("enum") or asked["anyOf"][0]["enum"]
        assert set(offered) == set(choices) - {""}, name


def test_runs_and_coverage(program, taken, kept, facts_of_home):
    said = program.get("/api/runs").json()
    assert [line["run"] for line in said["runs"]] == ["R0001"]
    assert (said["runs"][0]["alerts"], len(said["runs"][0]["alerts_sha256"])) == (10, 64)
    whole = program.get("/api/runs/R0001").json()
    assert (whole["budget"], whole["alerts"], bool(whole["batches"])) == (10, 10, True)
    covered = program.get("/api/coverage").json()["covered"]
    assert {line["what"] for line in covered} == {"system", "device"}
    early = program.get("/api/coverage?as_of=2020-01-01").json()
    assert early["as_of"] == "2020-01-01T23:59:59.999999Z"
    assert {kind for kind, _ in events(action="consultation")} >= {"run_list", "run", "coverage"}


def test_a_run_that_is_not_on_the_pages_is_not_there(program, taken, kept, home):
    record = home.path / "runs" / "R0001"
    shutil.copytree(record, home.path / "runs" / "R0002")
    assert program.get("/api/runs").json()["count"] == 1
    assert program.get("/api/runs/R0002").status_code == 404
    assert events(kind="run", action="consultation") == [], "nothing was shown"


def test_a_run_counts_the_alerts_that_one_may_know_of(program, taken, kept, analyst):
    bar(analyst, taken[0].staff)
    mine = sum(1 for alert in taken if alert.staff != taken[0].staff)
    assert 0 < mine < 10
    assert program.get("/api/runs").json()["runs"][0]["alerts"] == mine
    assert program.get("/api/runs/R0001").json()["alerts"] == mine


def test_a_run_whose_record_was_changed_is_told_and_not_shown(program, taken, kept, home):
    path = home.path / "runs" / "R0001" / "run.json"
    path.write_bytes(path.read_bytes().replace(b'"budget": 10', b'"budget": 11'))
    [line] = program.get("/api/runs").json()["runs"]
    assert (line["budget"], line["alerts_sha256"]) == (10, None)
    answer = program.get("/api/runs/R0001")
    assert (answer.status_code, "budget" in answer.json()) == (409, False)
    assert Event.objects.filter(kind="run", outcome="failed", object=str(kept.pk)).count() == 1


@pytest.fixture
def kept(home, taken, unit, now):
    """The run, on the pages."""
    return keep_run(home, "R0001", compartment=unit, at=now)


def bar(who, staff):
    at = timezone.now()
    since = at - timedelta(minutes=1)
    said = {"basis": "ASSOCIATION", "reason": "a friend", "start": since, "at": at}
    Bar(user=who, subject=staff, **said).save()


@pytest.fixture
def facts_of_home(home, force):
    for name in ("batches", "dictionaries", "facts"):
        shutil.copytree(force.path / name, home.path / name, dirs_exist_ok=True)


def test_who_is_barred_reads_as_if_there_were_nothing(program, taken, analyst):
    bar(analyst, taken[0].staff)
    hidden = program.get(f"/api/alerts/{taken[0].alert_id}")
    absent = program.get("/api/alerts/R0009-01")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    same = [{k: v for k, v in a.json().items() if k != "reference"} for a in (hidden, absent)]
    assert same[0] == same[1]
    mine = sum(1 for alert in taken if alert.staff == taken[0].staff)
    assert program.get("/api/alerts").json()["count"] == 10 - mine


def test_an_alert_that_was_tampered_with_is_told_and_not_shown(program, taken, home):
    path = home.path / "runs" / "R0001" / "alerts.jsonl"
    path.write_bytes(path.read_bytes().replace(b"off duty", b"on  duty"))
    answer = program.get(f"/api/alerts/{taken[0].alert_id}")
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert Event.objects.filter(kind="alert", outcome="failed").count() == 1


WRONG = (
    *("state=nonsense", "page=0", "per_page=101", "page=x", "q=%00", "updated_after=yesterday"),
    "updated_after=0001-01-01T00:00:00%2B14:00",
    "updated_after=9999-12-31T23:59:59-14:00",
)


@pytest.mark.parametrize("query", WRONG)
def test_what_is_not_as_described_is_said_by_name(program, taken, query):
    answer = program.get(f"/api/alerts?{query}")
    said = answer.json()
    assert (answer.status_code, said["status"], said["title"]) == (
        *(422, 422),
        "Unprocessable Entity",
    )
    assert query.partition("=")[0] in said["errors"][0]["where"]
    assert said["reference"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(program, taken, method):
    answer = getattr(program, method)("/api/alerts")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_not_there_is_a_problem_and_no_page(program, taken):
    for path in ("/api/", "/api/nothing", "/api/alerts/R0001-01/decide", "/api/alerts/%00"):
        answer = program.get(path)
        assert answer.status_code in (404, 405), path
        assert answer["Content-Type"] == "application/problem+json", path
