"""A watch is asked for by one, authorised by another, holds for its days, and shows on record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Bar
from custodes.web.accounts.second import waiting_elsewhere
from custodes.web.alerts import watching
from custodes.web.alerts.actions.watches import answer, ask_to_watch, end_watch
from custodes.web.alerts.models import Watch, WatchAnswer, WatchedPairs
from custodes.web.alerts.watches import in_force, watch_over, who_may_know
from custodes.web.audit.models import Event
from custodes.web.decision import NotAllowed
from custodes.web.decision.roles import HeadOfCcu
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
from web.accounts.people import asker, member, text, user
from web.alerts.conftest import signed_in

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return who


def asked(taken, analyst, now, **more):
    said = {
        "compartment": taken[0].compartment,
        "staff": taken[0].staff,
        "basis": "part3",
        "scope": ["accesses"],
        "start": now,
        "end": now + WEEK,
        "token": "once",
        "by": asker(analyst, at=now),
        "because": "Contact at night with a witness, and no purpose for it.",
        "at": now,
    }
    return ask_to_watch(**said | more)


def granted(watch, head, at):
    return answer(watch=watch, granted=True, by=asker(head, at=at), because="Needed.", at=at)


def test_it_holds_once_another_has_authorised_it_and_ends_by_itself(taken, analyst, head, now):
    watch = asked(taken, analyst, now)
    place = watch.compartment
    assert asked(taken, analyst, now).pk == watch.pk, "the same form twice is one"
    assert in_force(place, at=now) == {}
    granted(watch, head, now)
    assert in_force(place, at=now) == {taken[0].staff: ["accesses"]}
    assert watch_over(taken[0].staff, analyst, at=now) == watch
    assert in_force(place, at=now + WEEK) == {}
    kept = Watch.objects.visible_to(analyst, at=now).select_related("answer").get()
    assert watching.standing(kept, now + WEEK) == watching.EXPIRED
    assert Event.objects.filter(kind="watch-answer", effect="made").count() == 1
    with pytest.raises(UserError, match="already been answered"):
        granted(watch, head, now)


@pytest.mark.parametrize("said", ["", "authorise"])
def test_an_answer_that_is_neither_yes_nor_no_is_none(taken, analyst, head, now, said):
    watch = asked(taken, analyst, now)
    told = {"because": "Needed.", "answer": said}
    answered = signed_in(head).post(f"/alerts/watches/{watch.pk}/answer/", told)
    assert answered.status_code == 400
    assert "choose whether to grant or refuse" in text(answered)
    assert not WatchAnswer.objects.visible_to(head, at=now).exists()


def test_a_watch_that_waits_is_in_the_inbox_of_whoever_can_authorise_it(
    taken, analyst, colleague, head, now
):
    watch = asked(taken, analyst, now)
    name = name_for(Subject.STAFF, taken[0].staff)
    [one] = waiting_elsewhere(asker(head, at=now), at=now)
    assert (one.sentence, one.address) == (
        f"Watch {name} more closely",
        f"/alerts/watches/{watch.pk}/",
    )
    assert name in text(signed_in(head).get("/approvals/"))
    for who in (analyst, colleague):
        assert waiting_elsewhere(asker(who, at=now), at=now) == []
    granted(watch, head, now)
    assert waiting_elsewhere(asker(head, at=now), at=now) == []


def test_nobody_authorises_what_they_asked_for_and_an_analyst_nothing(
    taken, analyst, colleague, head, now
):
    mine = asked(taken, head, now)
    for who in (head, colleague):
        with pytest.raises(UserError, match="cannot be the second person"):
            granted(mine, who, now)
        with pytest.raises(UserError, match="cannot be the second person"):
            answer(watch=mine, granted=False, by=asker(who, at=now), because="No.", at=now)
    assert not WatchAnswer.objects.visible_to(head, at=now).exists()
    late = asker(head, at=now, stepped_up=False)
    other = asked(taken, analyst, now)
    with pytest.raises(UserError, match="Prove again"):
        answer(watch=other, granted=True, by=late, because="Needed.", at=now)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"end": timedelta(days=29)}, "28 days at most"),
        ({"end": -timedelta(hours=1)}, "not over"),
        ({"scope": []}, "what the watch covers"),
        ({"scope": ["persons"]}, "what the watch covers"),
        ({"basis": "a hunch"}, "legal basis"),
    ],
)
def test_dates_basis_and_scope_are_held_to(taken, analyst, now, more, said):
    given = {key: now + value if key == "end" else value for key, value in more.items()}
    with pytest.raises(UserError, match=said):
        asked(taken, analyst, now, **given)
    with pytest.raises(NotAllowed, match="Give a reason"):
        asked(taken, analyst, now, because="-")


def test_the_database_refuses_a_watch_without_end_reason_or_basis(taken, analyst, now):
    given = {
        "compartment": taken[0].compartment,
        "token": "t",
        "staff": "S",
        "basis": "part3",
        "scope": ["accesses"],
        "start": now,
        "end": now + WEEK,
        "reason": "because",
        "asked_by": analyst,
        "at": now,
    }
    for wrong in ({"end": now}, {"reason": ""}, {"basis": "hunch"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Watch(**given | wrong).save()


def test_one_that_was_asked_for_and_not_answered_lapses(taken, analyst, head, now):
    watch = asked(taken, analyst, now)
    assert watching.standing(watch, now + WEEK) == watching.LAPSED
    with pytest.raises(UserError, match="asked anew"):
        granted(watch, head, now + WEEK)


def test_it_is_ended_early_with_why_and_renewed_by_a_new_one(taken, analyst, head, now):
    watch = asked(taken, analyst, now)
    with pytest.raises(UserError, match="does not hold"):
        end_watch(watch=watch, by=asker(analyst, at=now), because="Too soon.", at=now)
    granted(watch, head, now)
    end_watch(watch=watch, by=asker(head, at=now), because="A tasking explains it.", at=now)
    assert in_force(watch.compartment, at=now) == {}
    again = asked(taken, analyst, now, token="again", renews=watch)
    assert in_force(watch.compartment, at=now) == {}, "going on is a new authorisation"
    granted(again, head, now)
    assert again.renews == watch and in_force(watch.compartment, at=now)
    with pytest.raises(UserError, match="same member of staff"):
        asked(taken, analyst, now, token="other", renews=watch, staff="SOMEBODY")


def test_the_subject_and_whoever_is_barred_do_not_know_of_it(taken, analyst, colleague, head, now):
    watch = asked(taken, analyst, now)
    assert [who.name for who, _roles in who_may_know(watch, at=now)] == [
        "Analyst",
        "Colleague",
        "Head",
    ]
    bar = {"user": colleague, "subject": watch.staff, "basis": "LINE_MANAGER", "reason": "manages"}
    Bar(**bar, start=now - WEEK, at=now).save()
    head.staff = watch.staff
    head.save()
    assert [who.name for who, _roles in who_may_know(watch, at=now)] == ["Analyst"]
    for who in (colleague, head):
        browser = signed_in(who)
        assert browser.get(f"/alerts/watches/{watch.pk}/").status_code == 404
        assert "Nobody is watched" in text(browser.get("/alerts/watches/"))


def test_from_the_page_of_a_member_to_a_watch_that_shows_every_pair(
    taken, page, analyst, head, now
):
    name = name_for(Subject.STAFF, taken[0].staff)
    member_page = f"/alerts/staff/{name}/"
    assert "Ask for a closer watch" in text(page.get(member_page))
    answer_ = page.post(f"{member_page}watch/", {"token": "once", "because": "Seen at night."})
    assert answer_.status_code == 422 and "Seen at night." in text(answer_)
    today, later = now, now + WEEK
    form = {
        "token": "once",
        "basis": "part3",
        "scope": ["accesses", "contacts"],
        **{f"start_{part}": getattr(today, part) for part in ("day", "month", "year")},
        **{f"end_{part}": getattr(later, part) for part in ("day", "month", "year")},
        "because": "Seen at night, with no log.",
    }
    sent = page.post(f"{member_page}watch/", form)
    assert sent.status_code == 302
    assert "It waits for the head of the unit" in text(page.get(sent["Location"]))
    lead = signed_in(head)
    assert lead.post(f"{sent['Location']}answer/", {"answer": "grant"}).status_code == 422
    given = {"answer": "grant", "because": "Proportionate for a fortnight."}
    assert lead.post(f"{sent['Location']}answer/", given).status_code == 302
    row = Watch.objects.visible_to(analyst, at=now).get()
    pair = {"looks": 9, "contacts": 2, "unexplained": 3.5, "unexplained_lately": 1.0}
    pair |= {"person": taken[0].person or "P-1", "first": "2026-03-01", "last": "2026-03-30"}
    WatchedPairs(
        compartment=row.compartment, watch=row, run="R0001", as_of=now, pairs=[pair], at=now
    ).save()
    said = text(page.get(member_page))
    assert "Watched until the end of" in said and "All pairs within scope" in said
    assert pair["person"] not in said and taken[0].staff not in said
    looks = Event.objects.filter(kind="watch", action="consultation", actor=analyst.reference)
    assert looks.filter(object=str(row.pk)).count() == 2
