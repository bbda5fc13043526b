"""Every route x every role x every situation: the answer is the one that the decision gives."""

import os
import re
from zlib import crc32

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from custodes.web.accounts import visible
from custodes.web.accounts.standing import account_of
from custodes.web.audit.models import Event
from custodes.web.decision import (
    ROLES,
    Action,
    Kind,
    Question,
    may_approve,
    may_know_of,
    role_with_id,
)
from custodes.web.packs.links import token
from web.permissions.conftest import SITUATIONS
from web.permissions.needs import (
    NEEDS,
    POSTED_ONLY,
    Act,
    Asked,
    Library,
    List,
    Looks,
    Members,
    OneselfProved,
    Open,
    Place,
    Read,
    Record,
    SignedIn,
)

pytestmark = pytest.mark.django_db
WHOLE = os.environ.get("CUSTODES_MATRIX") == "whole"
"""Whether each route meets everybody on both databases; `make soak` asks for it."""
AWAY = ("no second factor", "suspended")
"""Situations in which no page opens at all."""
OWN = ("jobs:", "packs:file", "packs:take", "audit:report", "partners:step")
"""What is there for whoever asked for it or entered it, and for nobody else whatever their role."""
REFUSED_BY_CHANCE = re.compile(
    # The places that are offered tell of roles, and of no record.
    r'<ul class="govuk-service-navigation__list".*?</ul>|'
    r'"reference": "[0-9a-f]{32}"|'
    r'name="csrfmiddlewaretoken" value="[^"]*"|Reference: [0-9a-f]{32}|name="next" value="[^"]*"',
    re.DOTALL,
)


def routes(patterns=None, namespace=""):
    """The name of every route of the site; one without a name goes by its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"


def needing(*kinds):
    return sorted(name for name in set(routes()) if isinstance(NEEDS.get(name), kinds))


def arguments(name, world, there):
    """How a route names the thing of the world, or one that is not there."""
    if name in ("alerts:watch", "alerts:answer_watch", "alerts:end_watch"):
        return [world.watch.pk if there else 999_999]
    if name in ("alerts:member", "alerts:watch_ask", "pseudonyms:reveal"):
        return [world.staff_name if there else "P999999"]
    if name in ("alerts:drop_filter", "alerts:answer", "alerts:end_hold"):
        return [999_999]
    if name in ("packs:file", "packs:take"):
        return [token(world.file) if there else "forged"]
    if name.startswith(("alerts:", "packs:")):
        return [world.alert.alert_id if there else "R0001-99"]
    if name == "tokens:revoke":
        return [world.token.pk if there else 999_999]
    if name.startswith("api:"):
        known = {"api:alert": world.alert.alert_id, "api:run": "R0001", "api:round_": "2017"}
        return [known[name] if there else "R0001-99"]
    if name.startswith("partners:"):
        return partnered(name.removeprefix("partners:"), world, there)
    if name.startswith(("plan:", "submission:")):
        return planned(name, world, there)
    if name.startswith("audit:"):
        named = {
            "audit:event": [Event.objects.filter(kind="partner").first().seq],
            "audit:note": [world.point.size],
            "audit:report": [world.job.pk if there else "0" * 16],
            "audit:of": ["alert", world.alert.pk if there else 999_999],
        }
        return named[name]
    if name.startswith("people:"):
        return [world.asker.pk if there else 999_999, "suspend"][: 1 + (name == "people:act")]
    if name.startswith("memberships:"):
        key = world.places[Kind.MONITORING].key if there else "0" * 16
        numbered = {"memberships:end": world.membership.pk, "memberships:lift": world.bar.pk}
        return [key, numbered[name]] if name in numbered else [key]
    if name.startswith("approvals:"):
        return [world.asked.pk if there else 999_999]
    if name == "runs:coverage_file":
        return ["csv"]
    if name == "runs:check":
        return [world.check.pk if there else 999_999]
    if name.startswith("runs:"):
        return ["R0001" if there else "R9999"]
    if name.startswith("capability:"):
        return reviewed(name, world, there)
    if name.startswith("reports:"):
        return [reported(name, world).reference if there else "X-0000-0000"]
    if name.startswith("jobs:"):
        return [world.job.pk if there else "0" * 16]
    if name.startswith(("assessment:", "letters:")):
        return inspected(name, world, there)
    raise LookupError(f"{name} has an argument: say in `arguments` how its thing is named")


def planned(name, world, there):
    """How a route of the plan names a line, a document, or what else stands in its address."""
    if name == "plan:judge":
        return ["links-work" if there else "atlantis"]
    number = world.document.pk if name == "plan:document" else 1
    more = {"plan:write": ["change"], "submission:file": ["package"], "submission:step": ["change"]}
    if name == "plan:withdraw":
        return ["evidence", world.evidence.pk if there else 999_999]
    return [number if there else 999_999, *more.get(name, [])]


def reported(name, world):
    """The report, or what left intake because of it."""
    beyond = {"reports:safeguarding_one": world.safeguarding, "reports:draft": world.draft}
    return beyond.get(name, world.report)


def partnered(name, world, there):
    """How a route of the register names a partner, a row about one, or a thing to print."""
    number = {
        "step": world.noted_report,
        "end_agreement": world.agreement,
        "withdraw": world.agreement,
        "answer": world.put,
        "take_back": world.put,
    }
    if name in ("material", "material_pdf", "file"):
        word = {"file": "csv"}.get(name, "warning-signs") if there else "nothing"
        return [word, "en"] if name == "material_pdf" else [word]
    if name.endswith("question"):
        number[name] = world.put.question
    key = number.get(name, world.partner).pk if there else 999_999
    if name == "withdraw":
        return ["agreement", key]
    return [key, "contact"] if name == "note" else [key]


def inspected(name, world, there):
    """How a route of the inspectorate names a round, a force in it, or a record by its number."""
    numbered = {
        "assessment:answer": world.question,
        "assessment:sample_page": world.sample,
        "letters:bundle": world.bundle,
        "letters:totals": world.totals,
    }
    if name in numbered:
        return [numbered[name].pk if there else 999_999]
    if name == "letters:totals_file":
        return [world.totals.pk if there else 999_999, "csv"]
    if name == "assessment:years":
        return ["north-yorkshire" if there else "atlantis"]
    more = {
        "assessment:finding": ["north-yorkshire", "links"],
        "assessment:amend": ["north-yorkshire", "links"],
        "letters:behind": ["assessed"],
        "letters:overview_document": ["pdf"],
        "letters:document": ["north-yorkshire", "pdf"],
        "letters:step": ["north-yorkshire", "ask"],
        "letters:step_all": ["ask"],
    }
    key = "2017" if there else "1917"
    try:
        reverse(name, args=[key])
    except NoReverseMatch:
        return [key, *more.get(name, ["north-yorkshire"])]
    return [key]


def reviewed(name, world, there):
    """How a route of the unit's capability names a record, or a word for one."""
    words = {"capability:take": ["posts"], "capability:table": ["posts", "csv"]}
    if name in words:
        return words[name] if there else ["nothing", "csv"][: len(words[name])]
    unit = world.unit
    of = {
        **dict.fromkeys(("item", "take_off", "put_back"), unit.item),
        **dict.fromkeys(("post", "take_off_post", "put_back_post", "training"), unit.post),
        "withdraw": unit.training,
        **dict.fromkeys(("panel", "panel_document"), unit.panel),
        **dict.fromkeys(("threat", "count"), unit.threat),
        **dict.fromkeys(("threat_part", "threat_sign"), unit.threat),
        **dict.fromkeys(("threat_aside", "threat_document"), unit.threat),
    }
    word = name.removeprefix("capability:")
    number = of.get(word, unit.review).pk if there else 999_999
    more = {"part": ["people"], "work": ["cases"], "threat_part": ["harm"]}
    if word == "leave_what_if":
        return [number, unit.what_if.pk if there else 999_999]
    return [number, *more.get(word, ["pdf"] if word.endswith("document") else [])]


def address(name, world, there=True):
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=arguments(name, world, there))


def ask(client, name, world, method, there=True):
    where = address(name, world, there)
    return client.post(where) if method == "POST" else client.get(where)


def plain(answer):
    return REFUSED_BY_CHANCE.sub("", answer.content.decode())


def knows(person, sees, world, place=None, subjects=frozenset()):
    """Whether the decision says that the person may know of such a thing."""
    account = account_of(person.user, at=world.now)
    kinds = [place] if place else list(Kind)
    return any(
        may_know_of(Question(account, sees, where.key, kind, world.now, subjects=subjects))
        for kind in kinds
        for where in ([world.places[kind]] if place else _held(person))
        if place or Kind[where.kind] is kind
    )


def _held(person):
    return [row.compartment for row in person.user.memberships.select_related("compartment")]


def where_it_lies(name, world):
    """The kind of compartment of the route's thing, and whom it concerns."""
    if name.startswith(("partners:", "plan:", "submission:", "capability:")):
        return Kind.PLAN, frozenset()
    if name in ("api:round_", "api:round_lines", "api:totals_lines"):
        return Kind.INSPECTION, frozenset()
    if name in ("api:run_lines", "api:coverage_", "api:partners"):
        return None, frozenset()
    if name == "api:run":
        return Kind.MONITORING, frozenset()
    if name.startswith(("assessment:", "letters:")):
        return Kind.INSPECTION, frozenset()
    subjects = (
        frozenset() if name.startswith(("jobs:", "runs:")) else frozenset({world.alert.staff})
    )
    if name.startswith("reports:"):
        beyond = {"reports:safeguarding_one": Kind.CASE, "reports:draft": Kind.INTEL}
        return beyond.get(name, Kind.INTAKE), frozenset({world.alert.staff})
    return Kind.MONITORING, subjects


def everybody(world, settings, name, sees=None):
    """Each person, with the second factor asked for where the situation is that they have none.

    Unless the whole matrix is asked for, only a share of those to whom the route can be nothing:
    roles that never see such a thing come in one situation each, a different one for each route.
    On PostgreSQL one of those roles comes, and the others as the member and the subject.
    """
    for (role, situation), person in world.people.items():
        if not (WHOLE or chosen(world.database, name, role, situation, sees)):
            continue
        settings.SECOND_FACTOR_COMPULSORY = situation == "no second factor"
        yield person
    settings.SECOND_FACTOR_COMPULSORY = False


def chosen(database, name, role, situation, sees):
    """Whether a person stands for others in the quick matrix."""
    turn = SITUATIONS.index(situation) == crc32(f"{name} {role}".encode()) % len(SITUATIONS)
    if sees is None or sees not in role_with_id(role).may:
        stands_in = ROLES[crc32(name.encode()) % len(ROLES)].id == role
        return turn and (database == "sqlite" or stands_in)
    return database == "sqlite" or situation in ("member", "is the subject")


def sent_away(answer, situation):
    """Nothing opens: the page of the second factor, or that of sign-in."""
    to = "/account/second-factor/" if situation == "no second factor" else "/account/sign-in/"
    return answer.status_code == 302 and answer["Location"].startswith(to)


def test_every_route_says_what_it_needs():
    assert sorted(set(routes()) - set(NEEDS)) == [], "add them to needs.py"
    gone = {name for name in set(NEEDS) - set(routes()) if not isinstance(NEEDS[name], Library)}
    assert sorted(gone) == [], "they are no routes any more"


def test_the_roles_and_situations_are_all_there(world):
    assert len(world.people) == len(ROLES) * 7
    assert {situation for _role, situation in world.people} == set(SITUATIONS)


@pytest.mark.parametrize(
    "name", needing(SignedIn, OneselfProved, Place, List, Record, Asked, Act, Members, Looks)
)
def test_a_stranger_is_sent_to_sign_in(name, world):
    method = "POST" if name in POSTED_ONLY else getattr(NEEDS[name], "method", "GET")
    answer = ask(Client(), name, world, method)
    assert sent_away(answer, "stranger"), answer.status_code


@pytest.mark.parametrize("name", needing(Open))
def test_what_is_open_answers_everybody_alike(name, world, settings):
    method = NEEDS[name].method
    answers = {ask(Client(), name, world, method).status_code}
    for person in everybody(world, settings, name):
        if person.situation != "no second factor":  # they are sent to it, wherever they look
            answers.add(ask(person.client, name, world, method).status_code)
    assert len(answers) == 1
    assert answers <= {200, 204, 302, 404}


@pytest.mark.parametrize("name", needing(SignedIn))
def test_what_is_ones_own_opens_for_whoever_is_signed_in(name, world, settings):
    for person in everybody(world, settings, name):
        answer = ask(person.client, name, world, NEEDS[name].method)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation)
        else:
            assert answer.status_code == (302 if NEEDS[name].method == "POST" else 200)
            assert world.alert.alert_id not in plain(answer)


@pytest.mark.parametrize("name", needing(Place))
def test_a_place_is_there_for_whoever_may_know_of_it(name, world, settings):
    for person in everybody(world, settings, name, NEEDS[name].sees):
        answer = ask(person.client, name, world, "GET")
        said = (name, person.role.id, person.situation)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation), said
            continue
        opens = 302 if NEEDS[name].step_up else 200
        expected = opens if knows(person, NEEDS[name].sees, world) else 404
        assert answer.status_code == expected, said


@pytest.mark.parametrize("name", needing(List))
def test_a_list_holds_nothing_that_one_may_not_know_of(name, world, settings):
    method = "POST" if name in POSTED_ONLY else "GET"
    marks = (world.alert.alert_id, world.staff_name, world.alert.staff)
    empty = ask(world.nobody, name, world, method)
    kind, subjects = where_it_lies(name, world)
    for person in everybody(world, settings, name, NEEDS[name].sees):
        answer = ask(person.client, name, world, method)
        said = (name, person.role.id, person.situation)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation), said
            continue
        assert answer.status_code < 500, said
        if not knows(person, NEEDS[name].sees, world, kind, subjects):
            assert not any(mark in plain(answer) for mark in marks), said
            if not knows(person, NEEDS[name].sees, world):
                # Whoever sees alerts nowhere has the page of somebody without any role.
                assert answer.status_code == empty.status_code, said
                assert plain(answer) == plain(empty), said
        elif name == "alerts:queue":
            assert world.alert.alert_id in plain(answer), said


@pytest.mark.parametrize("name", needing(Record))
def test_a_record_that_one_may_not_know_of_is_as_one_that_is_not_there(name, world, settings):
    need = NEEDS[name]
    kind, subjects = where_it_lies(name, world)
    own = name.startswith(OWN)
    before = Event.objects.exclude(effect="").count()
    seen, absent = 0, {}
    for person in everybody(world, settings, name, NEEDS[name].sees):
        answer = ask(person.client, name, world, need.method)
        said = (name, person.role.id, person.situation)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation), said
            continue
        # Asked for by the member of each role, first: others in that role see the same.
        if person.role not in absent:
            absent[person.role] = ask(person.client, name, world, need.method, there=False)
            assert absent[person.role].status_code == 404, said
        if not own and knows(person, need.sees, world, kind, subjects):
            assert answer.status_code not in (404, 500), said
            seen += 1
        else:
            nothing = absent[person.role]
            assert answer.status_code == 404, said
            assert plain(answer) == plain(nothing), said
            assert answer.headers.keys() == nothing.headers.keys(), said
    assert own or seen
    assert Event.objects.exclude(effect="").count() == before


@pytest.mark.parametrize("name", needing(Asked))
def test_what_was_asked_is_there_for_whoever_may_answer_it(name, world, settings):
    need = NEEDS[name]
    asked = Question(
        account_of(world.asker, at=world.now),
        need.action,
        world.asked.compartment_id,
        Kind.MONITORING,
        world.now,
        about=world.asked.about,
        subjects=frozenset({world.alert.staff}),
    )
    seen = 0
    for person in everybody(world, settings, name, Action.SEE_ALERTS):
        answer = ask(person.client, name, world, need.method)
        said = (name, person.role.id, person.situation)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation), said
        elif may_approve(account_of(person.user, at=world.now), asked):
            assert answer.status_code == (200 if need.method == "GET" else 422), said
            seen += 1
        else:
            absent = ask(person.client, name, world, need.method, there=False)
            assert answer.status_code == absent.status_code == 404, said
            assert plain(answer) == plain(absent), said
    assert seen


@pytest.mark.parametrize("name", needing(OneselfProved))
def test_what_is_ones_own_asks_who_one_is_and_is_nobody_elses(name, world, settings):
    need = NEEDS[name]
    for person in everybody(world, settings, name):
        answer = ask(person.client, name, world, need.method)
        if person.situation in AWAY:
            assert sent_away(answer, person.situation)
        elif need.method == "POST":
            assert answer.status_code == 404, "a token of somebody else"
        else:
            assert answer.status_code == 302
            # Whoever has nothing to prove it again with signs in again.
            assert answer["Location"].startswith(("/account/prove-again/", "/account/sign-in/"))


@pytest.mark.parametrize("name", needing(Read))
def test_a_program_reads_what_its_owner_may_know_of(name, world, settings):
    need = NEEDS[name]
    marks = (world.alert.alert_id, world.staff_name, world.alert.staff)
    kind, subjects = where_it_lies(name, world)
    assert ask(Client(), name, world, "GET").status_code == 401
    opened, absent = 0, None
    for person in everybody(world, settings, name, need.sees):
        answer = ask(person.client, name, world, "GET")
        said = (name, person.role.id, person.situation)
        assert answer["Content-Type"].split(";")[0].endswith("json"), said
        if person.situation in AWAY:
            assert answer.status_code == 401, said
            continue
        known = knows(person, need.sees, world, kind, subjects)
        opened += known
        if known or need.listed:
            assert answer.status_code == 200, said
        else:
            nothing = ask(person.client, name, world, "GET", there=False)
            absent = absent or plain(nothing)
            assert answer.status_code == nothing.status_code == 404, said
            assert plain(answer) == plain(nothing) == absent, said
            assert answer.headers.keys() == nothing.headers.keys(), said
        if not known:
            assert not any(mark in plain(answer) for mark in marks), said
    assert opened


def test_the_matrix_can_fail(world, settings, monkeypatch):
    """Were nobody hidden from what is about themselves, two kinds of pages would tell."""
    monkeypatch.setattr(visible, "subjects_hidden", lambda _account, *, at: set())
    with pytest.raises(AssertionError, match="is the subject"):
        test_a_record_that_one_may_not_know_of_is_as_one_that_is_not_there(
            "alerts:alert", world, settings
        )
    with pytest.raises(AssertionError, match="is the subject"):
        test_a_list_holds_nothing_that_one_may_not_know_of("alerts:queue", world, settings)
