"""Holding back: by two people, in one compartment, and no longer than anybody wants it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from custodes.pipeline.verdicts import told_until
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.second import waiting_elsewhere
from custodes.web.alerts import feedback, holds
from custodes.web.alerts.actions.holding import answer, ask_to_hold, end_hold
from custodes.web.alerts.models import Alert, Hold, HoldEnd, Suppression
from custodes.web.alerts.queries import suppressions
from custodes.web.alerts.taking import take_alerts
from custodes.web.audit.models import Event
from custodes.web.decision import NotAllowed
from custodes.web.decision.roles import CcuSupervisor, MonitoringAnalyst
from web.accounts.people import asker, member, place, text, user
from web.alerts.conftest import signed_in
from web.alerts.test_taking import another_run, cleared, of_run

pytestmark = pytest.mark.django_db
DAYS_28, DAYS_60 = timedelta(days=28), timedelta(days=60)


def asked(alert, who, now, **more) -> Suppression:
    said = {
        "only_pair": False,
        "only_pattern": False,
        "until": now + DAYS_28,
        "token": "t",
        "because": "A known family matter.",
    }
    return ask_to_hold(alert=alert, by=asker(who, at=now), at=now, **said | more)


def held(alert, who, second, now, **more) -> Suppression:
    row = asked(alert, who, now, **more)
    answer(suppression=row, granted=True, by=asker(second, at=now), at=now)
    return row


def ended(row, who, at, because="The family matter is settled."):
    return end_hold(suppression=row, by=asker(who, at=at), because=because, at=at)


def as_kept(alert) -> Alert:
    alert.refresh_from_db()
    return alert


@pytest.fixture
def elsewhere(taken, supervisor, home, alerts, now):
    """The first alert again, from another run, in another compartment of the same supervisor."""
    other = place()
    member(supervisor, other, CcuSupervisor)
    another_run(home, [c for c in alerts if c["alert"] == taken[0].alert_id])
    take_alerts(home.path / "runs/R0002", at=now, compartment=other)
    return Alert.objects.visible_to(supervisor, at=now).get(run="R0002")


def test_a_hold_marks_open_alerts_of_its_own_compartment_alone(
    taken, elsewhere, analyst, supervisor, now
):
    first = taken[0]
    row = held(first, analyst, supervisor, now)
    assert as_kept(first).suppression == row
    assert as_kept(elsewhere).suppression is None
    assert not holds.holds_back(row, elsewhere)


def test_a_decided_alert_is_not_marked(taken, analyst, supervisor, now):
    cleared(taken[0], analyst, now)
    held(taken[0], analyst, supervisor, now)
    assert as_kept(taken[0]).suppression is None


def test_the_longer_of_two_holds_stays(taken, home, analyst, supervisor, alerts, now):
    first = taken[0]
    longer = held(first, analyst, supervisor, now, until=now + DAYS_60)
    version = as_kept(first).version
    shorter = held(first, analyst, supervisor, now, token="u", only_pair=True)
    assert (as_kept(first).suppression, first.version) == (longer, version)
    another_run(home, [c for c in alerts if c["alert"] == first.alert_id])
    take_alerts(home, at=now)
    [new] = of_run(analyst, now).values()
    assert new.suppression == longer
    ended(longer, analyst, now)
    assert as_kept(first).suppression == as_kept(new).suppression == shorter


def test_a_hold_is_ended_with_a_reason_and_its_alerts_and_the_engine_speak_again(
    taken, home, analyst, colleague, supervisor, now
):
    first, later = taken[0], now + timedelta(days=3)
    row = held(first, analyst, supervisor, now, only_pair=True)
    feedback.tell_all(home)

    def quiet(at):
        told = told_until(home, at)
        return told.quiet(first.pair, ["contacts"], at, first.pattern, at)

    assert quiet(later)
    with pytest.raises(NotAllowed):
        ended(row, colleague, later, because=" ")
    end = ended(row, colleague, later)
    assert as_kept(first).suppression is None
    assert Event.objects.filter(kind="suppression-end", object=str(end.pk), effect="made").exists()
    assert Event.objects.filter(kind="alert", object=str(first.pk), effect="changed").count() == 2
    assert feedback.tell_all(home) == 1
    assert not quiet(later)
    assert quiet(later - timedelta(seconds=1)), "a run of the past heeds what held then"
    with pytest.raises(UserError, match="nothing to end"):
        ended(row, analyst, later)


def test_what_comes_after_the_end_is_not_held_back(taken, home, analyst, supervisor, alerts, now):
    ended(held(taken[0], analyst, supervisor, now), supervisor, now)
    another_run(home, [c for c in alerts if c["alert"] == taken[0].alert_id])
    take_alerts(home, at=now)
    [new] = of_run(analyst, now).values()
    assert new.suppression is None


def test_what_waits_is_taken_back_by_the_one_who_asked_and_cannot_be_granted_then(
    taken, home, analyst, colleague, supervisor, now
):
    row = asked(taken[0], analyst, now)
    assert len(waiting_elsewhere(asker(supervisor, at=now), at=now)) == 1
    with pytest.raises(UserError, match="you can refuse it"):
        ended(row, colleague, now)
    ended(row, analyst, now)
    assert waiting_elsewhere(asker(supervisor, at=now), at=now) == []
    for granted in (True, False):
        with pytest.raises(UserError, match="taken back before"):
            answer(suppression=row, granted=granted, by=asker(supervisor, at=now), at=now)
    assert feedback.tell_all(home) == 0
    [kept] = suppressions(analyst, at=now)
    assert holds.standing(kept, now) == holds.WITHDRAWN


def test_an_end_has_a_reason_in_the_database_too(taken, analyst, now):
    row = asked(taken[0], analyst, now)
    told = {"compartment": row.compartment, "suppression": row, "by": analyst, "at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldEnd(reason="", **told).save()


def test_the_page_offers_the_end_and_keeps_what_was_typed(taken, analyst, supervisor, page, now):
    row = held(taken[0], analyst, supervisor, now)
    assert "End this hold" in text(page.get("/alerts/held-back/"))
    where = f"/alerts/held-back/{row.pk}/end/"
    wrong = page.post(where, {"because": "12 34"})
    assert wrong.status_code == 422
    assert "Give the reason in words." in text(wrong) and "12 34" in text(wrong)
    done = page.post(where, {"because": "Settled."}, follow=True)
    assert "Its alerts come up again" in text(done)
    assert "Settled." in text(done) and "End this hold" not in text(done)
    assert page.post("/alerts/held-back/999999/end/", {"because": "Settled."}).status_code == 404


def test_whoever_asked_sees_the_way_to_take_it_back_and_others_do_not(
    taken, analyst, colleague, page, now
):
    asked(taken[0], analyst, now)
    assert "Take it back" in text(page.get("/alerts/held-back/"))
    assert "Take it back" not in text(signed_in(colleague).get("/alerts/held-back/"))


@pytest.mark.parametrize("said", [{}, {"answer": ""}, {"answer": "granted"}])
def test_an_answer_that_is_neither_yes_nor_no_is_none(taken, analyst, supervisor, now, said):
    row = asked(taken[0], analyst, now)
    answered = signed_in(supervisor).post(f"/alerts/held-back/{row.pk}/answer/", said)
    assert answered.status_code == 400
    assert "choose whether to grant or refuse" in text(answered)
    assert not Hold.objects.visible_to(analyst, at=now).exists()


def test_nobody_ends_a_hold_of_which_they_may_not_know(taken, analyst, supervisor, now):
    row = held(taken[0], analyst, supervisor, now)
    who = user("stranger")
    member(who, place(), MonitoringAnalyst)
    with pytest.raises(NotAllowed):
        ended(row, who, now)
    answered = signed_in(who).post(f"/alerts/held-back/{row.pk}/end/", {"because": "Mine."})
    assert answered.status_code == 404
