"""Memberships and bars on the pages: given and ended with dates and a reason, never to oneself."""

import re

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Ask, Bar, BarEnd, Membership, MembershipEnd
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import (
    Auditor,
    HeadOfCcu,
    MonitoringAnalyst,
    ProfessionalStandardsWatcher,
)
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
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
    assert "It counts once." in mine
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
    second = signed_in(deputy)
    assert "S-7" in page(head.get(where))
    assert "S-7" not in page(second.get(where))
    assert name_for(Subject.STAFF, "S-7") in page(second.get(where))
    assert "Line manager" in page(head.get(where))
    lift = f"{where}lift/{bar.pk}/"
    assert head.post(lift, {"because": "moved teams"})["Location"] == "/approvals/"
    key = re.search(r"/approvals/(\d+)/", page(second.get("/approvals/"))).group(1)
    assert second.post(f"/approvals/{key}/answer/", {"answer": "approve"}).status_code == 302
    assert head.post(lift, {"because": "moved teams"})["Location"] == where
    assert BarEnd.objects.get().approved_by == deputy


def barring(who, **more):
    return {"email": who.email, "basis": "OTHER", "because": "a conflict"} | more


def test_somebody_is_kept_away_by_whoever_answers_for_where_they_work(unit, head):
    """Whoever may bar could else blind the watch over themselves, or any office of the force."""
    watcher, stranger = user("watcher"), user("stranger")
    watch = place(Kind.CCU_WATCH, "Watch")
    member(watcher, watch, ProfessionalStandardsWatcher)
    where = f"/memberships/{unit.key}/bar/"
    for who in (watcher, stranger):
        answer = head.post(where, barring(who, subject="S-7"))
        assert answer.status_code == 422
        assert "not a member of Unit" in page(answer)
    told = Event.objects.filter(action="deny", kind="set-bar", reason="not-a-member")
    assert told.count() == 2
    # A watcher who works here as well is kept from this place, and from nothing of the watch.
    member(watcher, unit, MonitoringAnalyst)
    answer = head.post(where, barring(watcher, subject="S-7"))
    assert answer.status_code == 422
    assert "more than this place" in page(answer)
    assert Event.objects.filter(action="deny", reason="reaches-further").count() == 1
    assert not Bar.objects.exists()
    assert head.post(where, barring(watcher)).status_code == 302
    assert Bar.objects.get().compartment == unit
    left = user("left")
    member(left, unit, MonitoringAnalyst, end=timezone.now())
    assert head.post(where, barring(left)).status_code == 422


def test_in_the_watch_it_takes_two_to_keep_somebody_away():
    watch = place(Kind.CCU_WATCH, "Watch")
    one, two, three = user("one"), user("two"), user("three")
    for who in (one, two, three):
        member(who, watch, ProfessionalStandardsWatcher)
    first, second = signed_in(one), signed_in(two)
    where = f"/memberships/{watch.key}/bar/"
    wanted = barring(three, basis="LINE_MANAGER", subject="S-7")
    assert first.post(where, wanted)["Location"] == "/approvals/"
    assert not Bar.objects.exists()
    inbox = page(second.get("/approvals/"))
    assert "Keep Three from S-7, in Watch" in inbox
    key = re.search(r"/approvals/(\d+)/", inbox).group(1)
    assert second.post(f"/approvals/{key}/answer/", {"answer": "approve"}).status_code == 302
    mine = page(first.get(f"/approvals/{key}/"))
    go = re.search(r'href="(/memberships/[^"]+)"', mine).group(1).replace("&amp;", "&")
    assert three.email in page(first.get(go))
    assert "S-7" not in go
    # What was approved is that bar and no other.
    assert first.post(go, wanted | {"subject": "S-8"})["Location"] == "/approvals/"
    assert first.post(go, wanted)["Location"] == f"/memberships/{watch.key}/"
    assert Bar.objects.get().subject == "S-7"


def test_nobody_bars_or_lifts_what_concerns_themselves_nor_is_the_second_for_it(unit):
    head, deputy, third, analyst = (
        user(word, staff=staff)
        for word, staff in (("head", "S-1"), ("deputy", "S-7"), ("third", ""), ("analyst", ""))
    )
    for who in (head, deputy, third):
        member(who, unit, HeadOfCcu)
    member(analyst, unit, MonitoringAnalyst)
    where = f"/memberships/{unit.key}/"
    browsers = {who: signed_in(who) for who in (head, deputy, third)}
    assert browsers[deputy].post(f"{where}bar/", barring(analyst, subject="S-7")).status_code == 404
    assert not Bar.objects.exists()
    assert browsers[head].post(f"{where}bar/", barring(analyst, subject="S-7")).status_code == 302
    lift = f"{where}lift/{Bar.objects.get().pk}/"
    assert browsers[head].post(lift, {"because": "moved"})["Location"] == "/approvals/"
    asked = Ask.objects.get()
    assert asked.subjects == ["S-7"]
    # The deputy is the one whom it is about: to them nothing waits, and they approve nothing.
    answer = {"answer": "approve"}
    assert "Let Analyst back" not in page(browsers[deputy].get("/approvals/"))
    own = browsers[deputy].post(f"/approvals/{asked.pk}/answer/", answer)
    assert own.status_code == 404
    assert "Let Analyst back" in page(browsers[third].get("/approvals/"))
    given = browsers[third].post(f"/approvals/{asked.pk}/answer/", answer)
    assert given.status_code == 302
    assert browsers[head].post(lift, {"because": "moved"})["Location"] == where


def test_trying_names_does_not_tell_which_of_them_is_oneself(unit):
    who, analyst = user("head", staff="S-1"), user("analyst")
    member(who, unit, HeadOfCcu)
    member(analyst, unit, MonitoringAnalyst)
    browser, where = signed_in(who), f"/memberships/{unit.key}/bar/"
    for named in (name_for(Subject.STAFF, "S-1"), "A-0001"):
        assert browser.post(where, barring(analyst, subject=named)).status_code == 302
        assert named in page(browser.get(f"/memberships/{unit.key}/"))


def test_a_form_that_is_sent_twice_grants_and_bars_once(unit, head):
    new = user("new")
    where = f"/memberships/{unit.key}/"
    for _turn in range(2):
        answer = head.post(f"{where}grant/", granting(new, token="once"))
        assert answer["Location"] == where
        answer = head.post(f"{where}bar/", barring(new, subject="S-7", token="once"))
        assert answer["Location"] == where
    browser = signed_in(new)
    said = {"basis": "RECUSED", "within": unit.key, "because": "a friend", "token": "own"}
    for _turn in range(2):
        assert browser.post("/memberships/step-back/", said).status_code == 302
    assert Membership.objects.filter(user=new).count() == 1
    assert Bar.objects.filter(user=new).count() == 2
    assert Bar.objects.filter(user=new, set_by=new).count() == 1


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


def test_one_reads_again_what_one_wrote_and_no_name_or_reference_behind_it(unit):
    analyst = user("analyst")
    member(analyst, unit, MonitoringAnalyst)
    browser = signed_in(analyst)
    one, two = (name_for(Subject.STAFF, reference) for reference in ("PC 101", "PC 202"))
    said = {"basis": "RECUSED", "within": unit.key, "because": "a friend"}
    for typed in ("PC 101", two, "A-0001", "PC 909"):
        assert browser.post("/memberships/step-back/", said | {"subject": typed}).status_code == 302
    own = page(browser.get("/account/"))
    for typed in ("PC 101", two, "A-0001", "PC 909"):
        assert f"<li>{typed}, since" in own
    assert one not in own
    assert "PC 202" not in own
    assert set(Bar.objects.values_list("subject", flat=True)) >= {"PC 101", "PC 202"}


def test_an_auditor_sees_the_members_of_every_place_and_changes_nothing(unit):
    system = place(Kind.SYSTEM, "Installation")
    who = user("auditor")
    member(who, system, Auditor)
    browser = signed_in(who)
    assert "Unit" in page(browser.get("/memberships/"))
    assert browser.get(f"/memberships/{unit.key}/").status_code == 200
    assert browser.get(f"/memberships/{unit.key}/grant/").status_code == 404
    assert browser.get(f"/memberships/{'0' * 16}/").status_code == 404


def test_from_whom_a_member_is_kept_is_for_whoever_keeps_people_away(unit, head):
    """An auditor checks who is a member; whom a member knows is no business of that."""
    analyst = user("analyst")
    member(analyst, unit, MonitoringAnalyst)
    where = f"/memberships/{unit.key}/"
    for more in ({"subject": "S-7", "because": "her brother"}, {"because": "on a course"}):
        assert head.post(f"{where}bar/", barring(analyst, **more)).status_code == 302
    auditor = user("auditor")
    member(auditor, place(Kind.SYSTEM, "Installation"), Auditor)
    shown = page(signed_in(auditor).get(where))
    assert "on a course" in shown
    assert "her brother" not in shown
    assert name_for(Subject.STAFF, "S-7") not in shown
    assert "her brother" in page(head.get(where))


def test_an_address_with_a_number_or_a_day_that_is_none_fills_nothing_in(unit, head):
    for number in ("9" * 5000, "²", "-1", ""):
        for form in ("grant", "bar"):
            where = f"/memberships/{unit.key}/{form}/?user={number}&to=0001-01-01"
            assert 'value="1"' not in page(head.get(where))
