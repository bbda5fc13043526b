"""The unit's keyring: its intake key, sealed to each reader, whose own key a passphrase opens.

The keyring is a file of the case side. It can be copied and backed up: without a passphrase, or
two recovery shares, it opens nothing. Whoever joins is given the unit's key by somebody who holds
it; when somebody leaves, the unit gets a new key, the envelopes are wrapped anew, and the old key
is forgotten.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from custodes.web.sealing.keys import (
    KEY,
    SALT,
    SEALED_KEY,
    USUAL,
    WRAPPED_KEY,
    Cost,
    KeyPair,
    from_words,
    new_pair,
    read,
    sealed_to,
    unsealed,
    unwrapped,
    wrapped,
    written,
)
from custodes.web.sealing.public import PublicKeys
from custodes.web.sealing.refused import SealingRefused, WrongSecret

FORMAT = 1
SHORTEST = 16
"""Characters of a vault passphrase."""


@dataclass(frozen=True)
class Reader:
    """Somebody who can open reports: a public key, and its private half as the passphrase wraps it.

    `name` is the reference of an account, never a person's name.
    """

    name: str
    public: bytes
    salt: bytes
    cost: Cost
    wrap: bytes
    joined: date


@dataclass(frozen=True)
class UnitKey:
    """One intake key of the unit: its public half, and the private half sealed to each reader."""

    public: bytes
    made: date
    sealed: Mapping[str, bytes]


@dataclass(frozen=True)
class Keyring:
    """Everything that the case side keeps of its keys. The first of `keys` is the one in use;
    the others are older, and go when every envelope is wrapped anew."""

    unit: str
    readers: tuple[Reader, ...]
    keys: tuple[UnitKey, ...]
    recovery: bytes

    @property
    def public(self) -> PublicKeys:
        """What the intake host is given."""
        return PublicKeys(self.unit, self.keys[0].public, self.recovery)

    def reader(self, name: str) -> Reader:
        """The reader of that name. Raises SealingRefused when there is none."""
        for reader in self.readers:
            if reader.name == name:
                return reader
        raise SealingRefused("no reader of that name is on the keyring")

    def __str__(self) -> str:
        """The keyring as its file has it."""
        return json.dumps(_told(self), indent=1) + "\n"


@dataclass(frozen=True)
class Unlocked:
    """The unit's private keys in the hands of a reader, for as long as the process needs them."""

    reader: str
    keys: tuple[KeyPair, ...] = field(repr=False)


def new_keyring(
    *, unit: str, reader: str, passphrase: str, recovery: bytes, on: date, cost: Cost = USUAL
) -> Keyring:
    """A keyring with a new intake key and its first reader."""
    first = _reader(reader, passphrase, on, cost)
    return Keyring(unit, (first,), (_unit_key(new_pair(), (first,), on),), recovery)


def unlocked(keyring: Keyring, *, reader: str, passphrase: str) -> Unlocked:
    """The unit's keys, as that reader's passphrase opens them.

    Raises WrongSecret when it does not, SealingRefused when there is no such reader.
    """
    held = keyring.reader(reader)
    by = from_words(passphrase, held.salt, held.cost)
    own = KeyPair(unwrapped(held.wrap, by, _context(held.name)))
    pairs = tuple(KeyPair(unsealed(key.sealed[reader], own)) for key in keyring.keys)
    if any(pair.public != key.public for pair, key in zip(pairs, keyring.keys, strict=True)):
        raise SealingRefused("the keyring holds another key than it says")
    return Unlocked(reader, pairs)


def with_reader(
    keyring: Keyring,
    held: Unlocked,
    *,
    reader: str,
    passphrase: str,
    on: date,
    cost: Cost = USUAL,
) -> Keyring:
    """The keyring with one reader more, to whom whoever holds the keys seals them all."""
    if any(known.name == reader for known in keyring.readers):
        raise SealingRefused("a reader of that name is on the keyring already")
    joined = _reader(reader, passphrase, on, cost)
    keys = tuple(
        replace(key, sealed={**key.sealed, reader: sealed_to(joined.public, pair.private)})
        for key, pair in zip(keyring.keys, held.keys, strict=True)
    )
    return replace(keyring, readers=(*keyring.readers, joined), keys=keys)


def without_reader(keyring: Keyring, *, reader: str, on: date) -> Keyring:
    """The keyring without somebody who leaves, and with a new intake key that they never held.

    The older keys stay for the others, until the envelopes are wrapped anew and `only_newest` lets
    them go.
    """
    keyring.reader(reader)
    left = tuple(known for known in keyring.readers if known.name != reader)
    if not left:
        raise SealingRefused("the last reader cannot leave: add another one first")
    keys = tuple(
        replace(key, sealed={name: box for name, box in key.sealed.items() if name != reader})
        for key in keyring.keys
    )
    return rotated(replace(keyring, readers=left, keys=keys), on=on)


def rotated(keyring: Keyring, *, on: date) -> Keyring:
    """The keyring with a new intake key in use, sealed to every reader."""
    return replace(keyring, keys=(_unit_key(new_pair(), keyring.readers, on), *keyring.keys))


def only_newest(keyring: Keyring) -> Keyring:
    """The keyring without its older keys: what is still wrapped for them alone is lost to it."""
    return replace(keyring, keys=keyring.keys[:1])


def with_passphrase(
    keyring: Keyring, *, reader: str, old: str, new: str, cost: Cost = USUAL
) -> Keyring:
    """The keyring with that reader's key wrapped by another passphrase."""
    held = keyring.reader(reader)
    own = unwrapped(held.wrap, from_words(old, held.salt, held.cost), _context(reader))
    changed = _wrapped_reader(reader, KeyPair(own), new, held.joined, cost)
    readers = tuple(changed if known.name == reader else known for known in keyring.readers)
    return replace(keyring, readers=readers)


def keyring_from(text: str) -> Keyring:
    """The keyring that a file holds. Raises SealingRefused when it is damaged."""
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise SealingRefused("the keyring is of a format that is not known")
        keyring = Keyring(
            unit=str(told["unit"]),
            readers=tuple(_reader_from(one) for one in told["readers"]),
            keys=tuple(_unit_key_from(one) for one in told["keys"]),
            recovery=read(told["recovery"], KEY),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, SealingRefused):
            raise
        raise SealingRefused("the keyring is damaged: restore it from a copy") from None
    names = {reader.name for reader in keyring.readers}
    if not keyring.keys or not names or any(set(key.sealed) != names for key in keyring.keys):
        raise SealingRefused("the keyring is damaged: a key is not sealed to every reader")
    return keyring


def _reader(name: str, passphrase: str, on: date, cost: Cost) -> Reader:
    return _wrapped_reader(name, new_pair(), passphrase, on, cost)


def _wrapped_reader(name: str, own: KeyPair, passphrase: str, on: date, cost: Cost) -> Reader:
    if not name or len(name) > 200 or not name.isprintable():
        raise SealingRefused("a reader needs a name of at most 200 characters")
    if len(passphrase) < SHORTEST:
        raise WrongSecret(f"a vault passphrase has {SHORTEST} characters or more")
    salt = secrets.token_bytes(SALT)
    wrap = wrapped(own.private, from_words(passphrase, salt, cost), _context(name))
    return Reader(name, own.public, salt, cost, wrap, on)


def _unit_key(pair: KeyPair, readers: tuple[Reader, ...], on: date) -> UnitKey:
    sealed = {reader.name: sealed_to(reader.public, pair.private) for reader in readers}
    return UnitKey(pair.public, on, sealed)


def _context(reader: str) -> bytes:
    return b"reader" + bytes([FORMAT]) + reader.encode()


def _told(keyring: Keyring) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "unit": keyring.unit,
        "recovery": written(keyring.recovery),
        "readers": [
            {
                "name": reader.name,
                "public": written(reader.public),
                "salt": written(reader.salt),
                "passes": reader.cost.passes,
                "mebibytes": reader.cost.mebibytes,
                "wrap": written(reader.wrap),
                "joined": reader.joined.isoformat(),
            }
            for reader in keyring.readers
        ],
        "keys": [
            {
                "public": written(key.public),
                "made": key.made.isoformat(),
                "sealed": {name: written(box) for name, box in key.sealed.items()},
            }
            for key in keyring.keys
        ],
    }


def _reader_from(told: Mapping[str, Any]) -> Reader:
    return Reader(
        name=str(told["name"]),
        public=read(told["public"], KEY),
        salt=read(told["salt"], SALT),
        cost=Cost(int(told["passes"]), int(told["mebibytes"])),
        wrap=read(told["wrap"], WRAPPED_KEY),
        joined=date.fromisoformat(told["joined"]),
    )


def _unit_key_from(told: Mapping[str, Any]) -> UnitKey:
    return UnitKey(
        public=read(told["public"], KEY),
        made=date.fromisoformat(told["made"]),
        sealed={str(name): read(box, SEALED_KEY) for name, box in told["sealed"].items()},
    )
