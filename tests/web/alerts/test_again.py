"""A decided alert that is taken up again: its verdict counts no more, here and for the engine."""

from datetime import timedelta

import pytest

from custodes.pipeline.verdicts import told_until
from custodes.web.alerts import feedback
from custodes.web.alerts.actions.assigning import assign
from custodes.web.alerts.models import Reopening
from custodes.web.alerts.taking import take_alerts
from custodes.web.audit.models import Event
from custodes.web.packs.queries import decisions_of
from web.accounts.people import asker, text
from web.alerts.test_taking import another_run, cleared, of_run

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def again(alert, who, at):
    """The alert, taken on by somebody after it was decided."""
    alert.refresh_from_db()
    by = asker(who, at=at)
    return assign(alert=alert, to=who, version=alert.version, by=by, at=at)


def test_a_verdict_is_carried_over_only_while_its_alert_is_decided(
    taken, home, analyst, alerts, now
):
    first = taken[0]
    cleared(first, analyst, now)
    again(first, analyst, now + HOUR)
    another_run(home, [c for c in alerts if c["alert"] == first.alert_id])
    take_alerts(home, at=now + 2 * HOUR)
    [new] = of_run(analyst, now + 2 * HOUR).values()
    assert (new.state, new.outcome) == ("new", "")


def test_the_engine_is_told_and_a_verdict_counts_again_once_there_is_another(
    taken, home, analyst, now
):
    first = taken[0]

    def quiet(at):
        last = now - timedelta(days=300)
        return told_until(home, at).quiet(first.pair, first.content["families"], last, "", at)

    cleared(first, analyst, now)
    again(first, analyst, now + HOUR)
    assert feedback.tell_all(home) == 2
    assert [quiet(now), quiet(now + HOUR)] == [True, False]
    first.refresh_from_db()
    cleared(first, analyst, now + 2 * HOUR)
    assert feedback.tell_all(home) == 1
    assert [quiet(now + HOUR), quiet(now + 2 * HOUR)] == [False, True]
    assert feedback.tell_all(home) == 0


def test_it_is_kept_who_took_it_up_and_the_page_says_so(taken, page, analyst, now):
    first = taken[0]
    cleared(first, analyst, now)
    again(first, analyst, now + HOUR)
    row = Reopening.objects.visible_to(analyst, at=now).get()
    assert (row.alert, row.decision.version, row.by) == (first, 2, analyst)
    assert Event.objects.filter(kind="alert-reopening", object=str(row.pk), effect="made").exists()
    html = text(page.get(f"/alerts/{first.alert_id}/"))
    assert "Taken up again" in html and "counts no more" in html


def test_a_document_says_that_a_verdict_counts_no_more(taken, analyst, now):
    first = taken[0]
    cleared(first, analyst, now)
    [stands] = decisions_of(first, analyst, at=now)
    again(first, analyst, now + HOUR)
    [taken_up] = decisions_of(first, analyst, at=now)
    assert stands.verdict == "Wrong data"
    assert taken_up.verdict == "Wrong data (counts no more: the alert was taken up again)"


def test_what_was_carried_over_says_when_it_rests_on_nothing_any_more(
    taken, home, page, analyst, alerts, now
):
    first = taken[0]
    cleared(first, analyst, now)
    another_run(home, [c for c in alerts if c["alert"] == first.alert_id])
    take_alerts(home, at=now)
    [new] = of_run(analyst, now)
    assert "taken up again since" not in text(page.get(f"/alerts/{new}/"))
    again(first, analyst, now + HOUR)
    assert "taken up again since" in text(page.get(f"/alerts/{new}/"))
