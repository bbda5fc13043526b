"""Who asks: a program with a token, or a browser with a session; and what is told of each look."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import proven
from custodes.web.api.actions import token_with
from custodes.web.api.models import ApiToken
from custodes.web.audit.looks import look
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome


class Token(HttpBearer):
    """`Authorization: Bearer custodes_…`; where it is sent it alone counts."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Whose it is, where it works; a wrong one is on record."""
        found = token_with(token, at=timezone.now())
        if found is None:
            look(
                request,
                kind=ApiToken.audit_kind,
                action=Act.SIGN_IN,
                reason="wrong-token",
                outcome=Outcome.FAILED,
            )
            return None
        request.user = found.user
        request.__dict__["token"] = found
        return found.user


class Session(APIKeyCookie):
    """The session of the pages, in which a second factor was shown."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """Who is signed in."""
        if request.headers.get("Authorization") or not isinstance(request.user, User):
            return None
        return request.user if proven(request) else None


def user_of(request: HttpRequest) -> User:
    """Who asks, once it is known."""
    if not isinstance(request.user, User):
        raise TypeError("nobody asks")
    return request.user


def told(
    request: HttpRequest,
    kind: str,
    object_id: object = "",
    compartment: object = "",
    action: Act = Act.CONSULTATION,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Tell a look that was had through the interface, and by which token."""
    token: ApiToken | None = request.__dict__.get("token")
    look(
        request,
        kind=kind,
        object_id=object_id,
        compartment=compartment,
        action=action,
        reason=f"api-token-{token.pk}" if token else "api",
        outcome=outcome,
    )
