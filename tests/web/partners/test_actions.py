"""The register kept: what is noted comes back as evidence, once, and only for those who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from custodes.vocabulary.errors import UserError
from custodes.web.audit.models import Event
from custodes.web.decision import Kind, NotAllowed
from custodes.web.decision.roles import ChiefOfficerLead, ForcePlanOwner
from custodes.web.partners.actions.listing import (
    Conflict,
    add_area,
    add_partner,
    change_partner,
    take_off,
)
from custodes.web.partners.actions.noting import (
    end_agreement,
    note_agreement,
    note_briefing,
    note_contact,
    note_report,
    note_step,
    withdraw,
)
from custodes.web.partners.maturity import Level, maturity
from custodes.web.partners.models import Partner
from custodes.web.partners.queries import links_figures, partner_numbered, register
from web.accounts.people import AT, asker, member, place, user

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def plan():
    return place(Kind.PLAN, "Plan")


@pytest.fixture
def owner(plan):
    who = user("owner")
    member(who, plan, ForcePlanOwner)
    return asker(who)


@pytest.fixture
def refuge(plan, owner):
    add_area(name="Coast", compartment=plan, by=owner, at=AT)
    return add_partner(
        compartment=plan,
        listed_on=TODAY - timedelta(days=100),
        by=owner,
        at=AT,
        name="Harbour House",
        kind="refuge",
        areas=["Coast"],
        groups=["domestic-abuse"],
    )


def level(owner, plan, as_of=TODAY):
    link = register(owner.user, compartment=plan.key, at=AT).links[0]
    return maturity(link, as_of).level


def test_a_link_climbs_as_evidence_is_noted(plan, owner, refuge):
    more = {"on": TODAY - timedelta(days=2), "by": owner, "at": AT}
    assert level(owner, plan) is Level.NONE
    note_contact(partner=refuge, way="call", reached=True, token="a", **more)
    assert level(owner, plan) is Level.CONTACTED
    note_briefing(
        partner=refuge, given_by="A sergeant", attended=4, topic="pack", token="b", **more
    )
    assert level(owner, plan) is Level.BRIEFED
    signed = note_agreement(
        partner=refuge, title="Sharing", review_on=date(2027, 1, 1), token="c", **more
    )
    assert level(owner, plan) is Level.AGREED
    end_agreement(agreement=signed, token="d", **more)
    assert level(owner, plan) is Level.BRIEFED
    report = note_report(compartment=plan, route="partner", partner=refuge, token="e", **more)
    assert level(owner, plan) is Level.REFERRING
    note_step(report=report, step="feedback", token="f", **more)
    assert level(owner, plan) is Level.ANSWERED
    withdraw(row=report, by=owner, because="It was another partner's.", at=AT)
    assert level(owner, plan) is Level.BRIEFED


def test_what_is_entered_today_was_not_known_yesterday(plan, owner, refuge):
    early = TODAY - timedelta(days=30)
    note_contact(partner=refuge, way="call", reached=True, on=early, token="a", by=owner, at=AT)
    assert level(owner, plan, TODAY - timedelta(days=1)) is Level.NONE


def test_a_form_sent_twice_is_one_row_and_one_event(plan, owner, refuge):
    given = {"way": "visit", "reached": True, "on": TODAY, "token": "a", "by": owner, "at": AT}
    first = note_contact(partner=refuge, **given)
    assert note_contact(partner=refuge, **given).pk == first.pk
    assert Event.objects.filter(kind="partner_contact").count() == 1


def test_an_edit_from_an_old_version_is_told_and_changes_nothing(plan, owner, refuge):
    change_partner(partner=refuge, version=1, by=owner, at=AT, name="Harbour")
    with pytest.raises(Conflict) as told:
        change_partner(partner=refuge, version=1, by=owner, at=AT, name="Haven")
    assert (told.value.seen, told.value.now.name) == (1, "Harbour")


def test_who_may_only_read_changes_nothing_and_the_refusal_is_recorded(plan, owner, refuge):
    lead = user("lead")
    member(lead, plan, ChiefOfficerLead)
    with pytest.raises(NotAllowed):
        take_off(partner=refuge, on=TODAY, version=1, by=asker(lead), at=AT)
    assert Event.objects.filter(action="deny", outcome="refused").count() == 1
    assert partner_numbered(refuge.pk, lead, at=AT).left_on is None


def test_somebody_of_another_compartment_sees_no_partner_and_no_figure(plan, refuge):
    stranger = user("stranger")
    member(stranger, place(Kind.PLAN, "Another"), ForcePlanOwner)
    with pytest.raises(Http404):
        partner_numbered(refuge.pk, stranger, at=AT)
    found = links_figures(TODAY, user=stranger, compartment=plan.key, at=AT)
    assert (found.partners, found.cells) == (0, ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "Harbour House"},
        {"kind": "castle"},
        {"areas": ["Nowhere"]},
        {"groups": ["everybody"]},
        {"every_days": 0},
        {"listed_on": TODAY + timedelta(days=1)},
    ],
    ids=str,
)
def test_what_is_not_as_it_should_be_is_refused_in_words(plan, owner, refuge, wrong):
    given = {"name": "New", "kind": "idva", "listed_on": TODAY} | wrong
    with pytest.raises(UserError) as told:
        add_partner(compartment=plan, by=owner, at=AT, **given)
    assert str(told.value).endswith(".")


def test_nothing_is_noted_before_it_happens(plan, owner, refuge):
    later = TODAY + timedelta(days=1)
    with pytest.raises(UserError):
        note_contact(partner=refuge, way="call", reached=True, on=later, token="a", by=owner, at=AT)


def test_the_database_refuses_a_kind_that_is_none(plan):
    row = Partner(compartment=plan, name="X", kind="castle", listed_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_register_is_read_in_eight_questions_however_many(
    plan, owner, refuge, django_assert_max_num_queries
):
    for n in range(20):
        add_partner(
            compartment=plan, listed_on=TODAY, by=owner, at=AT, name=f"Partner {n}", kind="idva"
        )
    with django_assert_max_num_queries(8 * 4):
        found = register(owner.user, compartment=plan.key, at=AT)
    assert len(found.links) == 21
