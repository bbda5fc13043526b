"""An event as the bytes that are hashed: one way to write it, so that anyone can write it again."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

from custodes.web.audit.models import Event
from custodes.web.audit.tree import leaf_hash

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


def commitment(salt: bytes, field: str, value: object) -> str:
    """A keyed hash of a field's value: shows later what it was to whoever holds value and salt."""
    plain = value if isinstance(value, str | int | bool | list | dict | None) else str(value)
    return hmac.new(salt, rfc8785.dumps([field, plain]), hashlib.sha256).hexdigest()


def commitments(salt: bytes, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[str]]:
    """For each field the keyed hashes of its old and its new value."""
    return {
        field: [commitment(salt, field, old), commitment(salt, field, new)]
        for field, (old, new) in changes.items()
    }
