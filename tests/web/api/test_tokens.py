"""Tokens: made with proof of who one is, shown once, kept as a hash, ended at once."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts import administering
from custodes.web.accounts.actions import approve
from custodes.web.api.actions import MOST, make_token, revoke_token
from custodes.web.api.models import ApiToken
from custodes.web.audit.models import Event
from custodes.web.decision import Action, Kind
from custodes.web.decision.roles import Auditor, SystemAdministrator
from web.accounts.people import asker, later, member, place, user
from web.accounts.people import text as page_of
from web.alerts.conftest import signed_in
from web.api.conftest import token_of

pytestmark = pytest.mark.django_db


def with_token(text):
    return Client(headers={"authorization": f"Bearer {text}"}).get("/api/alerts")


def test_a_token_is_made_on_the_page_of_the_account_and_shown_once(page, taken, analyst):
    assert 'href="/account/tokens/"' in page.get("/account/").content.decode()
    shown = page.post("/account/tokens/", {"name": "A dashboard", "days": "30"}).content.decode()
    [text] = re.findall("custodes_[A-Za-z0-9_-]{43}", shown)
    row = ApiToken.objects.get()
    assert row.digest == hashlib.sha256(text.encode()).hexdigest()
    assert row.expires_at - row.made_at == timedelta(days=30)
    assert text not in page.get("/account/tokens/").content.decode()
    assert with_token(text).status_code == 200
    [event] = Event.objects.filter(kind="api-token")
    assert (event.action, event.effect, event.object) == ("admin", "made", str(row.pk))
    told = Event.objects.filter(kind="alert_list").first()
    assert (told.actor, told.reason) == (analyst.reference, f"api-token-{row.pk}")


def test_without_proof_of_who_one_is_no_token_is_made(page, home, analyst):
    later(page, 11)
    assert page.get("/account/tokens/").status_code == 302
    assert page.post("/account/tokens/", {"name": "x", "days": "7"}).status_code == 302
    at = timezone.now()
    with pytest.raises(UserError, match="Prove again"):
        make_token(name="x", days=7, by=asker(analyst, at=at, stepped_up=False), at=at)
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("typed", [{"name": ""}, {"days": "3650"}, {"name": "x" * 61}])
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(page, home, typed):
    answer = page.post("/account/tokens/", {"name": "A dashboard", "days": "30"} | typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert ApiToken.objects.count() == 0


def test_a_token_taken_back_opens_nothing_from_then_on(page, text, taken):
    assert with_token(text).status_code == 200
    row = ApiToken.objects.get()
    assert page.post(f"/account/tokens/{row.pk}/revoke/").status_code == 302
    assert page.post(f"/account/tokens/{row.pk}/revoke/").status_code == 302
    assert with_token(text).status_code == 401
    effects = Event.objects.filter(kind="api-token").exclude(effect="").order_by("seq")
    assert list(effects.values_list("effect", "reason")) == [
        ("made", "made"),
        ("changed", "revoked"),
    ]


def test_nobody_takes_back_the_token_of_another(text, taken, colleague):
    row = ApiToken.objects.get()
    assert signed_in(colleague).post(f"/account/tokens/{row.pk}/revoke/").status_code == 404
    with pytest.raises(UserError):
        revoke_token(token=row, by=asker(colleague), at=timezone.now())
    assert with_token(text).status_code == 200


def test_a_token_ends_with_its_day_and_with_its_owner(text, taken, analyst):
    ApiToken.objects.update(
        made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    assert with_token(text).status_code == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert with_token(text).status_code == 200
    analyst.is_active, analyst.suspended_at, analyst.suspended_because = False, timezone.now(), "l"
    analyst.save()
    assert with_token(text).status_code == 401


@pytest.mark.parametrize("act", ["suspend", "reset", "tokens", "end"])
def test_what_takes_a_sign_in_away_takes_the_tokens_too(text, taken, analyst, act):
    admin, auditor, at = user("admin"), user("auditor"), timezone.now()
    system = place(Kind.SYSTEM)
    member(admin, system, SystemAdministrator)
    member(auditor, system, Auditor)
    by = asker(admin, at=at)
    given = {"user": analyst, "by": by, "because": "phone stolen", "system": system, "at": at}
    assert with_token(text).status_code == 200
    if act == "reset":
        word = {"action": Action.RESET_SIGN_IN, "compartment": system, "at": at}
        about = administering.about_reset(analyst)
        approve(asker=admin, by=asker(auditor, at=at), about=about, **word)
    do = {
        "suspend": administering.suspend,
        "reset": administering.reset_sign_in,
        "tokens": administering.take_back_tokens,
        "end": administering.end_account,
    }
    do[act](**given)
    if act == "suspend":
        administering.reinstate(**given)
    assert with_token(text).status_code == 401
    assert ApiToken.objects.get().revoked_at == at
    told = Event.objects.get(kind="api-token", reason="revoked")
    assert (told.actor, told.effect) == (admin.reference, "changed")


def test_an_administrator_sees_that_there_are_tokens_and_takes_them_back(text, taken, analyst):
    admin = user("admin")
    member(admin, place(Kind.SYSTEM), SystemAdministrator)
    browser, where = signed_in(admin), f"/accounts/{analyst.pk}/"
    assert "Take back the tokens of their programs" in page_of(browser.get(where))
    assert "A program" not in page_of(browser.get(where))
    assert browser.post(f"{where}tokens/", {"because": "phone stolen"}).status_code == 302
    assert with_token(text).status_code == 401
    told = page_of(browser.get(where))
    assert "Tokens of programs taken back" in told
    assert "Take back the tokens" not in told


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer x", "Bearer custodes_x", "Basic eDp5"])
def test_a_wrong_token_opens_nothing_even_beside_a_session(page, taken, sent):
    answer = page.get("/api/alerts", headers={"authorization": sent} if sent else {})
    assert answer.status_code == (401 if sent else 200)
    if sent:
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"
    wrong = Event.objects.filter(reason="wrong-token", outcome="failed")
    assert wrong.count() == (1 if sent.startswith("Bearer") else 0)


def test_one_holds_so_many_and_no_more(analyst):
    for _ in range(MOST):
        token_of(analyst)
    with pytest.raises(UserError, match="take one back"):
        token_of(analyst)


def test_a_session_that_rested_too_long_is_told_in_json(page, taken):
    assert page.get("/api/alerts").status_code == 200
    later(page, 31)
    answer = page.get("/api/alerts")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_its_description_is_a_page_and_a_document_that_name_no_record(page, program, home):
    said = program.get("/api/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) >= {"/api/alerts", "/api/alerts/{alert_id}", "/api/totals"}
    answer = page.get("/api/docs")
    assert answer.status_code == 200
    for path in said["paths"]:
        assert f"GET {path}" in answer.content.decode()
