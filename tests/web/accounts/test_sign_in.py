"""Signing in: second factor, lock-out, sessions that end, and pages that tell nothing of others."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from custodes.web.accounts.installation import start_link
from custodes.web.accounts.lock_out import address_tried
from custodes.web.accounts.models import User
from custodes.web.audit.models import Event
from custodes.web.decision.roles import MonitoringAnalyst
from web.accounts.people import (
    AT,
    PASSWORD,
    code,
    later,
    member,
    place,
    recovery_codes,
    sign_in,
    text,
    user,
    with_codes,
)

pytestmark = pytest.mark.django_db
HOME = "/account/"
IN = "/account/sign-in/"


def is_in(client) -> bool:
    return client.get(HOME).status_code == 200


def test_with_the_password_alone_nothing_opens_but_setting_up_a_second_factor(client, compulsory):
    sign_in(client, user())
    for path in (HOME, "/account/password/", "/nowhere"):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, "/account/second-factor/")
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_the_demonstration_asks_for_none(client, demonstration):
    who = user()
    member(who, place(title="Monitoring"), MonitoringAnalyst)
    sign_in(client, who)
    page = client.get(HOME)
    assert page.status_code == 200
    assert "Monitoring analyst, Monitoring" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_time_codes_are_set_up_and_then_asked_for(client, compulsory):
    who = user()
    sign_in(client, who)
    page = client.get("/account/second-factor/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    wrong = client.post("/account/second-factor/totp/activate/", {"code": "000000"})
    assert '<rect width="100%" height="100%" fill="#fff"/><path' in page
    assert wrong.status_code == 200 and "There is a problem" in wrong.content.decode()
    client.post("/account/second-factor/totp/activate/", {"code": code(secret)})
    assert is_in(client)
    told = Event.objects.filter(kind="second-factor")
    one = str(who.pk)
    assert [(event.reason, event.object) for event in told.order_by("seq")] == [
        ("wrong-second-factor", one),
        ("set-up", one),
        *[("set-up", one)] * (told.count() - 2),
    ]
    assert client.get("/account/second-factor/recovery-codes/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    client.post("/account/sign-out/")
    response = sign_in(client, who)
    assert response.url == "/account/second-factor/authenticate/"
    assert not is_in(client)


@pytest.mark.parametrize("setting", ["compulsory", "demonstration"])
def test_who_has_a_second_factor_is_not_in_without_it(client, request, setting):
    request.getfixturevalue(setting)
    who = user()
    secret = with_codes(who)
    sign_in(client, who)
    assert not is_in(client)
    client.post("/account/second-factor/authenticate/", {"code": "000000"})
    assert not is_in(client)
    client.post("/account/second-factor/authenticate/", {"code": code(secret)})
    assert is_in(client)


def test_a_code_works_once(client, compulsory):
    who = user()
    used = code(with_codes(who))
    sign_in(client, who)
    client.post("/account/second-factor/authenticate/", {"code": used})
    assert is_in(client)
    client.post("/account/sign-out/")
    sign_in(client, who)
    client.post("/account/second-factor/authenticate/", {"code": used})
    assert not is_in(client)


def test_a_recovery_code_works_once(client, compulsory):
    who = user()
    with_codes(who)
    one = recovery_codes(who)[0]
    for works in (True, False):
        sign_in(client, who)
        client.post("/account/second-factor/authenticate/", {"code": one})
        assert is_in(client) is works
        client.post("/account/sign-out/")
    assert one not in recovery_codes(who)


def test_the_last_second_factor_cannot_be_taken_away(client, compulsory):
    who = user()
    secret = with_codes(who)
    sign_in(client, who)
    client.post("/account/second-factor/authenticate/", {"code": code(secret)})
    client.post("/account/second-factor/totp/deactivate/")
    assert Authenticator.objects.filter(user=who, type="totp").exists()


def test_a_session_from_before_the_second_factor_ends(client, compulsory):
    who = user()
    sign_in(client, who)
    with_codes(who)
    assert client.get("/account/second-factor/").url == IN
    assert "_auth_user_id" not in client.session


def test_five_failures_lock_an_address_out_whether_or_not_it_is_anybodys(client, demonstration):
    who = user()
    pages = []
    for email in (who.email, "nobody@force.example"):
        answers = [sign_in(client, email, "wrong-password-1") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429]
        pages.append((text(answers[0]), text(answers[4])))
    assert pages[0] == pages[1]
    assert sign_in(client, who).status_code == 429
    assert sign_in(client, who.email.upper()).status_code == 429
    assert not is_in(client)
    other = user("other")
    assert sign_in(client, other).status_code == 302


def test_suspended_expired_unknown_and_mistyped_are_told_the_same(client, demonstration):
    gone = user("gone", is_active=False, suspended_at=AT, suspended_because="left")
    over = user("over", expires_at=AT)
    fine = user("fine")
    answers = [
        sign_in(client, gone),
        sign_in(client, over),
        sign_in(client, "nobody@force.example"),
        sign_in(client, fine, "mistyped-password"),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({text(answer) for answer in answers}) == 1


@pytest.mark.parametrize(
    "end",
    [
        {"is_active": False, "suspended_at": AT, "suspended_because": "left"},
        {"expires_at": AT},
    ],
    ids=["suspended", "expired"],
)
def test_who_is_suspended_or_expires_is_out_at_the_next_request(client, demonstration, end):
    who = user()
    sign_in(client, who)
    assert is_in(client)
    User.objects.filter(pk=who.pk).update(**end)
    assert client.get(HOME).url.startswith(IN)


def test_signing_in_changes_the_session(client, demonstration):
    client.get(IN)
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    sign_in(client, user())
    assert client.session.session_key != before
    assert not client.session.exists(before)


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_a_session_that_rests_half_an_hour_ends(client, demonstration, minutes, stays):
    sign_in(client, user())
    assert is_in(client)
    later(client, minutes)
    assert is_in(client) is stays


def test_a_session_that_is_used_ends_after_twelve_hours(client, demonstration):
    sign_in(client, user())
    for _ in range(24):
        assert is_in(client)
        later(client, 29)
    assert is_in(client)
    later(client, 29)
    assert not is_in(client)


def test_what_is_grave_asks_again_and_a_password_is_not_enough(client, compulsory):
    who = user()
    secret = with_codes(who)
    sign_in(client, who)
    client.post("/account/second-factor/authenticate/", {"code": recovery_codes(who)[0]})
    generate = "/account/second-factor/recovery-codes/generate/"
    assert client.get(generate).status_code == 200
    later(client, 11)
    asked = client.get(generate)
    assert asked.url.startswith("/account/second-factor/reauthenticate/")
    client.post("/account/prove-again/", {"password": PASSWORD})
    assert client.get(generate).status_code == 302
    back = client.post(asked.url, {"code": code(secret)})
    assert back.url == generate
    assert client.get(generate).status_code == 200


def test_sign_ins_are_recorded_without_the_address(client, demonstration):
    who = user()
    sign_in(client, who, "wrong-password-1")
    sign_in(client, who)
    client.post("/account/sign-out/")
    events = Event.objects.filter(action="sign-in").order_by("seq")
    told = [(event.reason, event.outcome, event.actor) for event in events]
    one = str(who.pk)
    assert told == [
        ("wrong-password", "failed", "nobody"),
        ("in", "done", one),
        ("out", "done", one),
    ]
    assert who.email not in str(list(Event.objects.values()))


def test_a_wrong_second_factor_is_recorded_with_its_owner(client, compulsory):
    who = user()
    secret = with_codes(who)
    sign_in(client, who)
    wrong = {"code": "000000"}
    client.post("/account/second-factor/authenticate/", wrong)
    client.post("/account/second-factor/authenticate/", {"code": code(secret)})
    client.post("/account/second-factor/reauthenticate/", wrong)
    events = Event.objects.filter(action="sign-in", kind="second-factor").order_by("seq")
    one = str(who.pk)
    told = [(event.reason, event.outcome, event.actor, event.object) for event in events]
    assert told == [
        ("wrong-second-factor", "failed", "nobody", one),
        ("wrong-second-factor", "failed", one, one),
    ]
    assert "000000" not in str(list(events.values("reason", "object", "fields", "commitments")))


def test_a_wrong_passkey_of_nobody_known_is_recorded(client, compulsory):
    before = Event.objects.count()
    client.get("/account/second-factor/webauthn/login/")
    credential = {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}
    client.post("/account/second-factor/webauthn/login/", {"credential": json.dumps(credential)})
    told = Event.objects.filter(seq__gt=before)
    assert [(e.kind, e.object, e.outcome) for e in told] == [("second-factor", "", "failed")]


def test_a_changed_password_is_recorded_and_ends_other_sessions(client, demonstration):
    who = user()
    elsewhere = Client()
    sign_in(elsewhere, who)
    sign_in(client, who)
    new = {"oldpassword": PASSWORD, "password1": "hedge-lantern-84-oak"}
    client.post("/account/password/", new | {"password2": "hedge-lantern-84-oak"})
    told = Event.objects.order_by("seq").last()
    assert (told.kind, told.object, told.reason) == ("user", str(who.pk), "password")
    assert is_in(client)
    assert not is_in(elsewhere)


def test_nobody_signs_up_and_nothing_is_reset_by_mail(client):
    paths = ("signup", "sign-up", "password/reset", "email", "none/inactive", "none/reset")
    assert {client.get(f"/account/{path}/").status_code for path in paths} == {404}


def test_the_first_password_is_chosen_by_a_link_that_works_once(client, demonstration):
    who = user()
    who.set_unusable_password()
    who.save()
    link = start_link(who)
    assert client.get(link).status_code == 200
    weak = {"new_password1": "short", "new_password2": "short"}
    assert "There is a problem" in client.post(link, weak).content.decode()
    chosen = {"new_password1": "hedge-lantern-84-oak", "new_password2": "hedge-lantern-84-oak"}
    assert client.post(link, chosen).url == IN
    assert client.get(link).status_code == 404
    assert client.get(link.replace(link.split("/")[3], "zzzz")).status_code == 404
    sign_in(client, who, "hedge-lantern-84-oak")
    assert is_in(client)


def test_every_page_of_an_account_opens_and_holds_no_inline_script_or_style(client, demonstration):
    who = user()
    anonymous = [client.get(IN)]
    sign_in(client, who)
    second = "/account/second-factor/"
    paths = (HOME, "/account/password/", "/account/sign-out/", "/account/prove-again/", second,
             f"{second}totp/activate/", f"{second}webauthn/", f"{second}webauthn/add/")  # fmt: skip
    answers = anonymous + [client.get(path) for path in paths]
    secret = with_codes(who)
    client.post("/account/sign-out/")
    sign_in(client, who)
    answers.append(client.get(f"{second}authenticate/"))
    client.post(f"{second}authenticate/", {"code": code(secret)})
    more = (
        "",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "reauthenticate/",
    )
    answers += [client.get(second + path) for path in more]
    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 200, answer.request["PATH_INFO"]
        assert page.count("<h1") == 1
        scripts = re.findall(r"<script[^>]*>", page)
        assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []
        assert not re.search(r'\sstyle="|<style|\son\w+="', page)
        labels = set(re.findall(r'<label[^>]*for="([^"]+)"', page))
        inputs = re.findall(r'<input(?![^>]*type="hidden")[^>]*\sid="([^"]+)"', page)
        assert set(inputs) <= labels


def test_failures_are_counted_under_the_address_however_it_is_written():
    request = RequestFactory().post(IN, {"login": " A@Force.Example "})
    assert address_tried(request, None) == "a@force.example"
    assert address_tried(None, {"email": "B@x.y"}) == "b@x.y"
    assert address_tried(None, None) == ""
