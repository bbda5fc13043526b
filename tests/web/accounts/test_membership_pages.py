"""Memberships and bars on the pages: given and ended with dates and a reason, never to oneself."""

import re

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Bar, BarEnd, Membership, MembershipEnd
from custodes.web.decision import Kind
from custodes.web.decision.roles import (
    Auditor,
    HeadOfCcu,
    MonitoringAnalyst,
    ProfessionalStandardsWatcher,
)
from web.accounts.people import member, place, user
from web.accounts.signed_in import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def unit():
    return place(title="Unit")


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return signed_in(who)


def granting(who, role=MonitoringAnalyst, **more):
    today = timezone.localdate()
    days = {"start_on_day": today.day, "start_on_month": today.month, "start_on_year": today.year}
    said = {"email": who.email, "role": role.id, "because": "a new post"}
    return days | said | more


def test_a_member_is_made_and_ended_with_dates_and_reasons(unit, head):
    new = user("new")
    where = f"/memberships/{unit.key}/"
    end = {"end_on_day": "1", "end_on_month": "2", "end_on_year": "2099"}
    answer = head.post(f"{where}grant/", granting(new, **end))
    assert answer["Location"] == where
    row = Membership.objects.get(user=new)
    assert row.end.year == 2099
    shown = page(head.get(where))
    assert "a new post" in shown
    assert "1 Feb 2099" in shown or "2 Feb 2099" in shown
    own = page(signed_in(new).get("/account/"))
    assert "a new post" in own
    assert "given by Head" in own
    assert head.post(f"{where}end/{row.pk}/", {"because": "moved on"})["Location"] == where
    assert MembershipEnd.objects.get().reason == "moved on"
    assert "not a member of anything" in page(signed_in(new).get("/account/"))


def test_nobody_grants_to_themselves_and_what_is_amiss_is_said(unit, head):
    where = f"/memberships/{unit.key}/grant/"
    own = head.post(where, granting(Membership.objects.get().user))
    assert own.status_code == 422
    assert "Nobody makes themselves a member" in page(own)
    unknown = head.post(where, granting(user("x")) | {"email": "nobody@force.example"})
    assert "An administrator opens accounts" in page(unknown)
    wrong = {"end_on_day": "1", "end_on_month": "2", "end_on_year": "2001"}
    assert "That day has passed" in page(head.post(where, granting(user("y"), **wrong)))
    assert Membership.objects.count() == 1
    mine = Membership.objects.get()
    assert (
        head.post(f"/memberships/{unit.key}/end/{mine.pk}/", {"because": "bye"}).status_code == 409
    )


def test_the_watch_takes_two_and_the_second_sees_what_is_given():
    watch = place(Kind.CCU_WATCH, "Watch")
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    first, second = signed_in(one), signed_in(two)
    where = f"/memberships/{watch.key}/grant/"
    wanted = granting(new, ProfessionalStandardsWatcher)
    assert first.post(where, wanted)["Location"] == "/approvals/"
    assert not Membership.objects.filter(user=new).exists()
    inbox = page(second.get("/approvals/"))
    assert "Make New Professional-standards watcher in Watch" in inbox
    key = re.search(r"/approvals/(\d+)/", inbox).group(1)
    assert second.post(f"/approvals/{key}/answer/", {"answer": "approve"}).status_code == 302
    mine = page(first.get(f"/approvals/{key}/"))
    go = re.search(r'href="(/memberships/[^"]+)"', mine).group(1).replace("&amp;", "&")
    assert new.email in page(first.get(go))
    assert first.post(go, wanted).status_code == 302
    assert Membership.objects.filter(user=new).exists()


def test_somebody_is_kept_away_and_let_back_by_two(unit, head):
    analyst, deputy = user("analyst"), user("deputy")
    member(analyst, unit, MonitoringAnalyst)
    member(deputy, unit, HeadOfCcu)
    where = f"/memberships/{unit.key}/"
    said = {"email": analyst.email, "basis": "LINE_MANAGER", "subject": "S-7", "because": "team"}
    assert head.post(f"{where}bar/", said)["Location"] == where
    bar = Bar.objects.get()
    assert (bar.subject, bar.compartment) == ("S-7", None)
    assert "S-7" not in page(head.get(where))
    assert "Line manager" in page(head.get(where))
    lift = f"{where}lift/{bar.pk}/"
    assert head.post(lift, {"because": "moved teams"})["Location"] == "/approvals/"
    second = signed_in(deputy)
    key = re.search(r"/approvals/(\d+)/", page(second.get("/approvals/"))).group(1)
    assert second.post(f"/approvals/{key}/answer/", {"answer": "approve"}).status_code == 302
    assert head.post(lift, {"because": "moved teams"})["Location"] == where
    assert BarEnd.objects.get().approved_by == deputy


def test_a_head_does_not_see_what_is_about_themselves(unit, head):
    own = Membership.objects.get().user
    analyst = user("analyst")
    member(analyst, unit, MonitoringAnalyst)
    now = timezone.now()
    given = {"start": now, "at": now, "basis": "SUBJECT", "reason": "secret-reason"}
    Bar(user=own, subject="S-1", **given).save()
    Bar(user=analyst, subject="S-1", **given).save()
    shown = page(head.get(f"/memberships/{unit.key}/"))
    assert "secret-reason" not in shown
    assert "secret-reason" not in page(head.get("/account/"))


def test_one_steps_back_by_oneself_and_sees_it_said(unit):
    analyst = user("analyst")
    member(analyst, unit, MonitoringAnalyst)
    browser = signed_in(analyst)
    said = {"basis": "ASSOCIATION", "within": unit.key, "because": "my cousin"}
    assert browser.post("/memberships/step-back/", said | {"subject": "S-3"}).status_code == 302
    bar = Bar.objects.get()
    assert (bar.subject, bar.set_by) == ("S-3", analyst)
    assert "my cousin" in page(browser.get("/account/"))
    assert browser.post("/memberships/step-back/", {}).status_code == 422


def test_an_auditor_sees_the_members_of_every_place_and_changes_nothing(unit):
    system = place(Kind.SYSTEM, "Installation")
    who = user("auditor")
    member(who, system, Auditor)
    browser = signed_in(who)
    assert "Unit" in page(browser.get("/memberships/"))
    assert browser.get(f"/memberships/{unit.key}/").status_code == 200
    assert browser.get(f"/memberships/{unit.key}/grant/").status_code == 404
    assert browser.get(f"/memberships/{'0' * 16}/").status_code == 404
