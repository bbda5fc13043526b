"""Keyed hashes of a field's values: they show later what it was to whoever holds value and salt."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import rfc8785


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
