"""What the accounts are set to, where a wrong setting would open them."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password


def test_outside_the_demonstration_a_second_factor_is_compulsory():
    assert settings.CONFIG.demonstration is False
    assert settings.SECOND_FACTOR_COMPULSORY is True
    assert settings.MFA_WEBAUTHN_USER_VERIFICATION == "required"


def test_passwords_are_kept_as_argon2id_in_use():
    kept = make_password("hedge-lantern-84-oak", hasher="argon2")
    assert kept.startswith("argon2$argon2id$")
    assert check_password("hedge-lantern-84-oak", kept)
    # The tests put a quick one first; what is in use comes after it and stands alone.
    assert settings.PASSWORD_HASHERS[1:] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_gate_stands_after_what_it_asks_and_before_what_records():
    order = settings.MIDDLEWARE
    gate = order.index("custodes.web.accounts.middleware.gate")
    assert gate > order.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    assert gate > order.index("allauth.account.middleware.AccountMiddleware")
    assert gate < order.index("custodes.web.audit.middleware.record_looks")
