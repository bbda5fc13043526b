"""Key pairs (X25519), sealing of a key to a public key, and wrapping by another key or by words.

`sealed_to` is libsodium's sealed box: anybody can close it, the holder of the private half alone
can open it. `wrapped` is XChaCha20-Poly1305 with a random nonce. A key from words is Argon2id (RFC
9106), with a salt and a cost that are kept beside what it wraps.
"""

import secrets
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field

from nacl import bindings, exceptions
from nacl.pwhash import argon2id

from custodes.web.sealing.refused import SealingRefused, WrongSecret

KEY = 32
"""Bytes of every key here."""
SALT = argon2id.SALTBYTES
NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
SEALED_KEY = KEY + bindings.crypto_box_SEALBYTES
WRAPPED_KEY = NONCE + KEY + bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES


@dataclass(frozen=True)
class KeyPair:
    """Both halves of a key. The private half is never shown in a log or a message."""

    private: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what has not the size of a key."""
        if len(self.private) != KEY:
            raise SealingRefused("a private key has 32 bytes")

    @property
    def public(self) -> bytes:
        """The half to which anybody can seal."""
        return bindings.crypto_scalarmult_base(self.private)


@dataclass(frozen=True)
class Cost:
    """What it costs to try a secret once: passes over the memory, and MiB of memory."""

    passes: int = 3
    mebibytes: int = 64

    def __post_init__(self) -> None:
        """Refuse a cost that would stop the machine, or that no longer protects a secret."""
        if not (1 <= self.passes <= 16 and 8 <= self.mebibytes <= 1024):
            raise SealingRefused("the cost of a secret is outside what is allowed")


USUAL = Cost()
"""About an eighth of a second, and the least that OWASP names is exceeded threefold."""


def new_pair() -> KeyPair:
    """A new key pair."""
    return KeyPair(secrets.token_bytes(KEY))


def fingerprint(public: bytes) -> str:
    """A public key in 32 hex digits by fours, for two people to read to each other."""
    digest = bindings.crypto_generichash_blake2b_salt_personal(
        public, digest_size=16, person=b"custodes-key"
    )
    return " ".join(digest.hex()[at : at + 4] for at in range(0, 32, 4))


def sealed_to(public: bytes, key: bytes) -> bytes:
    """A key that only the holder of the private half can take out again."""
    try:
        return bindings.crypto_box_seal(key, public)
    except (exceptions.CryptoError, ValueError, TypeError):
        raise SealingRefused("a public key is damaged") from None


def unsealed(box: bytes, pair: KeyPair) -> bytes:
    """The key in a sealed box. Raises SealingRefused when it was closed to another, or changed."""
    try:
        return bindings.crypto_box_seal_open(box, pair.public, pair.private)
    except (exceptions.CryptoError, ValueError, TypeError):
        raise SealingRefused("it is not sealed to this key, or it was changed") from None


def wrapped(key: bytes, by: bytes, context: bytes) -> bytes:
    """A key closed by another; `context` says what it is for and has to be said again to open."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(key, context, nonce, by)


def unwrapped(box: bytes, by: bytes, context: bytes) -> bytes:
    """The key in a wrap. Raises WrongSecret when another key closed it, or it was changed."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            box[NONCE:], context, box[:NONCE], by
        )
    except (exceptions.CryptoError, ValueError, TypeError):
        raise WrongSecret("it does not open with this secret") from None


def from_words(words: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a secret text gives with a salt; how the text is typed in Unicode is one."""
    if len(salt) != SALT:
        raise SealingRefused("a salt has 16 bytes")
    return argon2id.kdf(
        KEY,
        unicodedata.normalize("NFKC", words).encode(),
        salt,
        opslimit=cost.passes,
        memlimit=cost.mebibytes * 2**20,
    )


def written(raw: bytes) -> str:
    """Bytes as a key file has them."""
    return b64encode(raw).decode()


def read(text: object, size: int | None = None) -> bytes:
    """The bytes that a key file states. Raises SealingRefused when they are damaged."""
    try:
        raw = b64decode(str(text), validate=True)
    except (NotBase64, ValueError):
        raise SealingRefused("a key file is damaged: it is not in base64") from None
    if size is not None and len(raw) != size:
        raise SealingRefused(f"a key file is damaged: {len(raw)} bytes where {size} are due")
    return raw
