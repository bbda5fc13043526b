"""Sign-in through an identity provider: against a real one on loopback, honest and not."""

import time

import pytest
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import Identity, User
from custodes.web.accounts.provider import Provider, ProviderRefused, begin, finish
from custodes.web.audit.models import Event
from custodes.web.site.config import config_from
from web.accounts.oidc_provider import OidcProvider
from web.accounts.people import DAY, user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture(scope="module")
def running():
    made = OidcProvider()
    yield made
    made.close()


@pytest.fixture
def provider(running, settings):
    running.person = {"sub": "u-1", "email": "analyst@force.example", "email_verified": True}
    running.change = dict
    settings.IDENTITY_PROVIDER = Provider(running.issuer, running.client, running.secret)
    return running


def signs_in(client, provider, after=""):
    """Go there, sign in there, and come back."""
    where = client.get(f"/account/provider/{after}")
    assert where.status_code == 302, where.content
    return client.get(f"/account/provider/back/?{provider.authorised(where['Location'])}")


def test_an_account_that_was_opened_is_let_in_and_known_by_its_number_after(
    client, provider, demonstration
):
    who = user("analyst")
    assert signs_in(client, provider, "?next=/account/")["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert (Identity.objects.get().user, Identity.objects.get().subject) == (who, "u-1")
    told = Event.objects.filter(kind="session", reason="in").get()
    assert told.actor == who.reference
    client.post("/account/sign-out/")
    # A new address at the provider is the same person still.
    provider.person = {"sub": "u-1", "email": "married@force.example", "email_verified": True}
    assert signs_in(client, provider).status_code == 302
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "u-9", "email": "stranger@force.example", "email_verified": True},
        {"sub": "u-9", "email": "analyst@force.example", "email_verified": False},
        {"sub": "u-9", "email": "analyst@force.example"},
        {"sub": "u-9"},
    ],
)
def test_a_stranger_is_not_let_in_and_no_account_is_made(client, provider, person, demonstration):
    user("analyst")
    provider.person = person
    answer = signs_in(client, provider)
    assert answer.status_code == 403
    assert "No account is open for you" in answer.content.decode()
    assert (User.objects.count(), Identity.objects.count()) == (1, 0)
    assert client.get("/account/").status_code == 302
    assert Event.objects.filter(reason="provider-no-account", outcome="failed").count() == 1


def test_an_address_that_is_bound_lets_nobody_else_in(client, provider, demonstration):
    user("analyst")
    signs_in(client, provider)
    client.post("/account/sign-out/")
    provider.person = provider.person | {"sub": "u-2"}
    assert signs_in(client, provider).status_code == 403


def test_a_suspended_account_is_told_as_one_that_is_not(client, provider, demonstration):
    who = user("analyst")
    signs_in(client, provider)
    client.post("/account/sign-out/")
    who.is_active, who.suspended_at, who.suspended_because = False, timezone.now(), "left"
    who.save()
    assert signs_in(client, provider).status_code == 403


WRONG = {
    "another issuer": lambda claims: claims | {"iss": "https://elsewhere.example"},
    "another audience": lambda claims: claims | {"aud": "another"},
    "several, not ours": lambda claims: claims | {"aud": ["custodes", "x"], "azp": "x"},
    "run out": lambda claims: claims | {"exp": time.time() - 120},
    "of the future": lambda claims: claims | {"iat": time.time() + 600},
    "proved in the future": lambda claims: claims | {"auth_time": time.time() + 600},
    "another nonce": lambda claims: claims | {"nonce": "x"},
    "no nonce": lambda claims: {k: v for k, v in claims.items() if k != "nonce"},
}


@pytest.mark.parametrize("how", WRONG)
def test_a_token_that_does_not_hold_lets_nobody_in(client, provider, how, demonstration):
    user("analyst")
    provider.change = WRONG[how]
    answer = signs_in(client, provider)
    assert answer.status_code == 403
    assert "does not hold" in answer.content.decode()
    assert not Identity.objects.exists()


def test_signs_that_no_provider_sends_are_refused_as_any_others(client, provider, demonstration):
    assert client.get("/account/provider/").status_code == 302
    answer = client.get("/account/provider/back/", {"code": "x", "state": "é"})
    assert answer.status_code == 403
    assert "was not begun here" in answer.content.decode()
    provider.change = lambda claims: claims | {"nonce": "é"}
    assert signs_in(client, provider).status_code == 403


def test_another_hand_and_no_hand_are_refused(client, provider, monkeypatch, demonstration):
    user("analyst")
    honest = provider.signed
    monkeypatch.setattr(provider, "signed", lambda claims: honest(claims)[:-8] + "AAAAAAAA")
    assert signs_in(client, provider).status_code == 403

    def unsigned(claims):
        import json

        from web.accounts.oidc_provider import plain64

        head = plain64(b'{"alg": "none", "kid": "k1"}')
        return f"{head}.{plain64(json.dumps(claims).encode())}."

    monkeypatch.setattr(provider, "signed", unsigned)
    assert signs_in(client, provider).status_code == 403


def test_an_answer_to_another_question_is_refused(client, provider, demonstration):
    user("analyst")
    where = client.get("/account/provider/")["Location"]
    back = provider.authorised(where).split("&state=")[0]
    assert client.get(f"/account/provider/back/?{back}&state=forged").status_code == 403
    # What was begun is used up.
    assert client.get(f"/account/provider/back/?{back}").status_code == 302
    assert client.get("/account/").status_code == 302


def test_a_code_without_its_verifier_is_worth_nothing(provider):
    at = timezone.now()
    given = Provider(provider.issuer, provider.client, provider.secret)
    where, begun = begin(given, address="http://testserver/back/", again=False, at=at)
    code = provider.authorised(where).split("code=")[1].split("&")[0]
    stolen = type(begun)(**(vars(begun) | {"verifier": "guessed"}))
    with pytest.raises(ProviderRefused):
        finish(given, stolen, state=begun.state, code=code, at=at)


def test_our_second_factor_is_asked_for_unless_theirs_counts(
    client, provider, settings, compulsory
):
    user("analyst")
    provider.person = provider.person | {"amr": ["pwd", "mfa"]}
    signs_in(client, provider)
    assert client.get("/account/")["Location"] == "/account/second-factor/"
    client.post("/account/sign-out/")
    theirs = Provider(provider.issuer, provider.client, provider.secret, "theirs")
    settings.IDENTITY_PROVIDER = theirs
    signs_in(client, provider)
    assert client.get("/account/").status_code == 200
    client.post("/account/sign-out/")
    provider.person = provider.person | {"amr": ["pwd"]}
    signs_in(client, provider)
    assert client.get("/account/")["Location"] == "/account/second-factor/"


def test_proving_again_is_done_there_by_the_same_person(client, provider, settings, compulsory):
    settings.IDENTITY_PROVIDER = Provider(
        provider.issuer, provider.client, provider.secret, "theirs"
    )
    user("analyst")
    provider.person = provider.person | {"amr": ["mfa"]}
    signs_in(client, provider)
    where = client.get("/account/provider/?next=/approvals/")["Location"]
    assert "prompt=login" in where
    again = client.get(f"/account/provider/back/?{provider.authorised(where)}")
    assert again["Location"] == "/approvals/"
    # An old proof does not count as a new one, nor somebody else's.
    provider.change = lambda claims: claims | {"auth_time": time.time() - DAY.total_seconds()}
    assert signs_in(client, provider).status_code == 403
    provider.change = dict
    provider.person = provider.person | {"sub": "u-2", "email": "b@force.example"}
    user("b")
    assert signs_in(client, provider).status_code == 403


@pytest.mark.parametrize("second_factor", ["ours", "theirs"])
def test_who_was_let_through_without_being_asked_has_not_proved_who_they_are(
    client, provider, settings, demonstration, second_factor
):
    """A session that goes on at the provider signs in, and opens nothing that wants a fresh proof
    until the provider has asked again."""
    given = (provider.issuer, provider.client, provider.secret, second_factor)
    settings.IDENTITY_PROVIDER = Provider(*given)
    user("analyst")
    provider.person = provider.person | {"amr": ["mfa"]}
    grave = "/account/tokens/"
    for claims in ({"auth_time": time.time() - 3600}, {"auth_time": None}):
        provider.change = lambda told, said=claims: {
            name: value for name, value in (told | said).items() if value is not None
        }
        assert signs_in(client, provider).status_code == 302
        assert client.get("/account/").status_code == 200
        assert client.get(grave).status_code == 302
        provider.change = dict
        assert signs_in(client, provider, f"?next={grave}")["Location"] == grave
        assert client.get(grave).status_code == 200
        client.post("/account/sign-out/")


def test_a_provider_that_does_not_answer_is_told_plainly(client, provider, settings):
    settings.IDENTITY_PROVIDER = Provider("http://127.0.0.1:9", "c", "s")
    answer = client.get("/account/provider/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()
    settings.IDENTITY_PROVIDER = Provider("http://idp.force.example", "c", "s")
    assert "not encrypted" in client.get("/account/provider/").content.decode()


def test_without_a_provider_there_is_no_such_page(client, settings):
    settings.IDENTITY_PROVIDER = None
    assert client.get("/account/provider/").status_code == 404
    assert client.get("/account/provider/back/").status_code == 404
    assert "force&#39;s account" not in client.get("/account/sign-in/").content.decode()


def test_the_configuration_names_it_whole_or_not_at_all(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("s")
    whole = {
        "CUSTODES_OIDC_ISSUER": "https://id.force.example",
        "CUSTODES_OIDC_CLIENT": "custodes",
        "CUSTODES_OIDC_SECRET_FILE": str(secret),
    }
    assert config_from(whole).provider.second_factor == "ours"
    for name in whole:
        with pytest.raises(UserError, match=name):
            config_from({key: text for key, text in whole.items() if key != name})
    wrong = {
        "CUSTODES_OIDC_ISSUER": "http://id.force.example",
        "CUSTODES_OIDC_SECRET_FILE": "secret",
        "CUSTODES_OIDC_SECOND_FACTOR": "none",
    }
    for name, text in wrong.items():
        with pytest.raises(UserError, match=name):
            config_from(whole | {name: text})
