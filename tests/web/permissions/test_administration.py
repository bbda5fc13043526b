"""Accounts, memberships and bars: each page is there for whoever may do what it does, and for
nobody else; to them it is as one of a place that does not exist."""

import pytest

from custodes.web import decision
from custodes.web.accounts.models import Compartment, Membership
from custodes.web.accounts.standing import account_of
from custodes.web.decision import SEES, Action, Kind, Question
from web.permissions.needs import NEEDS, Act, Looks, Members
from web.permissions.test_matrix import AWAY, ask, everybody, knows, needing, plain, sent_away

pytestmark = pytest.mark.django_db


def offered(person, action, place, world):
    """Whether the role allows it in that place, whatever else it asks for."""
    account = account_of(person.user, at=world.now)
    question = Question(account, action, place.key, Kind[place.kind], world.now)
    return decision.may_know_of(question) and decision.acting_role(question) is not None


def somewhere(person, action, world):
    held = Membership.objects.filter(user=person.user).values("compartment")
    places = Compartment.objects.filter(key__in=held)
    return any(offered(person, action, place, world) for place in places)


def sees_members_of_all(person, world):
    held = Membership.objects.filter(user=person.user).values("compartment")
    places = Compartment.objects.filter(key__in=held, kind=Kind.SYSTEM.name)
    return any(offered(person, Action.SEE_MEMBERSHIPS, place, world) for place in places)


def walk(name, world, settings, opens, expected, method="GET", sees=None):
    """Everybody asks for the page: it opens where it should, else it is as one that is not."""
    seen, absent = 0, {}
    for person in everybody(world, settings, name, sees):
        answer = ask(person.client, name, world, method)
        said = (name, person.role.id, person.situation)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation), said
        elif expected(person):
            assert answer.status_code == opens, said
            seen += 1
        else:
            if person.role not in absent:
                absent[person.role] = ask(person.client, name, world, method, there=False)
            assert answer.status_code == absent[person.role].status_code == 404, said
            assert plain(answer) == plain(absent[person.role]), said
    assert seen


@pytest.mark.parametrize("name", needing(Act))
def test_an_act_is_for_those_whose_role_allows_it(name, world, settings):
    need = NEEDS[name]

    def expected(person):
        return somewhere(person, need.action, world)

    sees = SEES[need.action.value.thing]
    walk(name, world, settings, need.opens, expected, need.method, sees)


@pytest.mark.parametrize("name", needing(Looks))
def test_who_looked_is_for_those_who_see_the_record_and_answer_for_its_place(name, world, settings):
    place, subjects = world.places[Kind.MONITORING], frozenset({world.alert.staff})

    def expected(person):
        sees = knows(person, NEEDS[name].sees, world, Kind.MONITORING, subjects)
        return sees and offered(person, Action.SEE_LOOKS, place, world)

    walk(name, world, settings, 200, expected, sees=Action.SEE_MEMBERSHIPS)


@pytest.mark.parametrize("name", needing(Members))
def test_members_are_kept_by_those_who_answer_for_the_place(name, world, settings):
    need, place = NEEDS[name], world.places[Kind.MONITORING]

    def expected(person):
        all_places = need.action is Action.SEE_MEMBERSHIPS and sees_members_of_all(person, world)
        return all_places or offered(person, need.action, place, world)

    opens = 302 if need.step_up else 200
    walk(name, world, settings, opens, expected, sees=Action.SEE_MEMBERSHIPS)


def test_somebody_kept_away_is_not_told_of_it(world):
    """The page of a place names to its head everybody who is kept away, but for themselves."""
    head = world.people["head-of-ccu", "member"]
    page = plain(head.client.get(f"/memberships/{world.places[Kind.MONITORING].key}/"))
    assert "stepped back" in page
    barred = world.people["head-of-ccu", "barred"]
    own = plain(barred.client.get("/account/"))
    assert '<p class="govuk-body">Nothing.</p>' in own
