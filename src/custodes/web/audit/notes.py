"""Signed notes and checkpoints as text, in the forms that C2SP publishes.

A note is lines of text, an empty line, and signature lines (c2sp.org/signed-note). A checkpoint is
a note of three lines: the log's name, how many events, the root (c2sp.org/tlog-checkpoint).
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
"""The byte that names the kind of signature in a key."""
MARK = "\N{EM DASH} "
SIGNER = "PRIVATE+KEY+"


class NoteRefused(ValueError):
    """A note, key or checkpoint that is not what it should be, with the reason."""


@dataclass(frozen=True)
class Key:
    """A key of a log: its name, and the public half."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature line names the key."""
        whole = self.name.encode() + b"\n" + bytes([ED25519]) + self.public
        return hashlib.sha256(whole).digest()[:4]

    def __str__(self) -> str:
        """The key as one line, to be handed to whoever checks signatures."""
        kept = base64.b64encode(bytes([ED25519]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{kept}"


@dataclass(frozen=True)
class Signer:
    """A key with its private half."""

    key: Key
    private: Ed25519PrivateKey

    def __str__(self) -> str:
        """Both halves as one line, as the key file has it."""
        kept = base64.b64encode(bytes([ED25519]) + self.private.private_bytes_raw()).decode()
        return f"{SIGNER}{self.key.name}+{self.key.id.hex()}+{kept}"


@dataclass(frozen=True)
class Head:
    """What a checkpoint states: the first `size` events of the log `name` have this root."""

    name: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.name}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def new_signer(name: str) -> Signer:
    """A new key of a log."""
    return _signer(name, Ed25519PrivateKey.generate())


def signer_from(text: str) -> Signer:
    """The key that a key file holds. Raises NoteRefused when it is damaged."""
    name, id_, secret = _parts(text.strip().removeprefix(SIGNER))
    signer = _signer(name, Ed25519PrivateKey.from_private_bytes(secret))
    if not text.startswith(SIGNER) or signer.key.id.hex() != id_:
        raise NoteRefused("the key does not fit its own id")
    return signer


def key_from(text: str) -> Key:
    """The public key of one line. Raises NoteRefused when it is damaged."""
    name, id_, public = _parts(text.strip())
    key = Key(name, public)
    if key.id.hex() != id_:
        raise NoteRefused("the key does not fit its own id")
    return key


def sign(text: str, signer: Signer) -> str:
    """The note of a text that ends with a line break, with our signature below."""
    signature = base64.b64encode(signer.key.id + signer.private.sign(text.encode())).decode()
    return f"{text}\n{MARK}{signer.key.name} {signature}\n"


def opened(note: str, key: Key) -> str:
    """The text of a note that `key` has signed. Raises NoteRefused when it has not."""
    text, gap, below = note.rpartition("\n\n")
    lines = below.splitlines()
    if not gap or not lines or any(not line.startswith(MARK) for line in lines):
        raise NoteRefused("it is not a signed note")
    text += "\n"
    for line in lines:
        name, _space, signature = line.removeprefix(MARK).partition(" ")
        kept = _decoded(signature)
        if name == key.name and kept[:4] == key.id:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(kept[4:], text.encode())
            except InvalidSignature:
                raise NoteRefused(f"the signature of {key.name} is wrong") from None
            return text
    raise NoteRefused(f"it bears no signature of {key.name} with this key")


def head_from(text: str) -> Head:
    """What the text of a checkpoint states. Raises NoteRefused when it is none."""
    lines = text.splitlines()
    if len(lines) < 3 or not lines[1].isdecimal() or str(int(lines[1])) != lines[1]:
        raise NoteRefused("it is not a checkpoint")
    root = _decoded(lines[2])
    if len(root) != hashlib.sha256().digest_size:
        raise NoteRefused("its root is no SHA-256")
    return Head(lines[0], int(lines[1]), root)


def _signer(name: str, private: Ed25519PrivateKey) -> Signer:
    if not name or any(c.isspace() or c == "+" for c in name):
        raise NoteRefused("the name of a log has neither spaces nor plus signs")
    return Signer(Key(name, private.public_key().public_bytes_raw()), private)


def _parts(text: str) -> tuple[str, str, bytes]:
    name, _plus, rest = text.partition("+")
    id_, _plus, kept = rest.partition("+")
    whole = _decoded(kept)
    if not name or len(whole) != 33 or whole[0] != ED25519:
        raise NoteRefused("it is not an Ed25519 key of a log")
    return name, id_, whole[1:]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise NoteRefused("it is not in base64") from None
