"""Questions to partners: they name nobody, are put once, and are tracked until they are closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from custodes.vocabulary.errors import UserError
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import ForcePlanOwner
from custodes.web.partners import asking
from custodes.web.partners.actions.asking import (
    MovedOn,
    change_question,
    close_question,
    note_answer,
    put_question,
    take_back,
    write_question,
)
from custodes.web.partners.actions.listing import add_partner
from custodes.web.partners.models import QuestionPut
from custodes.web.partners.queries import waiting_for
from web.accounts.people import AT, asker, member, place, user

pytestmark = pytest.mark.django_db
TODAY, DAY = AT.date(), timedelta(days=1)


@pytest.fixture
def plan():
    return place(Kind.PLAN, "Plan")


@pytest.fixture
def owner(plan):
    who = user("owner")
    member(who, plan, ForcePlanOwner)
    return asker(who)


@pytest.fixture
def partners(plan, owner):
    return [
        add_partner(
            compartment=plan, listed_on=TODAY, by=owner, at=AT, name=f"House {n}", kind="refuge"
        )
        for n in range(3)
    ]


@pytest.fixture
def question(plan, owner):
    return written(plan, owner)


def written(plan, owner, **more):
    given = {"title": "Visits", "text": "Who calls after a case?", "due_on": TODAY, "token": "t"}
    return write_question(compartment=plan, by=owner, at=AT, **given | more)


def test_a_question_is_put_answered_and_closed(plan, owner, partners, question):
    more = {"by": owner, "at": AT}
    puts = put_question(question=question, partners=partners, on=TODAY, way="call", **more)
    again = put_question(question=question, partners=partners[:1], on=TODAY, way="email", **more)
    assert again[0].pk == puts[0].pk
    assert Event.objects.filter(kind="partner_question_put", effect="made").count() == 3
    note_answer(put=puts[0], on=TODAY, answer="nothing", note="", version=1, **more)
    take_back(put=puts[1], version=1, **more)
    later = AT + 2 * DAY
    (late,) = waiting_for(plan.key, owner.user, at=later)
    assert late.pk == puts[2].pk
    question.refresh_from_db()
    close_question(question=question, version=question.version, by=owner, at=later)
    assert waiting_for(plan.key, owner.user, at=later) == []
    states = QuestionPut.objects.visible_to(owner.user, at=AT).order_by("pk")
    assert list(states.values_list("state", flat=True)) == [
        asking.ANSWERED,
        asking.WITHDRAWN,
        asking.WITHDRAWN,
    ]


@pytest.mark.parametrize(
    "text", ["Ring 01904 618 691", "Ask a.person@refuge.example", "Victim: Jane Made"]
)
def test_a_question_and_an_answer_name_nobody(plan, owner, partners, question, text):
    with pytest.raises(UserError, match=r"names? nobody|name nobody"):
        written(plan, owner, text=text, token="u")
    (put,) = put_question(
        question=question, partners=partners[:1], on=TODAY, way="call", by=owner, at=AT
    )
    with pytest.raises(UserError, match=r"names? nobody|name nobody"):
        note_answer(put=put, on=TODAY, answer="general", note=text, version=1, by=owner, at=AT)


def test_words_that_partners_have_stay_and_only_the_day_moves(plan, owner, partners, question):
    put_question(question=question, partners=partners, on=TODAY, way="call", by=owner, at=AT)
    question.refresh_from_db()
    more = {"question": question, "version": question.version, "by": owner, "at": AT}
    with pytest.raises(UserError, match="as they were sent"):
        change_question(title="Visits", text="Another?", due_on=TODAY, **more)
    moved = change_question(title="Visits", text=question.text, due_on=TODAY + DAY, **more)
    assert moved.due_on == TODAY + DAY
    with pytest.raises(MovedOn):
        change_question(title="Visits", text=question.text, due_on=TODAY, **more)


def test_a_question_is_taken_back_on_its_page(settings, owner, partners, question):
    settings.SECOND_FACTOR_COMPULSORY = False
    (put,) = put_question(
        question=question, partners=partners[:1], on=TODAY, way="call", by=owner, at=AT
    )
    client = Client()
    client.force_login(owner.user, backend="custodes.web.accounts.adapter.Backend")
    page, address = f"/partners/questions/{question.pk}/", f"/partners/answers/{put.pk}/take-back/"
    assert f'href="{address}"' in client.get(page).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": "1"}).url == page
    put.refresh_from_db()
    assert put.state == asking.WITHDRAWN
    assert address not in client.get(page).content.decode()
    assert client.post(address, {"version": "2"}).status_code == 422


def test_a_form_sent_twice_is_one_question(plan, owner):
    assert written(plan, owner).pk == written(plan, owner).pk


def test_the_database_refuses_an_answer_without_a_day(owner, partners, question):
    (put,) = put_question(
        question=question, partners=partners[:1], on=TODAY, way="call", by=owner, at=AT
    )
    put.state = asking.ANSWERED
    with pytest.raises(IntegrityError), transaction.atomic():
        put.save()
