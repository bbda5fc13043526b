"""Second persons: one inbox for all that takes two; for once, for a day, never one's own."""

from datetime import timedelta

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.models import Answer, Approval, Ask, Bar
from custodes.web.accounts.second import (
    WAITS,
    Became,
    approve_asked,
    ask,
    asked_by,
    became,
    decline,
    waiting_for,
    withdraw,
)
from custodes.web.audit.models import Event
from custodes.web.decision import Action, Lack, NotAllowed
from custodes.web.decision.roles import CcuSupervisor, HeadOfCcu, MonitoringAnalyst
from web.accounts.people import AT, DAY, asker, member, place, user

pytestmark = pytest.mark.django_db
THING = "A-1042 and P-1234567"


@pytest.fixture
def unit():
    return place(title="Unit")


@pytest.fixture
def analyst(unit):
    who = user("analyst")
    member(who, unit, MonitoringAnalyst)
    return who


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return who


def asks(who, unit, at=AT, **more):
    given = {
        "action": Action.SUPPRESS,
        "compartment": unit,
        "about": THING,
        "subjects": frozenset({"S-7"}),
        "sentence": f"Hold back alerts of {THING}",
        "address": "/alerts/",
        "because": "neighbours",
        "by": asker(who, at=at),
        "at": at,
    }
    return ask(**(given | more))


def does(who, unit, at):
    by = asker(who, at=at)
    with one_act():
        word = check_may(
            by,
            Action.SUPPRESS,
            unit,
            about=THING,
            subjects=frozenset({"S-7"}),
            reason="neighbours",
            at=at,
        )
        return spend(word, by=by, at=at)


def test_what_is_approved_is_done_once_by_the_one_who_asked(unit, analyst, head):
    row = asks(analyst, unit)
    assert [one.pk for one in waiting_for(asker(head), at=AT)] == [row.pk]
    assert became(row, at=AT) == (Became.WAITS, None)
    approve_asked(asked=row, by=asker(head), because="so they are", at=AT)
    assert waiting_for(asker(head), at=AT) == []
    (mine,) = asked_by(analyst, at=AT)
    assert became(mine, at=AT) == (Became.APPROVED, AT + DAY)
    assert does(analyst, unit, AT + timedelta(hours=1)) == head
    (mine,) = asked_by(analyst, at=AT)
    assert became(mine, at=AT + timedelta(hours=1))[0] is Became.USED
    with pytest.raises(NotAllowed) as refused:
        does(analyst, unit, AT + timedelta(hours=2))
    assert refused.value.decision.lack is Lack.SECOND_PERSON
    made = Event.objects.filter(kind__in=["ask", "ask-answer"], effect="made")
    assert list(made.order_by("seq").values_list("kind", flat=True)) == ["ask", "ask-answer"]


def test_an_approval_counts_for_a_day(unit, analyst, head):
    row = asks(analyst, unit)
    approve_asked(asked=row, by=asker(head), at=AT)
    late = AT + DAY + timedelta(seconds=1)
    with pytest.raises(NotAllowed):
        does(analyst, unit, late)
    (mine,) = asked_by(analyst, at=late)
    assert became(mine, at=late)[0] is Became.LAPSED


def test_nobody_answers_their_own(unit, head):
    row = asks(head, unit)
    assert waiting_for(asker(head), at=AT) == []
    with pytest.raises(UserError, match="cannot be the second"):
        approve_asked(asked=row, by=asker(head), at=AT)
    with pytest.raises(UserError, match="cannot be the second"):
        decline(asked=row, by=asker(head), because="no", at=AT)
    assert Approval.objects.count() == 0


def test_a_colleague_of_the_same_role_does_not_answer(unit, analyst):
    other = user("other")
    member(other, unit, MonitoringAnalyst)
    row = asks(analyst, unit)
    assert waiting_for(asker(other), at=AT) == []
    with pytest.raises(UserError, match="cannot be the second"):
        approve_asked(asked=row, by=asker(other), at=AT)


def test_whoever_is_kept_from_the_subject_does_not_see_that_it_waits(unit, analyst, head):
    row = asks(analyst, unit)
    Bar(user=head, subject="S-7", basis="ASSOCIATION", start=AT - DAY, reason="x", at=AT).save()
    assert waiting_for(asker(head), at=AT) == []
    with pytest.raises(UserError, match="cannot be the second"):
        approve_asked(asked=row, by=asker(head), at=AT)
    # The same for the one who asked, once they are barred from it themselves.
    Bar(user=analyst, subject="S-7", basis="SUBJECT", start=AT - DAY, reason="x", at=AT).save()
    assert asked_by(analyst, at=AT) == []


def test_declining_takes_a_reason_and_ends_it(unit, analyst, head):
    row = asks(analyst, unit)
    with pytest.raises(UserError, match="reason"):
        decline(asked=row, by=asker(head), because="  ", at=AT)
    decline(asked=row, by=asker(head), because="not enough", at=AT)
    (mine,) = asked_by(analyst, at=AT)
    assert became(mine, at=AT)[0] is Became.DECLINED
    assert mine.answer.reason == "not enough"
    with pytest.raises(UserError, match="already been answered"):
        approve_asked(asked=row, by=asker(head), at=AT)
    assert asks(analyst, unit).pk != row.pk


def test_only_the_asker_takes_it_back(unit, analyst, head):
    row = asks(analyst, unit)
    with pytest.raises(UserError, match="Only the one who asked"):
        withdraw(asked=row, by=asker(head), at=AT)
    withdraw(asked=row, by=asker(analyst), at=AT)
    assert waiting_for(asker(head), at=AT) == []
    assert became(asked_by(analyst, at=AT)[0], at=AT)[0] is Became.WITHDRAWN


def test_asked_twice_it_is_one_question(unit, analyst):
    assert asks(analyst, unit).pk == asks(analyst, unit).pk
    assert asks(analyst, unit, token="t", about="b").pk == asks(analyst, unit, token="t").pk
    assert Ask.objects.count() == 2


def test_what_nobody_answers_runs_out(unit, analyst, head):
    row = asks(analyst, unit)
    late = AT + WAITS
    assert waiting_for(asker(head, at=late), at=late) == []
    assert became(row, at=late)[0] is Became.UNANSWERED
    with pytest.raises(UserError, match="not answered in time"):
        approve_asked(asked=row, by=asker(head, at=late), at=late)


def test_asking_is_for_whoever_lacks_nothing_but_the_second_person(unit, analyst):
    stranger = user("stranger")
    with pytest.raises(NotAllowed) as refused:
        asks(stranger, unit)
    assert refused.value.decision.hidden
    with pytest.raises(NotAllowed) as refused:
        asks(analyst, unit, because="...")
    assert refused.value.decision.lack is Lack.REASON
    with pytest.raises(ValueError, match="asks for nobody"):
        asks(analyst, unit, action=Action.DECIDE_ALERT)
    assert Ask.objects.count() == Answer.objects.count() == 0


def test_the_inbox_and_its_answer_on_the_pages(unit, analyst, head, client, demonstration):
    supervisor = user("supervisor")
    member(supervisor, unit, CcuSupervisor)
    from django.utils import timezone

    now = timezone.now()
    row = asks(analyst, unit, at=now)
    client.force_login(supervisor, backend="custodes.web.accounts.adapter.Backend")
    assert f"Hold back alerts of {THING}" in client.get("/approvals/").content.decode()
    page = client.get(f"/approvals/{row.pk}/").content.decode()
    assert "Approve" in page
    assert "neighbours" in page
    answer = f"/approvals/{row.pk}/answer/"
    assert client.post(answer, {"answer": "decline"}).status_code == 422
    # Signed in without a password just typed: one proves again who one is, and then approves.
    asked = client.post(answer, {"answer": "approve"})
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/prove-again/")
    said = {"answer": "decline", "because": "not enough"}
    assert client.post(answer, said)["Location"] == "/approvals/"
    assert client.get(f"/approvals/{row.pk}/").status_code == 404
    client.force_login(analyst, backend="custodes.web.accounts.adapter.Backend")
    assert "not enough" in client.get(f"/approvals/{row.pk}/").content.decode()
