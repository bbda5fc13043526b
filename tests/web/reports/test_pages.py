"""The pages of the reading side: what each person sees, and what no page shows unopened."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from custodes.web.accounts.installation import found_compartment
from custodes.web.accounts.models import User
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import CcuSupervisor
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.demonstration import PASSPHRASE, seed
from custodes.web.reports.models import IntelligenceDraft, Report, Safeguarding, every
from web.accounts.people import AT, PASSWORD, later, member, place
from web.reports.pages import signed_in as by_the_form
from web.reports.unit import PASSPHRASE as OF_THE_UNIT
from web.reports.unit import PULL, content, message, picture, received

pytestmark = pytest.mark.django_db
WORDS = "ginger beard"


@pytest.fixture
def made(home, settings):
    """The demonstration, with its register of partners and its own keyring."""
    settings.SECOND_FACTOR_COMPULSORY = False
    found_compartment(kind=Kind.PLAN, title="Plan")
    now = timezone.now()
    for _turn in range(2):
        seed(at=now, home=Path())
    return now


def signed_in(word):
    """By the form that people use, so that they have just proved who they are."""
    who = User.objects.get(email=f"{word}@demonstration.example")
    who.set_password(PASSWORD)
    who.save()
    return by_the_form(who)


def test_the_demonstration_is_seeded_once_with_reports_in_several_states(made):
    assert every(Report).count() == 5
    states = sorted(every(Report).values_list("state", flat=True))
    assert states == ["decided", "received", "received", "received", "triaged"]
    assert every(IntelligenceDraft).count() == every(Safeguarding).count() == 1


def test_whoever_also_works_elsewhere_has_the_queue_of_the_intake(made):
    """Whichever key comes first: another place of theirs is never taken for it."""
    supervisor = User.objects.get(email="supervisor@demonstration.example")
    for _turn in range(5):
        member(supervisor, place(Kind.MONITORING), CcuSupervisor)
    assert "5 reports" in signed_in("supervisor").get("/reports/").content.decode()


def test_a_report_shows_its_words_only_in_the_answer_that_opened_it(made):
    client = signed_in("intake-officer")
    report = every(Report).filter(state="received").order_by("-known_at", "pk")
    one = next(r for r in report if r.route == "")
    address = f"/reports/{one.reference}/"
    assert WORDS not in client.get(address).content.decode()
    wrong = client.post(f"{address}open/", {"passphrase": "not this one, no"})
    assert (
        wrong.status_code == 422 and "That is not your vault passphrase." in wrong.content.decode()
    )
    answer = client.post(f"{address}open/", {"passphrase": PASSPHRASE, "then": "triage"})
    assert answer.status_code == 200 and WORDS in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert WORDS not in client.get(address).content.decode()
    assert Event.objects.filter(action="decrypt", object=str(one.pk), outcome="done").count() == 1


def test_an_opened_page_is_asked_for_again_only_after_proof(made):
    client = signed_in("intake-officer")
    later(client, 11)
    one = every(Report).filter(state="received").first()
    answer = client.post(f"/reports/{one.reference}/open/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302 and "/account/prove-again/" in answer["Location"]


def test_every_look_at_the_queue_and_at_a_report_is_on_record(made):
    client = signed_in("intake-officer")
    one = every(Report).first()
    before = Event.objects.filter(action="consultation").count()
    assert client.get("/reports/").status_code == 200
    assert client.get(f"/reports/{one.reference}/").status_code == 200
    assert Event.objects.filter(action="consultation").count() == before + 2


def test_a_file_is_taken_out_of_the_envelope_it_came_in_and_of_no_other(ours, settings):
    """Parts have the same names in every envelope of a thread."""
    settings.SECOND_FACTOR_COMPULSORY = False
    parts = {"file/1/original": b"original", "file/1/clean": b"of the report"}
    report = received(ours, content(files=(picture(),)), files=parts)
    said = message(ours.ring, report.first, report.pair, "See this.", files=(picture(),),
                   parts={**parts, "file/1/clean": b"of the message"})  # fmt: skip
    bare = message(ours.ring, report.first, report.pair, "No more.", number=2)
    for one in (said, bare):
        more = {"received_on": AT.date(), "by": PULL, "at": AT}
        take(compartment=report.compartment, raw=one.to_bytes(), **more)
    client = by_the_form(ours.users["officer"])
    address = f"/reports/{report.reference}/"
    page = client.post(f"{address}open/", {"passphrase": OF_THE_UNIT}).content.decode()
    offered = re.findall(
        'name="envelope" value="([^"]+)"><input type="hidden" name="part" value="([^"]+)"', page
    )
    both = ["file/1/clean", "file/1/original"]
    assert offered == [(of, part) for of in ("report", "from-reporter/0001") for part in both]

    def taken(envelope, part="file/1/clean"):
        sent = {"passphrase": OF_THE_UNIT, "envelope": envelope, "part": part}
        return client.post(f"{address}file/", sent)

    answers = [taken("report"), taken("from-reporter/0001")]
    assert [one.content for one in answers] == [b"of the report", b"of the message"]
    assert len({one["Content-Disposition"] for one in answers}) == 2
    sent = taken("report", "file/1/original")
    assert (sent.content, sent["Content-Type"]) == (b"original", "application/octet-stream")
    assert sent["Content-Disposition"].endswith('.bin"')
    for envelope, part in (
        ("from-reporter/0002", "file/1/clean"),
        ("from-reporter/0003", "file/1/clean"),
        ("report", "file/2/clean"),
    ):
        assert taken(envelope, part).status_code == 404
    assert taken("").status_code == 409


def test_no_action_is_proposed_by_one_and_agreed_by_another_on_the_pages(made):
    officer, supervisor = signed_in("intake-officer"), signed_in("supervisor")
    one = every(Report).get(route="crimestoppers")
    address = f"/reports/{one.reference}/"
    officer.post(f"{address}open/", {"passphrase": PASSPHRASE})
    one.refresh_from_db()
    said = {"risk": "low", "possible_victim": "no", "route": "crimestoppers"}
    officer.post(f"{address}triage/", said | {"version": one.version})
    one.refresh_from_db()
    sent = {"because": "It was explained.", "version": one.version}
    assert officer.post(f"{address}no-action/", sent).status_code == 302
    one.refresh_from_db()
    assert officer.post(f"{address}agree/", {"version": one.version}).status_code in (422, 403)
    assert "Agree to no action" in supervisor.get(address).content.decode()
    assert supervisor.post(f"{address}agree/", {"version": one.version}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("decided", "no-action")


def test_whoever_comes_second_sees_how_it_stands_and_keeps_what_was_typed(made):
    client = signed_in("intake-officer")
    one = every(Report).get(state="triaged")
    said = {"risk": "low", "possible_victim": "no", "route": "public", "version": "1"}
    answer = client.post(f"/reports/{one.reference}/triage/", said)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "was changed while you were at work on it" in page and "Where it" not in page
    assert 'value="low" checked' in page.replace("  ", " ")
