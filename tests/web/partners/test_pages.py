"""The pages of the register: shown to those who may, with the rule printed on each."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from custodes.web.api.actions import make_token
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner, IntakeOfficer, MonitoringAnalyst
from custodes.web.partners.actions.counting import count_report, count_step
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.partners.actions.noting import (
    end_agreement,
    note_agreement,
    note_contact,
    note_report,
    note_step,
)
from custodes.web.partners.models import Report as Counted
from web.accounts.people import asker, member, place, user

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script> "Haven"'


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


@pytest.fixture
def refuge():
    now = timezone.now()
    who, plan = user("owner"), place(Kind.PLAN, "Plan")
    member(who, plan, ForcePlanOwner)
    by = asker(who, at=now)
    add_area(name="Coast", compartment=plan, by=by, at=now)
    day = now.date() - timedelta(days=3)
    row = add_partner(
        compartment=plan,
        listed_on=day,
        by=by,
        at=now,
        name=HOSTILE,
        kind="refuge",
        areas=["Coast"],
    )
    note_contact(partner=row, way="call", reached=True, on=day, token="a", by=by, at=now)
    note_report(compartment=plan, route="partner", partner=row, on=day, token="b", by=by, at=now)
    row.owner = who
    return row


def signed_in(who):
    client = Client()
    client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return client


def on(year, month, day, name="on"):
    """A day as its three boxes are sent."""
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize("address", ["/partners/", "/partners/figures/", "/partners/{}/"])
def test_a_page_shows_the_register_and_its_rule_and_tells_one_look(refuge, address):
    before = Event.objects.filter(action="consultation").count()
    answer = signed_in(refuge.owner).get(address.format(refuge.pk))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Referring" in page and "365 days" in page
    assert "<script>alert" not in page
    assert Event.objects.filter(action="consultation").count() == before + 1


@pytest.mark.parametrize("address", ["/partners/", "/partners/figures/", "/partners/{}/"])
def test_somebody_without_the_plan_finds_nothing(refuge, address):
    analyst = user("analyst")
    member(analyst, place(Kind.MONITORING), MonitoringAnalyst)
    answer = signed_in(analyst).get(address.format(refuge.pk))
    assert answer.status_code == 404


def test_a_filter_that_matches_none_says_what_to_do(refuge):
    for day in ("not-a-day", "9999-12-31", "0001-01-01"):
        answer = signed_in(refuge.owner).get(f"/partners/?kind=idva&as_of={day}&page=9")
        assert "No partner matches." in answer.content.decode()


def test_what_is_entered_on_a_form_is_on_the_page_once(refuge):
    client = signed_in(refuge.owner)
    address = f"/partners/{refuge.pk}/note/briefing/"
    assert client.get(address).status_code == 200
    sent = {"token": "t", "given_by": "A", "topic": "pack", "attended": "3"} | on(2020, 1, 1)
    for _turn in range(2):
        assert client.post(address, sent).status_code == 302
    assert Event.objects.filter(kind="partner_briefing").count() == 1


def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_wrong(refuge):
    client = signed_in(refuge.owner)
    said = {"name": HOSTILE, "kind": "refuge", "every_days": "90"} | on(2020, 1, 1, "listed_on")
    answer = client.post("/partners/add/", said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is on the register already." in page
    assert "<script>alert" not in page
    assert client.post("/partners/add/", said | {"name": "Haven"}).status_code == 302
    assert "Haven" in client.get("/partners/").content.decode()


def somebody_elses(refuge):
    """A report of the same partner that intake counted, and what became of it."""
    now = timezone.now()
    officer = user("officer")
    member(officer, place(Kind.INTAKE, "Intake"), IntakeOfficer)
    told = {"on": now.date(), "by": asker(officer, at=now), "at": now}
    report = count_report(
        register=refuge.compartment, route="partner", partner=refuge, token="c", **told
    )
    return report, count_step(report=report, step="developed", token="d", **told)


def test_a_report_that_the_log_does_not_tell_of_is_not_there(refuge):
    """Nobody counts the reports that intake holds by going through their numbers."""
    report, step = somebody_elses(refuge)
    client = signed_in(refuge.owner)
    addresses = [
        f"/partners/report/{report.pk}/withdraw/",
        f"/partners/step/{step.pk}/withdraw/",
        f"/partners/reports/{report.pk}/step/",
    ]
    for address in addresses:
        shown = client.get(address)
        absent = client.get(address.replace(f"/{address.split('/')[3]}/", "/999999/"))
        assert (shown.status_code, absent.status_code) == (404, 404), address
        assert client.post(address, {"because": "So.", "step": "developed"}).status_code == 404
    step.refresh_from_db()
    assert step.withdrawn_at is None
    # In the unit each of them is shown.
    member(refuge.owner, place(Kind.INTAKE, "Another"), IntakeOfficer)
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_program_outside_the_unit_is_not_told_small_numbers_of_reports(refuge):
    now = timezone.now()
    token = make_token(by=asker(refuge.owner, at=now), at=now, name="A program", days=7)
    program = Client(headers={"authorization": f"Bearer {token}"})

    def told():
        (found,) = program.get(reverse("api:partners")).json()
        return found

    found = told()
    assert (found["partners"], found["by_level"]["referring"]) == (1, 1)
    assert (found["from_partners"], found["from_all"]) == (None, None)
    assert found["feedback_owed"] == 0
    early = {"on": now.date() - timedelta(days=40), "by": asker(refuge.owner, at=now), "at": now}
    for n in range(4):
        note_report(
            compartment=refuge.compartment, route="partner", partner=refuge, token=f"n{n}", **early
        )
    found = told()
    assert found["from_partners"]["reports"] == found["from_all"]["reports"] == 5
    assert found["feedback_owed"] is None
    note_report(compartment=refuge.compartment, route="iopc", token="i", **early)
    found = told()
    assert found["from_partners"]["reports"] == 5
    assert found["from_all"] is None, "six less five is one"
    member(refuge.owner, place(Kind.INTAKE, "Intake"), IntakeOfficer)
    found = told()
    assert (found["feedback_owed"], found["from_all"]["reports"]) == (4, 6)


def test_every_fact_that_was_entered_wrongly_can_be_withdrawn_from_its_page(refuge):
    client, now = signed_in(refuge.owner), timezone.now()
    by = asker(refuge.owner, at=now)
    day = now.date() - timedelta(days=2)
    told = {"on": day, "by": by, "at": now}
    page = f"/partners/{refuge.pk}/"
    signed = note_agreement(
        partner=refuge, title="Sharing", review_on=day + timedelta(days=90), token="s", **told
    )
    ended = end_agreement(agreement=signed, token="e", **told)
    (report,) = Counted.objects.visible_to(refuge.owner, at=now)
    fed = note_step(report=report, step="feedback", token="f", **told)
    before = client.get(page).content.decode()
    for what, row in (("end", ended), ("step", fed)):
        address = f"/partners/{what}/{row.pk}/withdraw/"
        assert f'href="{address}"' in before
        assert client.post(address, {"because": "It was another's."}).url == page
        row.refresh_from_db()
        assert row.withdrawn_because == "It was another's."
    after = client.get(page).content.decode()
    assert "Withdrawn: It was another&#39;s." in after
    assert "Note its end" in after


def test_a_report_by_another_route_is_noted_gone_on_with_and_withdrawn(refuge):
    client = signed_in(refuge.owner)
    sent = {"token": "t", "route": "crimestoppers"} | on(2026, 1, 2)
    assert client.post("/partners/note-route/", sent).url == "/partners/note-route/"
    row = Counted.objects.visible_to(refuge.owner, at=timezone.now()).get(partner=None)
    page = client.get("/partners/note-route/").content.decode()
    assert "2 Jan 2026, Crimestoppers" in page
    step = f"/partners/reports/{row.pk}/step/"
    assert client.get(step).status_code == 200
    noted = client.post(step, {"token": "u", "step": "developed"} | on(2026, 1, 3))
    assert noted.url == "/partners/note-route/"
    assert "Led to development (3 Jan 2026)" in client.get(noted.url).content.decode()
    address = f"/partners/report/{row.pk}/withdraw/"
    assert address in client.get(noted.url).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"because": "It was a test."}).url == "/partners/note-route/"
    row.refresh_from_db()
    assert row.withdrawn_at is not None


@pytest.mark.parametrize("address", ["add-area/", "note-route/"])
def test_the_other_forms_open(refuge, address):
    assert signed_in(refuge.owner).get(f"/partners/{address}").status_code == 200
