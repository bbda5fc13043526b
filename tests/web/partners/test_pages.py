"""The pages of the register: shown to those who may, with the rule printed on each."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner, MonitoringAnalyst
from custodes.web.partners.actions.listing import add_area, add_partner
from custodes.web.partners.actions.noting import note_contact, note_report
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


@pytest.mark.parametrize("address", ["add-area/", "note-route/"])
def test_the_other_forms_open(refuge, address):
    assert signed_in(refuge.owner).get(f"/partners/{address}").status_code == 200
