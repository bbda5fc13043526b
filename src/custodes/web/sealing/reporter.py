"""What a reporter keeps: a case code that finds the report, and seven words that open it.

The code is no secret; it only says which report is meant. The words hold 90 bits, give a key by
Argon2id with a salt of that report alone, and open the reporter's private key. Neither is kept: who
loses the words has lost them. Both come from one random seed that the reporter's form carries, so
that a form that is sent twice is told the same code and words, and nothing of them is stored.
"""

import re
import secrets
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NoReturn

from nacl import bindings

from custodes.web.sealing.keys import (
    KEY,
    SALT,
    USUAL,
    WRAPPED_KEY,
    Cost,
    KeyPair,
    from_words,
    new_pair,
    unwrapped,
    wrapped,
)
from custodes.web.sealing.refused import SealingRefused, WrongSecret

WORDS = 7
"""How many words a reporter keeps."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: nothing in it is mistaken for something else when it is read aloud."""
CODE = 12
"""Letters of a case code: 60 bits, so that no code is met by trying."""
FORMAT = 1
_MISTAKEN = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_SIZE = 3 + SALT + WRAPPED_KEY


@dataclass(frozen=True)
class Secret:
    """A case code and the words that belong to it, in the clear: to be shown once."""

    report: bytes
    code: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Lock:
    """The reporter's private key as the words close it: what the intake keeps of them."""

    salt: bytes
    cost: Cost
    wrap: bytes

    def to_bytes(self) -> bytes:
        """The lock as a row has it. Raises SealingRefused for a cost that it cannot tell."""
        power = self.cost.mebibytes.bit_length() - 1
        if 1 << power != self.cost.mebibytes:
            raise SealingRefused("the memory of a lock is a power of two")
        return bytes([FORMAT, self.cost.passes, power]) + self.salt + self.wrap


@cache
def word_list() -> tuple[str, ...]:
    """The words from which a reporter's are drawn, in the order in which they are numbered."""
    text = files("custodes.web.sealing").joinpath("words.txt").read_text("ascii")
    return tuple(text.split())


def new_seed() -> bytes:
    """What a form carries until it is sent."""
    return secrets.token_bytes(KEY)


def secret_from(seed: bytes) -> Secret:
    """The report's id, the case code and the words that a seed gives, each time the same."""
    if len(seed) != KEY:
        raise SealingRefused("a seed has 32 bytes")
    listed = word_list()
    drawn = _drawn(seed, b"words", 8 * WORDS * 2)
    words = tuple(
        listed[int.from_bytes(drawn[at : at + 16], "big") % len(listed)]
        for at in range(0, 16 * WORDS, 16)
    )
    number = int.from_bytes(_drawn(seed, b"code", 8), "big")
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(CODE))
    return Secret(_drawn(seed, b"report", 16), shown(letters), words)


def locked(words: str, *, report: bytes, cost: Cost = USUAL) -> tuple[KeyPair, Lock]:
    """A new key of a reporter, and the lock that the words open."""
    pair = new_pair()
    salt = secrets.token_bytes(SALT)
    by = from_words(one_way(words), salt, cost)
    return pair, Lock(salt, cost, wrapped(pair.private, by, _context(report)))


def unlocked(lock: Lock, words: str, *, report: bytes) -> KeyPair:
    """The reporter's key. Raises WrongSecret when these are not the words of that report."""
    by = from_words(one_way(words), lock.salt, lock.cost)
    return KeyPair(unwrapped(lock.wrap, by, _context(report)))


def tried_in_vain(words: str, cost: Cost = USUAL) -> NoReturn:
    """Take as long as a real try, for a code that there is not. Raises WrongSecret in any case."""
    from_words(one_way(words), bytes(SALT), cost)
    raise WrongSecret("it does not open with this secret")


def lock_from(raw: bytes) -> Lock:
    """The lock that a row holds. Raises SealingRefused when it is damaged."""
    if len(raw) != _SIZE or raw[0] != FORMAT or raw[2] > 10:
        raise SealingRefused("the lock of a report is damaged")
    return Lock(raw[3 : 3 + SALT], Cost(raw[1], 1 << raw[2]), raw[3 + SALT :])


def shown(code: str) -> str:
    """A case code by fours, as people read and write it."""
    return "-".join(code[at : at + 4] for at in range(0, CODE, 4))


def code_from(typed: str) -> str:
    """The case code that somebody typed, however they spaced it; "" when it cannot be one."""
    letters = re.sub(r"[\s\-.]", "", typed).upper().translate(_MISTAKEN)
    return shown(letters) if len(letters) == CODE and set(letters) <= set(LETTERS) else ""


def one_way(words: str) -> str:
    """Words as they count: small letters, one space between, commas and full stops left out."""
    return " ".join(re.findall(r"[a-z]+", words.casefold()))


def _drawn(seed: bytes, purpose: bytes, size: int) -> bytes:
    """Bytes for one purpose; a digest has 64 at most, so more is drawn in two halves."""
    out = b""
    while len(out) < size:
        out += bindings.crypto_generichash_blake2b_salt_personal(
            bytes([len(out) // 64]) + purpose,
            digest_size=64,
            key=seed,
            person=b"custodes-secret",
        )
    return out[:size]


def _context(report: bytes) -> bytes:
    return b"reporter" + bytes([FORMAT]) + report
