"""Looks: what a page shows is told while it is made, and recorded before its bytes leave.

A view says `look(request, kind="alert", object_id=alert.pk, compartment=...)` for each record that
it shows. A view that shows records is declared with `@shows_records`; if it answers with a page and
has told nothing, nothing leaves.
"""

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from custodes.web.audit.actions import By, Told
from custodes.web.audit.words import Action, Outcome

NOBODY = "nobody"
View = Callable[..., HttpResponseBase]


def look(
    request: HttpRequest,
    *,
    kind: str,
    object_id: object = "",
    compartment: object = "",
    action: Action = Action.CONSULTATION,
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Tell that this request shows a record (or searches, exports, is refused)."""
    told = Told(
        action,
        kind,
        str(object_id),
        compartment=str(compartment),
        reason=reason,
        outcome=outcome,
    )
    looks_of(request).append(told)


def looks_of(request: HttpRequest) -> list[Told]:
    """What was told of this request so far."""
    kept: list[Told] = request.__dict__.setdefault("_looks", [])
    return kept


def shows_records(view: View) -> View:
    """Declare that a view shows records: an answer of 200 with no look told does not leave."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not looks_of(request):
            raise UntoldLook(f"{view.__name__} showed records and told no look")
        return response

    shown.shows_records = True  # type: ignore[attr-defined]
    return shown


class UntoldLook(RuntimeError):
    """A fault of ours: a view that shows records told no look."""


def by_request(request: HttpRequest) -> By:
    """Who asks. The role is what the accounts say (`request.role`), where they say one."""
    user = getattr(request, "user", None)
    session = getattr(request, "session", None)
    key = getattr(session, "session_key", None) or ""
    return By(
        actor=str(user.pk) if user is not None and user.is_authenticated else NOBODY,
        role=str(getattr(request, "role", "")),
        session=session_mark(key) if key else "",
        request=str(getattr(request, "reference", "")),
    )


def session_mark(key: str) -> str:
    """A keyed hash of a session's key: tells sessions apart in the log and opens none."""
    whole = hmac.new(settings.SECRET_KEY.encode(), f"session {key}".encode(), hashlib.sha256)
    return whole.hexdigest()[:32]
