"""The key of the home from which the accounts derive theirs: a file that only its owner reads.

Whoever holds this file and the database reads what is sealed; the file is never in the database,
nor in a copy of it alone.
"""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

BYTES = 32
NONCE = 12
MARK = 16
"""Hexadecimal digits of a mark: enough that no two of a force are taken for one another."""


def derived(purpose: str) -> bytes:
    """The key of one purpose, 32 bytes; the file is made when it is first asked for."""
    return HKDF(SHA256(), BYTES, salt=None, info=purpose.encode()).derive(
        _root(Path(settings.ACCOUNTS_KEY))
    )


def marked(text: str) -> str:
    """A mark of a text, always the same, that tells nothing of it without the key of the home: so
    that an approval can be of one thing and not say which."""
    key = derived("accounts: what an approval is of")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:MARK]


def sealed(text: str, purpose: str) -> str:
    """A text that only this home can open again."""
    nonce = secrets.token_bytes(NONCE)
    box = AESGCM(derived(purpose)).encrypt(nonce, text.encode(), purpose.encode())
    return b64encode(nonce + box).decode()


def opened(box: str, purpose: str) -> str:
    """The text that was sealed for that purpose. Raises InvalidTag where it was changed."""
    raw = b64decode(box)
    key = AESGCM(derived(purpose))
    return key.decrypt(raw[:NONCE], raw[NONCE:], purpose.encode()).decode()


def _root(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)  # Whoever comes first makes the key; the other reads it.
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_bytes()
