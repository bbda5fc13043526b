"""What a page carries for its own next step, closed so that nobody can read or change it.

The intake keeps nothing between two requests: a form has the seed of its report, the page with the
words has them for the two that are typed back, the thread has the reporter's key. Each is closed
with a key of this host, for one purpose, for a while.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from nacl import bindings

from custodes.web.sealing.keys import unwrapped, wrapped
from custodes.web.sealing.refused import SealingRefused

FORM, WORDS, THREAD, RECEIPT = "form", "words", "thread", "receipt"
LASTS = {
    FORM: timedelta(days=1),
    WORDS: timedelta(minutes=60),
    THREAD: timedelta(minutes=30),
    RECEIPT: timedelta(minutes=60),
}
"""How long each is taken back; a form may wait for a quiet moment."""


class Expired(ValueError):
    """What a page carried is too old, was changed, or was never ours."""


def closed(purpose: str, told: dict[str, Any], *, at: datetime) -> str:
    """Something for a hidden field, to be opened again for the same purpose alone."""
    raw = json.dumps({"at": int(at.timestamp()), **told}, separators=(",", ":")).encode()
    return urlsafe_b64encode(wrapped(raw, _key(), purpose.encode())).decode()


def opened(purpose: str, field: str, *, at: datetime) -> dict[str, Any]:
    """What was closed. Raises Expired when it is not ours any more."""
    try:
        raw = unwrapped(urlsafe_b64decode(field.encode("ascii")), _key(), purpose.encode())
    except (SealingRefused, binascii.Error, ValueError):
        raise Expired("it was changed, or is not ours") from None
    told: dict[str, Any] = json.loads(raw)
    if not 0 <= at.timestamp() - told["at"] + 1 <= LASTS[purpose].total_seconds():
        raise Expired("it is too old")
    return told


def _key() -> bytes:
    return bindings.crypto_generichash_blake2b_salt_personal(
        settings.SECRET_KEY.encode(), digest_size=32, person=b"custodes-page"
    )
