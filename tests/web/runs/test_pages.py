"""The pages of runs and of the review budget, as an analyst, a supervisor and a head see them."""

import dataclasses
import hashlib
import json
import shutil
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from custodes.store.runs import alert_lines, alerts_of, run_named
from custodes.store.runs import keep_run as write_run
from custodes.web.accounts.models import Bar
from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.models import Alert
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import CcuSupervisor
from custodes.web.jobs.models import Job
from custodes.web.runs.actions.keeping import keep_run
from custodes.web.runs.models import KeptRun, ReviewBudget
from web.accounts.people import asker, member, place, text, user
from web.alerts.conftest import signed_in

pytestmark = pytest.mark.django_db


def another_run(home, name, contents, **more):
    """A run after the first, as the engine would have written it."""
    contents = [
        one | {"run": name, "alert": f"{name}-{n:02d}", "rank": n}
        for n, one in enumerate(contents, 1)
    ]
    record = dataclasses.replace(
        run_named(home, "R0001"),
        run=name,
        alerts=len(contents),
        alerts_sha256=hashlib.sha256(alert_lines(contents)).hexdigest(),
        **more,
    )
    write_run(home, record, contents)
    return contents


def test_the_list_shows_each_run_and_every_look_is_recorded(page, kept):
    answer = page.get("/runs/")
    assert answer.status_code == 200
    assert "R0001" in text(answer)
    looks = Event.objects.filter(kind="run", action="consultation", object=str(kept.pk))
    assert looks.count() == 1


@pytest.mark.parametrize("kind", [Kind.CASE, Kind.INTEL, Kind.INTAKE])
def test_a_supervisor_of_another_part_of_the_work_has_no_runs_and_starts_none(light, kind):
    elsewhere = user("elsewhere")
    member(elsewhere, place(kind), CcuSupervisor)
    browser = signed_in(elsewhere)
    today = timezone.localdate()
    asked = {"as_of_day": today.day, "as_of_month": today.month, "as_of_year": today.year}
    asked |= {"budget": 10, "token": "once"}
    answers = [
        browser.get("/runs/start/"),
        browser.post("/runs/start/", asked),
        browser.post("/runs/bring-in/"),
        browser.post("/runs/check/", {"token": "two"}),
        browser.get("/alerts/raise/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert not Job.queue.exists()


def test_with_no_run_it_says_what_to_do(page, light):
    shutil.rmtree(light.path / "runs" / "R0001")
    assert "No run yet" in text(page.get("/runs/"))


def test_a_run_that_a_command_made_is_brought_in_with_its_alerts_once(page, light, analyst, now):
    assert "1 run of the home is not on these pages yet:" in text(page.get("/runs/"))
    for _turn in range(2):
        assert page.post("/runs/bring-in/").status_code == 302
    rows = KeptRun.objects.visible_to(analyst, at=now)
    assert [row.run for row in rows] == ["R0001"]
    assert Alert.objects.visible_to(analyst, at=now).count() == 10
    assert "not on these pages yet" not in text(page.get("/runs/"))


def test_whoever_starts_no_runs_brings_none_in_and_that_is_on_record(light, head, now):
    assert signed_in(head).post("/runs/bring-in/").status_code == 403
    assert not KeptRun.objects.visible_to(head, at=now).exists()
    assert Event.objects.filter(action="deny", kind="start-run", actor=head.reference).count() == 1


def test_a_run_with_tampered_alerts_is_not_brought_in_and_says_so(page, light, analyst, now):
    path = light.path / "runs" / "R0001" / "alerts.jsonl"
    path.write_text(path.read_text().replace("days", "weeks", 1))
    page.post("/runs/bring-in/")
    assert "is not as run R0001 wrote it" in text(page.get("/runs/"))
    assert not KeptRun.objects.visible_to(analyst, at=now).exists()
    assert not Alert.objects.visible_to(analyst, at=now).exists()


def test_what_changed_tells_new_gone_moved_and_what_it_was_made_with(page, kept, light, unit, now):
    contents = alerts_of(light, "R0001")
    versions = json.loads(json.dumps(run_named(light, "R0001").versions))
    first = sorted(versions["indicators"])[0]
    versions["indicators"][first] += 1
    new = contents[0] | {"staff": "S-NEW", "person": "P-NEW", "timeline": [], "reasons": []}
    again = [contents[1], contents[0], *contents[2:-1], new]
    another_run(light, "R0002", again, versions=versions, budget=12, follows=("R0001",))
    keep_run(light, "R0002", compartment=unit, at=now)
    said = text(page.get("/runs/R0002/"))
    assert "1 pair is new, 1 is gone, 2 moved in rank, 7 stand where they stood." in said
    assert "Version of an indicator" in said and "Review budget" in said
    assert "S-NEW" not in said and "P-NEW" not in said
    assert "What changed" in said and "It had been drawn at random" in said
    assert "custodes replay R0002" in said


def test_counts_and_lists_hold_nothing_of_whom_one_is_barred_from(page, kept, analyst, now):
    staff = Counter(Alert.objects.visible_to(analyst, at=now).values_list("staff", flat=True))
    whom, alerts = staff.most_common(1)[0]
    Bar(
        user=analyst,
        subject=whom,
        basis="RECUSED",
        start=now - timedelta(hours=1),
        reason="a friend",
        at=now,
    ).save()
    assert f"Its {10 - alerts} alerts in the queue" in text(page.get("/runs/R0001/"))


def test_a_missing_or_changed_record_is_a_clear_page_and_an_event(page, kept, light):
    path = light.path / "runs" / "R0001" / "run.json"
    path.write_text(path.read_text().replace('"budget": 10', '"budget": 99'))
    answer = page.get("/runs/R0001/")
    assert answer.status_code == 409
    assert "was changed after it was taken in" in text(answer)
    shutil.rmtree(path.parent)
    answer = page.get("/runs/R0001/")
    assert answer.status_code == 409
    assert "is missing from the home" in text(answer)
    assert Event.objects.filter(kind="run", outcome="failed", reason="not-as-written").count() == 2
    assert "Its record is missing" in text(page.get("/runs/"))


def test_the_budget_is_changed_with_a_reason_by_whom_it_is_for(page, supervisor, light, unit):
    answer = page.post("/runs/budget/set/", {"version": 1, "a_week": 12, "because": "More staff"})
    assert answer.status_code == 403
    lead = signed_in(supervisor)
    answer = lead.post("/runs/budget/set/", {"version": 1, "a_week": 12, "because": ""})
    assert answer.status_code == 422 and "Enter something under" in text(answer)
    answer = lead.post("/runs/budget/set/", {"version": 1, "a_week": 0, "because": "None"})
    assert answer.status_code == 422
    for _turn in range(2):  # The same form twice is one change.
        answer = lead.post(
            "/runs/budget/set/", {"version": 1, "a_week": 12, "because": "A second analyst"}
        )
        assert answer.status_code == 302
    assert "unless whoever starts one says otherwise" in text(lead.get("/runs/budget/"))
    assert ReviewBudget.objects.visible_to(supervisor, at=timezone.now()).count() == 1
    assert "The unit can read 12 alerts a week" in text(lead.get("/runs/budget/"))
    assert 'value="12"' in lead.get("/runs/start/").content.decode()
    event = Event.objects.get(kind="review-budget", effect="made")
    assert (event.action, event.role) == ("config", "ccu-supervisor")


def test_whoever_comes_second_sees_both_budgets_and_may_still_save(supervisor, head, light):
    first, second = signed_in(supervisor), signed_in(head)
    first.post("/runs/budget/set/", {"version": 1, "a_week": 12, "because": "A second analyst"})
    answer = second.post("/runs/budget/set/", {"version": 1, "a_week": 8, "because": "A course"})
    assert answer.status_code == 409
    said = text(answer)
    assert "Somebody was quicker" in said and "A second analyst" in said and "A course" in said
    answer = second.post("/runs/budget/set/", {"version": 2, "a_week": 8, "because": "A course"})
    assert answer.status_code == 302
    assert "The unit can read 8 alerts" in text(second.get("/runs/budget/"))


def test_the_budget_tells_backlog_and_how_many_verdicts_lack(page, kept, analyst, now):
    alerts = list(Alert.objects.visible_to(analyst, at=now).filter(drawn="rank").order_by("pk"))
    for alert, verdict in zip(alerts, ("substantiated", "not_enough", "wrong_data"), strict=False):
        decide(
            alert=alert,
            verdict=verdict,
            version=1,
            by=asker(analyst, at=now),
            because="As the duty desk says.",
            at=now,
        )
    said = text(page.get("/runs/budget/?weeks=52"))
    assert "How often alerts are borne out" in said
    assert "17 more verdicts are needed before a share is told" in said
    assert "3, of which 1 substantiated" in said
    assert "3 of 10 (30%)" in said
    assert "Not known: measure coverage" in said
    assert "accuracy" not in said.replace("Accuracy would be near 100 %", "").lower()
