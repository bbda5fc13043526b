"""The key that a force signs its submissions with: made once, for its owner's eyes alone."""

import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodes.vocabulary.errors import UserError

FINGERPRINT = 32
"""Hex digits of a fingerprint: 128 bits, which nobody can aim for."""
WHOLE_KEY = 64
"""Hex digits of a public key."""


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The Ed25519 key in that file; made where there is none.

    Raises UserError where it cannot be read or made, is open to others, or is no key.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = Ed25519PrivateKey.generate()
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(made.private_bytes_raw().hex())
                file.flush()
                os.fsync(file.fileno())
        if path.stat().st_mode & 0o077:
            raise UserError(f"Others may read {path}: run `chmod 600 {path}`.")
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    except OSError as error:
        raise UserError(
            f"The key in {path} cannot be read or made: {error.strerror or error}."
        ) from None
    except ValueError:
        raise UserError(f"{path} holds no signing key. Restore it from a backup.") from None


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public key in hex, by which the inspectorate knows the force."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """A public key in hex as it is read out and compared: the first 32 digits of its SHA-256, in
    fours. Empty for what is no key."""
    try:
        digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:FINGERPRINT]
    except ValueError:
        return ""
    return in_fours(digits) if key else ""


def in_fours(digits: str) -> str:
    """Digits with a space after each four, as people read them out."""
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))
