"""The pages offer what one's role does, and no more."""

import pytest

from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import take_alerts
from custodes.web.decision import Kind
from custodes.web.decision.roles import HeadOfCcu, ProfessionalStandardsWatcher
from web.accounts.people import member, place, text, user
from web.alerts.conftest import signed_in
from web.alerts.test_watches import asked, granted

pytestmark = pytest.mark.django_db
OF_THE_QUEUE = ("Raise one by hand", "CSV or Excel", "Documents", "Give them to", "Decide them")
OF_AN_ALERT = (
    *("Take it on", "Give it to a colleague", "Hold alerts like this one back"),
    *("Print the pack", "Save the decision"),
)


def said(html: str, words: tuple[str, ...]) -> list[str]:
    return [one for one in words if one in html]


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return who


def test_an_analyst_is_offered_all_of_it(page, taken):
    assert said(text(page.get("/alerts/")), OF_THE_QUEUE) == list(OF_THE_QUEUE)
    html = text(page.get(f"/alerts/{taken[0].alert_id}/"))
    assert said(html, OF_AN_ALERT) == list(OF_AN_ALERT)


def test_the_head_raises_none_and_takes_none_out(taken, head):
    client = signed_in(head)
    assert said(text(client.get("/alerts/")), OF_THE_QUEUE) == ["Give them to", "Decide them"]
    html = text(client.get(f"/alerts/{taken[0].alert_id}/"))
    assert said(html, OF_AN_ALERT) == [one for one in OF_AN_ALERT if one != "Print the pack"]
    assert "CSV or Excel" not in text(client.get("/alerts/staff/"))
    for path in ("raise/", "take-out/", "staff/take-out/"):
        assert client.get(f"/alerts/{path}").status_code == 404


def test_the_watcher_decides_alone(home, now):
    watch, who = place(Kind.CCU_WATCH), user("watcher")
    member(who, watch, ProfessionalStandardsWatcher)
    take_alerts(home.path, at=now, compartment=watch)
    one = Alert.objects.visible_to(who, at=now).first()
    client = signed_in(who)
    assert said(text(client.get("/alerts/")), OF_THE_QUEUE) == ["Decide them"]
    html = text(client.get(f"/alerts/{one.alert_id}/"))
    assert said(html, OF_AN_ALERT) == ["Save the decision"]
    answer = client.get(f"/alerts/{one.alert_id}/hold-back/")
    assert answer.status_code == 403
    assert "Your role does not allow this" in text(answer)
    assert client.get("/alerts/raise/").status_code == 404


def test_a_watch_is_ended_by_whoever_asked_or_whose_role_ends_it(
    page, taken, analyst, colleague, head, now
):
    watch = asked(taken, analyst, now)
    granted(watch, head, now)
    ends = {
        who: "End it before its day" in text(signed_in(who).get(f"/alerts/watches/{watch.pk}/"))
        for who in (analyst, colleague, head)
    }
    assert ends == {analyst: True, colleague: False, head: True}
