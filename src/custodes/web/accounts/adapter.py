"""Where the sign-in library asks us: nobody signs up, nothing is mailed, all is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from custodes.web.accounts.asking import one_act
from custodes.web.accounts.keys import opened, sealed
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import has_second_factor, step_up_fresh, wrong_second_factor
from custodes.web.audit.actions import record
from custodes.web.audit.looks import by_request
from custodes.web.audit.words import Action, Effect, Outcome

SECRETS = "accounts: second factors"


class Backend(AuthenticationBackend):  # type: ignore[misc]  # The library has no types.
    """Lets in, and keeps in, whoever is neither suspended nor expired at this moment."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at sign-in and again at every request."""
        return isinstance(user, User) and user.may_sign_in(timezone.now())

    @classmethod
    def _stash_user(cls, user: Any) -> Any:
        """Keep nobody aside: a right password of a suspended account is told as a wrong one."""
        return None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the administrator alone, and events go into the audit."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": "Too many tries. Wait a while, then try again.",
        "incorrect_password": "The password is not right.",
        "incorrect_code": "The code is not right. Wait for the next one and try that.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves this machine."""

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """The pages say it themselves."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failures are counted in the database (`lock_out`), which outlives a restart, and not
        here as well; those of second factors are counted by the library."""

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """A passkey does not let in whom a password would not."""
        if not user.may_sign_in(timezone.now()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and say so in the audit; one without the other does not happen."""
        with transaction.atomic():
            super().login(request, user)
            record(Action.SIGN_IN, by=by_request(request), kind="session", reason="in")

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and say so in the audit."""
        with transaction.atomic():
            record(Action.SIGN_IN, by=by_request(request), kind="session", reason="out")
            super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A sign-in that failed is recorded without the address that was tried."""
        record(
            Action.SIGN_IN,
            by=by_request(request),
            kind="session",
            reason="wrong-password",
            outcome=Outcome.FAILED,
        )
        super().authentication_failed(request, **credentials)

    def set_password(self, user: Any, password: str) -> None:
        """A password that its owner changed is on record, the word itself nowhere."""
        with one_act():
            super().set_password(user, password)
            record(
                Action.ADMIN,
                by=by_request(context.request),
                kind="user",
                object_id=user.pk,
                effect=Effect.CHANGED,
                reason="password",
            )

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """A fresh proof of who one is counts for the pages of the account as well."""
        return not step_up_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor proves with that; a password alone is not enough."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if has_second_factor(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed, and the last one cannot be taken away."""

    def encrypt(self, text: str) -> str:
        """Sealed with a key of the home."""
        return sealed(text, SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened again."""
        return opened(encrypted_text, SECRETS)

    def validation_error(self, code: str, *args: Any) -> Any:
        """A second factor that was wrong, a code or a passkey, is recorded before it is told."""
        if code == "incorrect_code":
            wrong_second_factor(context.request)
        return super().validation_error(code, *args)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one where one is compulsory: set up another first."""
        if not settings.SECOND_FACTOR_COMPULSORY:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, on white whatever the colours of the page."""
        drawn = str(super().build_totp_svg(url))
        opening, closed, rest = drawn.partition("><path")
        return f'{opening}><rect width="100%" height="100%" fill="#fff"/{closed}{rest}'

    def get_totp_issuer(self) -> str:
        """The name that an authenticator app shows."""
        return "Custodes"
