"""An event as the bytes that are hashed: one way to write it, so that anyone can write it again."""

from datetime import UTC, datetime
from typing import Any

import rfc8785

from custodes.web.audit.commitments import commitment, commitments
from custodes.web.audit.models import Event
from custodes.web.audit.tree import leaf_hash

__all__ = ["FIRST", "HASHED", "commitment", "commitments", "leaf_of", "moment", "written"]

FIRST = "0" * 64
"""What the first event has for the leaf before it."""
HASHED = tuple(field.name for field in Event._meta.concrete_fields if field.name != "leaf")


def written(event: Event) -> dict[str, Any]:
    """An event as the JSON object that is hashed and exported."""
    return {name: getattr(event, name) for name in HASHED} | {"at": moment(event.at)}


def leaf_of(event: Event) -> str:
    """The leaf of an event: SHA-256 of 0x00 and its canonical JSON (RFC 8785), in hexadecimal."""
    return leaf_hash(rfc8785.dumps(written(event))).hex()


def moment(at: datetime) -> str:
    """A time in UTC to the microsecond, always of the same length."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
