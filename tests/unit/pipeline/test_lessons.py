"""What the unit decided teaches the next run, dated and reversible, and a replay knows it."""

from datetime import timedelta

import pytest

from custodes.indicators import INDICATORS
from custodes.pipeline.find import find, replay
from custodes.pipeline.lessons import learned_from, lessons_from
from custodes.pipeline.verdicts import Judged, stamp, tell, told_until
from custodes.ranking.learning import NOTHING
from unit.pipeline.conftest import clock

NOW = clock()


def judged(alert, verdict, number=1, before=timedelta(minutes=1), facts_until=NOW):
    return Judged(
        id=f"decision-{number}",
        at=stamp(NOW - before),
        alert=alert["alert"],
        staff=alert["staff"],
        person=alert["person"],
        verdict=verdict,
        explained_by="",
        facts_until=stamp(facts_until),
        families=tuple(alert["families"]),
    )


@pytest.fixture
def first(home):
    """The first alert of a run in this home about a pair with a reason."""
    found = find(home, clock=clock, budget=20)
    assert found.record.learned == {}
    return next(a for a in found.alerts if a["person"] and a["drawn"] == "ranked")


def test_a_lesson_holds_what_the_alert_measured(home, first):
    tell(home, [judged(first, "substantiated")])
    (lesson,) = lessons_from(home, told_until(home, NOW))
    spoke = {reason["indicator"]: reason["value"] for reason in first["reasons"]}
    assert {name: value for name, value in lesson.values.items() if value} == spoke
    assert set(lesson.values) == {i.id for i in INDICATORS if i.subject == "pair"}
    assert lesson.chance == 1.0


def test_a_run_counts_the_verdicts_in_and_a_replay_too_whatever_is_told_later(home, first):
    # Judged on the facts of long ago, so that the pair speaks again.
    tell(home, [judged(first, "substantiated", facts_until=NOW - timedelta(days=365))])
    found = find(home, clock=clock, budget=20)
    assert found.record.learned["verdicts"] == 1
    assert set(found.record.learned["shares"]) == {
        name for name, value in next(iter(lessons_from(home, told_until(home, NOW)))).values.items()
    }
    loudest = first["reasons"][0]
    again = next(a for a in found.alerts if a["person"] == first["person"])
    bits = {reason["indicator"]: reason["bits"] for reason in again["reasons"]}
    assert bits[loudest["indicator"]] > loudest["bits"], "it was there where one was abused"
    tell(home, [judged(first, "explained", 2, -timedelta(hours=1))])
    assert replay(home, found.record.run).same


def test_what_was_told_later_or_taken_back_teaches_nothing(home, first):
    tell(home, [judged(first, "substantiated")])
    assert learned_from(home, told_until(home, NOW - timedelta(hours=1))) == NOTHING
    assert learned_from(home, told_until(home, NOW)) != NOTHING
    tell(home, [judged(first, "not_enough", 2, timedelta(0))])
    assert learned_from(home, told_until(home, NOW)).shares == {}


def test_a_force_can_have_it_off(home, first):
    tell(home, [judged(first, "substantiated")])
    (home.path / "settings.toml").write_text("[learning]\nfrom_verdicts = false\n")
    assert find(home, clock=clock, budget=20).record.learned == {}


def test_alerts_that_no_run_wrote_or_whose_file_was_changed_teach_nothing(home, first):
    by_hand = first | {"alert": "M0001-01"}
    tell(home, [judged(by_hand, "substantiated")])
    assert list(lessons_from(home, told_until(home, NOW))) == []
    tell(home, [judged(first, "substantiated", 2, timedelta(0))])
    assert len(list(lessons_from(home, told_until(home, NOW)))) == 1
    file = home.path / "runs" / "R0001" / "alerts.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    assert list(lessons_from(home, told_until(home, NOW))) == []
