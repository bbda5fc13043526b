"""Runs, replays, checks and coverage as jobs: to the end, cancelled, and killed half way."""

import pytest
from django.utils import timezone

from custodes.pipeline.find import find
from custodes.store.runs import alerts_of, runs
from custodes.vocabulary.times import as_of_from, iso
from custodes.web.alerts.models import Alert
from custodes.web.jobs.models import Job
from custodes.web.runs.actions.keeping import keep_run
from custodes.web.runs.models import Coverage, KeptRun, Replayed
from custodes.web.runs.steps import FIND, MEASURING_COVERAGE, WHOLE, Steps
from web.accounts.people import text
from web.runs.test_pages import another_run

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"as_of_day": 24, "as_of_month": 3, "as_of_year": 2026, "budget": 5, "token": "once"}


class Told:
    """What a job tells, remembered; asked to end at a step, it raises."""

    def __init__(self, end_at=None):
        self.said, self._end_at = [], end_at

    def progress(self, done, of, words=""):
        self.said.append((done, of, words))
        if words == self._end_at:
            raise InterruptedError


def test_a_run_from_the_form_to_its_page_and_its_replay(page, home, analyst, worked):
    for _turn in range(2):  # The same form twice is one job.
        answer = page.post("/runs/start/", ASKED)
        assert answer.status_code == 302 and answer["Location"].startswith("/jobs/")
    assert Job.queue.count() == 1
    assert worked() and not worked()
    job = Job.queue.get()
    assert (job.state, job.result["address"]) == ("done", "/runs/R0002/")
    now = timezone.now()
    row = KeptRun.objects.visible_to(analyst, at=now).get()
    assert (row.run, row.budget, row.by, row.job) == ("R0002", 5, analyst, job.pk)
    assert Alert.objects.visible_to(analyst, at=now).filter(run="R0002").count() == 5
    assert Coverage.objects.visible_to(analyst, at=now).get().staff == 60
    said = text(page.get("/runs/R0002/"))
    assert "asked for by Analyst" in said
    said = text(page.get("/runs/coverage/"))
    assert "are monitored" in said and "No feed is silent, and none is off." in said


def test_a_replay_says_the_same_or_what_differs(page, home, unit, analyst, worked):
    keep_run(home, "R0001", compartment=unit, at=timezone.now())
    path = home.path / "runs" / "R0001" / "alerts.jsonl"
    path.write_text(path.read_text().replace("days", "weeks", 1))
    page.post("/runs/R0001/again/", {"token": "again"})
    assert worked()
    made = Replayed.objects.visible_to(analyst, at=timezone.now()).get()
    assert not made.same and "were changed in the home after the run wrote them" in str(
        made.differences
    )
    said = text(page.get("/runs/R0001/"))
    assert "Not the same" in said and "made again, the run gives what was recorded" in said
    assert "Not the same" in text(page.get("/runs/"))


def test_a_wrong_form_keeps_what_was_typed(page, light):
    answer = page.post("/runs/start/", ASKED | {"as_of_day": 31, "as_of_month": 2, "budget": "x"})
    assert answer.status_code == 422
    assert "Enter a real day" in text(answer) and 'value="x"' in answer.content.decode()
    answer = page.post("/runs/start/", ASKED | {"as_of_year": 2099})
    assert "not in the future" in text(answer)
    assert not Job.queue.exists()


def test_a_run_that_was_written_before_a_kill_is_not_made_twice(page, home, analyst, worked):
    page.post("/runs/start/", ASKED)
    # The worker wrote the run, and was killed before it was taken in.
    moment = as_of_from("2026-03-24")
    another_run(
        home,
        "R0002",
        alerts_of(home, "R0001")[:5],
        as_of=iso(moment),
        budget=5,
        made_at=timezone.now().isoformat(timespec="seconds"),
    )
    Job.queue.update(tries=1)
    assert worked()
    assert [record.run for record in runs(home)] == ["R0001", "R0002"]
    assert KeptRun.objects.visible_to(analyst, at=timezone.now()).get().run == "R0002"


def test_what_was_taken_in_is_checked_and_a_fault_is_told(page, home, worked):
    page.post("/runs/check/", {"token": "a"})
    assert worked()
    address = Job.queue.get().result["address"]
    assert "Everything is as it was taken in." in text(page.get(address))
    piece = next((home.path / "facts").rglob("*.parquet"))
    piece.write_bytes(piece.read_bytes()[:-1])
    page.post("/runs/check/", {"token": "b"})
    assert worked()
    said = text(page.get(Job.queue.get(token="b").result["address"]))
    assert "Something is amiss." in said and str(home.path) not in said
    assert "Something was amiss: look" in text(page.get("/runs/"))


def test_a_run_can_be_cancelled_at_any_step_and_leaves_nothing(home):
    told = Told(end_at=FIND[1][0])
    with pytest.raises(InterruptedError):
        find(home, clock=timezone.now, budget=5, progress=Steps(told, FIND))
    assert [record.run for record in runs(home)] == ["R0001"]
    assert list(home.spill.iterdir()) == []
    done = [done for done, _of, _words in told.said]
    assert done == sorted(done) and 0 < done[-1] < WHOLE


def test_the_stages_of_a_run_are_those_that_the_engine_tells_and_leave_room_for_the_rest(home):
    told = Told()
    find(home, clock=timezone.now, budget=5, progress=Steps(told, FIND))
    names = list(dict.fromkeys(words for _done, _of, words in told.said))
    assert names == [name for name, _part in FIND]
    assert told.said[-1][0] == sum(part for _name, part in FIND) < WHOLE - MEASURING_COVERAGE


def test_a_stage_that_is_not_declared_takes_no_part():
    told = Told()
    steps = Steps(told, (("one", 500), ("two", 400)))
    steps.stage("one", 2)
    steps.advance(1)
    steps.stage("elsewhere", 3)
    steps.advance(3)
    steps.stage("two", 1)
    steps.advance(1)
    steps.message("nothing")
    assert [done for done, _of, _words in told.said] == [0, 250, 500, 500, 500, 900]
