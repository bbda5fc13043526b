"""What is done with tokens: somebody makes one of their own and takes it back, or all are taken
back with a sign-in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.models import User
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.ways_in import WayIn
from custodes.web.api.models import ApiToken
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Lack
from custodes.web.decision.decide import STEP_UP_LASTS

PREFIX = "custodes_"
"""By which a token is known for one wherever it turns up."""
BYTES = 32
MOST = 5
LASTS = (7, 30, 90, 365)
"""Days for which a token may be made."""
USED_EVERY = timedelta(hours=1)
"""How finely it is kept when a token was last used."""


def make_token(*, name: str, days: int, by: Asker, because: str = "", at: datetime) -> str:
    """A new token of one's own; its text is given here and is nowhere kept.

    Raises UserError where one has not just proved who one is, or holds too many.
    """
    if by.stepped_up_at is None or abs(at - by.stepped_up_at) > STEP_UP_LASTS:
        raise UserError(Lack.STEP_UP.value)
    if days not in LASTS:
        raise UserError("Choose how long the token lasts.")
    text = PREFIX + secrets.token_urlsafe(BYTES)
    with one_act():
        if live_tokens(by.user, at) >= MOST:
            raise UserError(f"You hold {MOST} tokens already: take one back first.")
        row = ApiToken(
            user=by.user,
            name=name,
            digest=digest(text),
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        row.save(force_insert=True)
        _told(by, row, Effect.MADE, "made")
    return text


def revoke_token(*, token: ApiToken, by: Asker, because: str = "", at: datetime) -> None:
    """Take one's own token back, at once; taken back already, that is all the same."""
    if token.user_id != by.user.pk:
        raise UserError("This token is somebody else's.")
    with one_act():
        now = ApiToken.objects.get(pk=token.pk)
        if now.revoked_at is not None:
            return
        _revoked(now, by, at)


def live_tokens(user: User, at: datetime) -> int:
    """How many tokens of a user have neither ended nor been taken back."""
    return _live(user, at).count()


def revoke_all(user: User, by: Asker, at: datetime) -> None:
    """Take back every token of somebody, in the transaction of whoever calls it."""
    for row in _live(user, at):
        _revoked(row, by, at)


def token_with(text: str, *, at: datetime) -> ApiToken | None:
    """The token with that text, where it works."""
    if not text.startswith(PREFIX):
        return None
    found = ApiToken.objects.filter(digest=digest(text)).select_related("user").first()
    if found is None or not found.works(at):
        return None
    if found.used_at is None or at - found.used_at > USED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used_at=at)
    return found


def digest(text: str) -> str:
    """What is kept of a token. It is drawn at random from 256 bits, so that no slow hash is due."""
    return hashlib.sha256(text.encode()).hexdigest()


def _live(user: User, at: datetime) -> QuerySet[ApiToken]:
    rows: QuerySet[ApiToken] = ApiToken.objects.filter(user=user, revoked_at=None)
    return rows.filter(expires_at__gt=at).order_by("pk")


def _revoked(row: ApiToken, by: Asker, at: datetime) -> None:
    _told(by, row, Effect.CHANGED, "revoked")
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])


def _told(by: Asker, row: ApiToken, effect: Effect, reason: str) -> None:
    record(
        Act.ADMIN,
        by=by.by,
        kind=ApiToken.audit_kind,
        object_id=row.pk,
        effect=effect,
        reason=reason,
    )


TOKENS = WayIn(live_tokens, revoke_all)
"""Tokens as the accounts know of them."""
