"""A message to a report that was disposed of: a report of its own, seen, worked and disposed of."""

import pytest
from django.http import Http404

from custodes.vocabulary.errors import UserError
from custodes.web.reports import states
from custodes.web.reports.actions import deciding
from custodes.web.reports.actions.disposing import dispose
from custodes.web.reports.actions.handing_over import GivesAway, hand_over
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.actions.replying import reply
from custodes.web.reports.actions.triaging import name_staff, step_back
from custodes.web.reports.models import Report, Safeguarding, Sealed, every
from custodes.web.reports.queries import report_named
from custodes.web.sealing.contents import message_from
from custodes.web.sealing.envelope import envelope_from, opened
from web.accounts.people import AT, asker
from web.reports.pages import signed_in
from web.reports.test_handing_over import GRADE
from web.reports.test_working import triaged
from web.reports.unit import DAY, PASSPHRASE, PULL, message

pytestmark = pytest.mark.django_db
LATER = AT + 731 * DAY
SAID = "He is back and waits outside her door."


@pytest.fixture
def officer(ours):
    return asker(ours.users["officer"], at=LATER)


@pytest.fixture
def gone(ours, report, officer):
    """A report that was worked, closed and disposed of on its day, after an answer was sent."""
    ours.users["supervisor"].staff = "PC 4172"
    ours.users["supervisor"].save()
    triaged(ours, report, possible_victim=False, told="")
    told = {"sure": "strong", "because": "The number.", "by": ours.officer, "at": AT}
    name_staff(report=report, staff="PC 4172", **told)
    step_back(report=report, because="I know her.", by=ours.colleague, at=AT)
    more = {"report": report, "by": ours.officer, "at": AT}
    for act, given in (
        (reply, {"text": "Is she safe?", "token": "t"}),
        (deciding.refer_on, {"to": "Kent", "because": "Theirs."}),
        (deciding.close, {}),
    ):
        report.refresh_from_db()
        act(version=report.version, **more | given)
    report.refresh_from_db()
    dispose(report=report, version=report.version, by=officer, at=LATER)
    report.refresh_from_db()
    return report


def come(ours, gone, text=SAID, number=1):
    said = message(ours.ring, gone.first, gone.pair, text, number)
    more = {"received_on": LATER.date(), "by": PULL, "at": LATER}
    return take(compartment=gone.compartment, raw=said.to_bytes(), **more)


def test_it_is_in_the_queue_as_a_report_of_its_own_that_names_the_old_one(ours, gone, officer):
    row = come(ours, gone)
    assert row.pk != gone.pk and row.follows == gone
    assert (row.state, row.known_at, row.route) == (states.RECEIVED, LATER, "partner")
    assert come(ours, gone).pk == row.pk, "the same envelope again changes nothing"
    found = open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    assert found.said is None
    assert [one.said.text for one in found.thread] == [SAID]
    gone.refresh_from_db()
    assert gone.state == states.DISPOSED
    second = come(ours, gone, "And again today.", 2)
    assert second.pk == row.pk
    found = open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    assert [one.said.text for one in found.thread] == [SAID, "And again today."]


def test_a_possible_victim_in_it_starts_safeguarding_with_a_clock_of_its_own(ours, gone, officer):
    row = come(ours, gone)
    open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    row.refresh_from_db()
    triaged(ours, row, risk="danger", by=officer, at=LATER)
    assert every(Safeguarding).get(report=row).since == LATER


def test_whoever_was_kept_from_the_old_one_is_kept_from_it(ours, gone):
    row = come(ours, gone)
    for word in ("supervisor", "colleague"):
        with pytest.raises(Http404):
            report_named(row.reference, ours.users[word], at=LATER)
    assert report_named(row.reference, ours.users["officer"], at=LATER)


def test_it_is_answered_in_the_same_thread_and_handed_over(ours, gone, officer):
    row = come(ours, gone)
    found = open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    told = {"text": "We are coming.", "token": "u", "by": officer, "at": LATER}
    answer = reply(report=row, version=found.report.version, **told)
    assert answer.part == "from-unit/0002", "after what was answered before"
    whole = opened(envelope_from(bytes(answer.content)), gone.pair, part=answer.part)
    assert message_from(whole.content).text == "We are coming."
    row.refresh_from_db()
    triaged(ours, row, possible_victim=False, told="", by=officer, at=LATER)
    opened_now = open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    draft = {
        "report": opened_now.report,
        "grading": GRADE,
        "provenance": "Told directly.",
        "looked_at": True,
        "opened": opened_now,
        "version": opened_now.report.version,
        "by": officer,
        "at": LATER,
    }
    with pytest.raises(GivesAway):
        hand_over(text=f"It is said: {SAID}", **draft)
    assert hand_over(text="An officer is said to wait near a home.", **draft)


def test_it_is_disposed_of_in_its_time_and_a_later_message_begins_another(ours, gone, officer):
    row = come(ours, gone)
    open_report(report=row, passphrase=PASSPHRASE, by=officer, at=LATER)
    row.refresh_from_db()
    triaged(ours, row, possible_victim=False, told="", by=officer, at=LATER)
    more = {"report": row, "by": officer, "at": LATER}
    row.refresh_from_db()
    deciding.refer_on(to="Kent", because="Theirs.", version=row.version, **more)
    row.refresh_from_db()
    deciding.close(version=row.version, **more)
    row.refresh_from_db()
    with pytest.raises(UserError, match="not over"):
        dispose(version=row.version, **more)
    end = LATER + 731 * DAY
    dispose(report=row, version=row.version, by=asker(ours.users["officer"], at=end), at=end)
    assert not any(bytes(one.content) for one in every(Sealed))
    assert come(ours, gone, "Once more.", 2).follows == row
    assert every(Report).count() == 3


def test_the_pages_say_what_it_belongs_to(ours, gone, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    row = come(ours, gone)
    client = signed_in(ours.users["officer"])
    assert "a message to a report that was disposed of" in client.get("/reports/").content.decode()
    page = client.get(f"/reports/{row.reference}/").content.decode()
    assert gone.reference in page and SAID not in page
    for then in ("triage", "read"):
        sent = {"passphrase": PASSPHRASE, "then": then}
        page = client.post(f"/reports/{row.reference}/open/", sent).content.decode()
        assert SAID in page and "nothing of it can be shown" in page
