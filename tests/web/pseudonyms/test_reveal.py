"""Giving names, and looking behind one: for a reason, for a time, on record, and not for all."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag

from custodes.web.accounts.actions import approve
from custodes.web.accounts.append_only import AppendOnlyError
from custodes.web.accounts.models import Bar
from custodes.web.audit.models import Event
from custodes.web.decision import Action, Kind, Lack, NotAllowed
from custodes.web.decision.roles import (
    CaseOfficer,
    MonitoringAnalyst,
    ProfessionalStandardsWatcher,
)
from custodes.web.pseudonyms import actions
from custodes.web.pseudonyms.actions import LASTS, name_for, names_for, reveal, shown_to
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.models import Pseudonym, Reveal
from web.accounts.people import AT, DAY, asker, member, place, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return place()


@pytest.fixture
def analyst(unit):
    who = user()
    member(who, unit, MonitoringAnalyst)
    return who


def of(reference: str, subject: Subject = Subject.STAFF) -> Pseudonym:
    return Pseudonym.objects.get(name=name_for(subject, reference))


def lack(**asked) -> Lack:
    with pytest.raises(NotAllowed) as refused:
        reveal(**({"because": "to ring her", "at": AT} | asked))
    told = Event.objects.order_by("seq").last()
    assert (told.action, told.outcome) == ("deny", "refused")
    return refused.value.decision.lack


def test_a_reference_keeps_its_name_and_the_table_does_not_hold_it():
    names = names_for(Subject.STAFF, ["PC 101", "PC 102", "PC 101"])
    assert len(set(names.values())) == 2
    assert names_for(Subject.STAFF, ["PC 102", "PC 101"]) == names
    assert name_for(Subject.PERSON, "PC 101") not in names.values()
    assert "PC 101" not in str(list(Pseudonym.objects.values()))
    with pytest.raises(AppendOnlyError):
        Pseudonym.objects.all().delete()


def test_two_that_draw_the_same_name_are_told_apart(monkeypatch):
    drawn = actions.name
    monkeypatch.setattr(
        actions, "name", lambda key, s, r, turn: "A-1000" if not turn else drawn(key, s, r, turn)
    )
    names = names_for(Subject.STAFF, ["S1", "S2", "S3"])
    assert names["S1"] == "A-1000" and len(set(names.values())) == 3
    assert names_for(Subject.STAFF, ["S3", "S2", "S1"]) == names


def test_a_seal_that_was_moved_to_another_name_does_not_open(unit, analyst):
    one, two = of("S1"), of("S2")
    one.sealed = two.sealed
    with pytest.raises(InvalidTag):
        reveal(pseudonym=one, compartment=unit, by=asker(analyst), because="to ring", at=AT)


def test_a_look_behind_a_name_is_recorded_and_expires(unit, analyst):
    one = of("S1")
    assert shown_to(analyst, one, compartment=unit, at=AT) is None
    asked = {"pseudonym": one, "compartment": unit, "by": asker(analyst), "at": AT}
    assert reveal(because="to ask her line manager", **asked) == "S1"
    row = Reveal.objects.get()
    told = Event.objects.order_by("seq").last()
    assert (told.action, told.kind, told.object) == ("decrypt", "reveal", str(row.pk))
    assert "S1" not in str(Event.objects.values().last())
    assert shown_to(analyst, one, compartment=unit, at=AT) == "S1"
    assert shown_to(analyst, one, compartment=unit, at=AT + LASTS) is None
    assert shown_to(analyst, one, compartment=place(), at=AT) is None
    colleague = user("colleague")
    member(colleague, unit, MonitoringAnalyst)
    assert shown_to(colleague, one, compartment=unit, at=AT) is None


def test_it_takes_a_reason_a_fresh_proof_and_a_role(unit, analyst):
    one = of("S1")
    asked = {"pseudonym": one, "compartment": unit}
    assert lack(**asked, by=asker(analyst), because="") is Lack.REASON
    assert lack(**asked, by=asker(analyst, stepped_up=False)) is Lack.STEP_UP
    assert lack(**asked, by=asker(user("stranger"))) is Lack.MEMBERSHIP
    officer = user("officer")
    cases = place(Kind.CASE)
    member(officer, cases, CaseOfficer)
    assert lack(pseudonym=one, compartment=cases, by=asker(officer)) is Lack.SIGHT
    assert Reveal.objects.count() == 0


def test_nobody_looks_behind_their_own_name_nor_where_they_are_barred(unit, analyst):
    own = user("own", staff="S1")
    member(own, unit, MonitoringAnalyst)
    one = of("S1")
    assert lack(pseudonym=one, compartment=unit, by=asker(own)) is Lack.BARRED
    reveal(pseudonym=one, compartment=unit, by=asker(analyst), because="to ring", at=AT)
    later = AT + timedelta(hours=1)
    Bar(user=analyst, subject="S1", basis="RECUSED", start=later, reason="asked", at=AT).save()
    assert shown_to(analyst, one, compartment=unit, at=AT) == "S1"
    assert shown_to(analyst, one, compartment=unit, at=later) is None
    person = of("S1", Subject.PERSON)
    asked = {"pseudonym": person, "compartment": unit, "by": asker(analyst, at=later)}
    assert lack(**asked, at=later, subjects=frozenset({"S1"})) is Lack.BARRED
    assert reveal(**asked, because="to ring her", at=later) == "S1"


def test_in_the_watch_it_takes_two():
    watch = place(Kind.CCU_WATCH)
    one, two = user("one"), user("two")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    seen = of("S1")
    asked = {"pseudonym": seen, "compartment": watch, "by": asker(one)}
    assert lack(**asked) is Lack.SECOND_PERSON
    word = {"action": Action.REVEAL_IN_WATCH, "compartment": watch, "about": seen.name}
    approve(asker=one, by=asker(two, at=AT - 2 * DAY), at=AT - 2 * DAY, **word)
    assert lack(**asked) is Lack.SECOND_PERSON
    approve(asker=one, by=asker(two), at=AT, **word)
    assert reveal(**asked, because="her own look-ups", at=AT) == "S1"
    assert Reveal.objects.get().approved_by == two
