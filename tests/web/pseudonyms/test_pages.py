"""The page on which one looks behind a name: for a reason, having just proved who one is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.models import Ask, Bar
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import HeadOfCcu, MonitoringAnalyst, ProfessionalStandardsWatcher
from custodes.web.pseudonyms import bearers
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.bearers import Bearing
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.looking import shown_names
from custodes.web.pseudonyms.models import Reveal
from web.accounts.people import later, member, place, sign_in, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return place()


@pytest.fixture
def analyst(unit):
    who = user()
    member(who, unit, MonitoringAnalyst)
    return who


@pytest.fixture
def name(unit, monkeypatch, settings):
    """A name that stands on a record of the unit, for its members."""
    settings.SECOND_FACTOR_COMPULSORY = False

    def bearer(who, subject, reference, at):
        mine = who.memberships.filter(compartment=unit).exists()
        barred = who.bars.filter(subject=reference).exists()
        known = reference == "PC 101" and mine and not barred
        return [Bearing(unit, frozenset({reference}))] if known else []

    monkeypatch.setattr(bearers, "BEARERS", [bearer])
    return name_for(Subject.STAFF, "PC 101")


def signed_in(who) -> Client:
    client = Client()
    sign_in(client, who)
    return client


def test_it_asks_why_and_then_shows_who_for_a_working_day(name, analyst, unit):
    page, where = signed_in(analyst), f"/names/{name}/?next=/alerts/R0001-01/"
    asked = page.get(where)
    assert asked.status_code == 200 and "PC 101" not in asked.content.decode()
    for reason in ("", "  ", "123"):
        assert page.post(where, {"because": reason}).status_code == 422
    assert Reveal.objects.count() == 0
    for _turn in range(2):  # Sent twice, it is looked behind once.
        shown = page.post(where, {"because": "To ask the sergeant"})
        assert f"{name} is PC 101" in shown.content.decode()
        assert 'href="/alerts/R0001-01/"' in shown.content.decode()
    assert Reveal.objects.count() == 1
    told = Event.objects.filter(kind="reveal", action="decrypt")
    assert told.count() == 1 and "PC 101" not in str(list(Event.objects.values()))
    now = timezone.now()
    for at, seen in ((now, "PC 101"), (now + timedelta(hours=9), name)):
        names = shown_names(
            {Subject.STAFF: ["PC 101"]}, user=analyst, compartments=[unit.key], at=at
        )
        assert names == {"PC 101": seen}


def test_a_proof_that_is_old_is_asked_for_again(name, analyst):
    page = signed_in(analyst)
    later(page, 11)
    for answer in (page.get(f"/names/{name}/"), page.post(f"/names/{name}/", {"because": "why"})):
        assert answer.status_code == 302
        assert "/account/prove-again/" in answer["Location"]
    assert Reveal.objects.count() == 0


def test_a_name_that_one_cannot_see_is_not_there(name, analyst, unit):
    stranger = signed_in(user("stranger"))
    other = name_for(Subject.STAFF, "PC 202")
    for page, absent in ((stranger, name), (signed_in(analyst), other)):
        for address in (absent, "A-0000"):
            assert page.get(f"/names/{address}/").status_code == 404
            assert page.post(f"/names/{address}/", {"because": "to see"}).status_code == 404
    at = timezone.now()
    Bar(user=analyst, subject="PC 101", basis="RECUSED", start=at, reason="asked", at=at).save()
    assert signed_in(analyst).get(f"/names/{name}/").status_code == 404
    head = user("head")
    member(head, place(Kind.MONITORING), HeadOfCcu)
    assert signed_in(head).get(f"/names/{name}/?in={unit.key}").status_code == 404


def test_in_the_watch_a_second_person_is_asked_and_then_it_is_shown(name, unit, monkeypatch):
    watch = place(Kind.CCU_WATCH, "Watch")
    watchers = [user("one"), user("two"), user("three", staff="PC 101")]
    for who in watchers:
        member(who, watch, ProfessionalStandardsWatcher)
    monkeypatch.setattr(bearers, "BEARERS", [lambda *_asked: [Bearing(watch, frozenset({"PC 7"}))]])
    first, second, third = (signed_in(who) for who in watchers)
    where = f"/names/{name}/?in={watch.key}&next=/alerts/R0001-01/"
    assert "a second watcher approves it first" in first.get(where).content.decode()
    for _turn in range(2):
        assert first.post(where, {"because": "Her own look-ups"})["Location"] == "/approvals/"
    asked = Ask.objects.get()
    assert (asked.about, asked.subjects) == (name, ["PC 101", "PC 7"])
    assert "PC 101" not in asked.sentence + asked.address
    assert Reveal.objects.count() == 0
    # Whom it is about neither sees that it waits nor approves it.
    answer = f"/approvals/{asked.pk}/answer/"
    assert name not in third.get("/approvals/").content.decode()
    assert third.post(answer, {"answer": "approve"}).status_code == 404
    inbox = second.get("/approvals/").content.decode()
    assert f"Look behind the name {name}, in Watch" in inbox
    assert second.post(answer, {"answer": "approve"}).status_code == 302
    again = first.get(asked.address).content.decode()
    assert "Her own look-ups" in again
    assert "PC 101" not in again
    shown = first.post(asked.address, {"because": "Her own look-ups"}).content.decode()
    assert f"{name} is PC 101" in shown
    assert 'href="/alerts/R0001-01/"' in shown
    assert Reveal.objects.get().approved_by == watchers[1]
    # For one look, by the one who asked.
    assert second.post(where, {"because": "The same"})["Location"] == "/approvals/"


def test_nobody_is_sent_to_another_site(name, analyst):
    page = signed_in(analyst)
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        html = page.get(f"/names/{name}/", {"next": away}).content.decode()
        assert f'href="{away}"' not in html
