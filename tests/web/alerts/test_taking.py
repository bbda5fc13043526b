"""Runs become work: once, with verdicts kept over runs, and back to the engine."""

import copy
import dataclasses
from datetime import timedelta

import pytest

from custodes.pipeline.verdicts import told_until
from custodes.store.runs import alert_lines, keep_run, run_named
from custodes.vocabulary.errors import UserError
from custodes.web.alerts import feedback
from custodes.web.alerts.actions.deciding import decide
from custodes.web.alerts.actions.holding import answer, ask_to_hold
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.alerts.taking import take_alerts
from custodes.web.audit.models import Event
from custodes.web.decision import NotAllowed
from web.accounts.people import asker, place

pytestmark = pytest.mark.django_db


def another_run(home, contents) -> None:
    """A later run that raised these alerts."""
    import hashlib

    made = [c | {"run": "R0002", "alert": c["alert"].replace("R0001", "R0002")} for c in contents]
    record = dataclasses.replace(
        run_named(home, "R0001"),
        run="R0002",
        alerts=len(made),
        alerts_sha256=hashlib.sha256(alert_lines(made)).hexdigest(),
    )
    keep_run(home, record, made)


def of_run(analyst, now, run="R0002"):
    rows = Alert.objects.visible_to(analyst, at=now).filter(run=run)
    return {alert.alert_id: alert for alert in rows}


def cleared(alert, analyst, now, verdict="wrong_data"):
    return decide(
        alert=alert,
        verdict=verdict,
        version=alert.version,
        by=asker(analyst, at=now),
        because="A shared login.",
        at=now,
    )


def test_taken_in_twice_a_run_changes_nothing(taken, home, now):
    assert take_alerts(home, at=now) == take_alerts(home.path / "runs/R0001", at=now) == 0
    made = Event.objects.filter(kind="alert", effect="made").values_list("object", flat=True)
    assert sorted(made) == sorted(str(alert.pk) for alert in taken)


def test_a_changed_run_is_not_taken_in(home, unit, now):
    file = home.path / "runs/R0001/alerts.jsonl"
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(UserError, match="not as run R0001 wrote it"):
        take_alerts(home, at=now)


def test_with_several_compartments_one_is_named(home, unit, now):
    place()
    with pytest.raises(UserError, match="several"):
        take_alerts(home, at=now)
    assert take_alerts(home, at=now, compartment=unit) == 10


def test_a_cleared_pair_stays_cleared_until_new_facts(taken, home, analyst, alerts, now):
    same, more, judged = taken[0], taken[1], taken[2]
    for alert, verdict in ((same, "wrong_data"), (more, "wrong_data"), (judged, "not_enough")):
        cleared(alert, analyst, now, verdict)
    contents = {c["alert"]: copy.deepcopy(c) for c in alerts}
    late = contents[more.alert_id]
    late["timeline"].append(late["timeline"][-1] | {"row": "a-new-row"})
    late["reasons"][0]["rows"].append("a-new-row")
    another_run(home, [contents[a.alert_id] for a in (same, more, judged)])
    assert take_alerts(home, at=now) == 3
    new = of_run(analyst, now)
    states = [new[a.alert_id.replace("R0001", "R0002")] for a in (same, more, judged)]
    assert [a.state for a in states] == ["decided", "new", "new"]
    carried = AlertDecision.objects.visible_to(analyst, at=now).get(alert=states[0])
    assert carried.by is None and carried.carried_from.alert == same
    assert "No new facts" in carried.reason


def test_what_is_held_back_stays_back_until_its_day(taken, home, analyst, supervisor, alerts, now):
    first = taken[0]
    asked = ask_to_hold(
        alert=first,
        only_pair=True,
        only_pattern=False,
        until=now + timedelta(days=28),
        token="t",
        by=asker(analyst, at=now),
        because="A known family matter.",
        at=now,
    )
    with pytest.raises(UserError, match="second person"):
        answer(suppression=asked, granted=True, by=asker(analyst, at=now), at=now)
    answer(suppression=asked, granted=True, by=asker(supervisor, at=now), at=now)
    another_run(home, [c for c in alerts if c["alert"] == first.alert_id])
    take_alerts(home, at=now)
    [new] = of_run(analyst, now).values()
    first.refresh_from_db()
    assert new.suppression == first.suppression == asked
    feedback.tell_all(home)
    quiet = told_until(home, now + timedelta(minutes=1)).quiet
    said = (first.pair, ["contacts"], now, first.pattern)
    assert quiet(*said, now + timedelta(days=27))
    assert not quiet(*said, now + timedelta(days=29))


def test_nothing_is_held_back_for_ever(taken, analyst, now):
    for days in (0, 91):
        with pytest.raises(UserError, match="within the next 90 days"):
            ask_to_hold(
                alert=taken[0],
                only_pair=True,
                only_pattern=False,
                until=now + timedelta(days=days),
                token="t",
                by=asker(analyst, at=now),
                because="Known.",
                at=now,
            )


def test_the_engine_is_told_once_and_of_what_was_known_then(taken, home, analyst, now):
    cleared(taken[0], analyst, now)
    assert [feedback.tell_all(home), feedback.tell_all(home)] == [1, 0]
    before = told_until(home, now - timedelta(seconds=1))
    assert before.judged == {}
    told = told_until(home, now)
    judged = told.judged[taken[0].pair]
    assert (judged.alert, judged.verdict) == (taken[0].alert_id, "wrong_data")
    families = taken[0].content["families"]
    assert told.quiet(taken[0].pair, families, now - timedelta(days=300), "", now)
    assert not told.quiet(taken[0].pair, families, now, "", now), "a later fact"
    assert not told.quiet(taken[0].pair, ["another"], now - timedelta(days=300), "", now)


def test_only_who_may_decides(taken, supervisor, analyst, now):
    with pytest.raises(NotAllowed):
        decide(
            alert=taken[0],
            verdict="breach",
            version=1,
            by=asker(analyst, at=now),
            because="",
            at=now,
        )
    assert taken[0].decisions.count() == 0


def test_a_line_that_a_kill_cut_short_is_dropped_and_told_again(taken, home, analyst, now):
    cleared(taken[0], analyst, now)
    feedback.tell_all(home)
    [file] = (home.path / "verdicts").glob("*.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    assert told_until(home, now).judged == {}
    assert feedback.tell_all(home) == 1
    assert file.read_bytes() == whole
    file.write_bytes(b"{}\n" + whole)
    with pytest.raises(UserError, match="damaged"):
        told_until(home, now)
