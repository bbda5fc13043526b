"""Recovery without any reader: three trustees hold a share each, and any two of them suffice.

The recovery key opens every envelope. Its private half exists while it is made and while it is
recovered, and otherwise nowhere: it is wrapped three times, once for each pair of shares, by a key
that needs both secrets of the pair. One share, with everything else that is kept, opens nothing.
A share is a text of a few lines, to be printed and locked away; it says all that recovery needs.
"""

import secrets
from dataclasses import dataclass, field
from itertools import combinations

from nacl import bindings

from custodes.web.sealing.keys import (
    KEY,
    WRAPPED_KEY,
    KeyPair,
    new_pair,
    read,
    unwrapped,
    wrapped,
    written,
)
from custodes.web.sealing.refused import SealingRefused, WrongSecret

TRUSTEES = (1, 2, 3)
PAIRS = tuple(combinations(TRUSTEES, 2))
TITLE = "Custodes recovery share"
FORMAT = 1


@dataclass(frozen=True)
class Share:
    """What one trustee holds: a secret, and the recovery key as each pair of shares wraps it."""

    number: int
    secret: bytes = field(repr=False)
    public: bytes
    wraps: tuple[bytes, ...]

    def __str__(self) -> str:
        """The share as a text to be printed or kept in a file."""
        body = [
            f"{TITLE} {self.number} of {len(TRUSTEES)}, format {FORMAT}",
            f"key {written(self.public)}",
            f"secret {written(self.secret)}",
            *(f"pair {a}{b} {written(raw)}" for (a, b), raw in zip(PAIRS, self.wraps, strict=True)),
        ]
        return "\n".join([*body, f"sum {_sum(body)}", ""])


def new_recovery() -> tuple[bytes, tuple[Share, ...]]:
    """A new recovery key as its public half, and the three shares; the private half is let go."""
    pair = new_pair()
    shares = {number: secrets.token_bytes(KEY) for number in TRUSTEES}
    wraps = tuple(
        wrapped(pair.private, _both(shares[a], shares[b]), _context(pair.public, a, b))
        for a, b in PAIRS
    )
    public = pair.public
    return public, tuple(Share(number, shares[number], public, wraps) for number in TRUSTEES)


def recovered(one: Share, other: Share) -> KeyPair:
    """The recovery key from two shares. Raises SealingRefused when they do not belong together."""
    first, second = sorted((one, other), key=lambda share: share.number)
    if first.number == second.number:
        raise SealingRefused("that is the same share twice; two different ones are needed")
    if first.public != second.public:
        raise SealingRefused("the two shares are of different recovery keys")
    box = first.wraps[PAIRS.index((first.number, second.number))]
    by = _both(first.secret, second.secret)
    try:
        pair = KeyPair(unwrapped(box, by, _context(first.public, first.number, second.number)))
    except WrongSecret:
        raise SealingRefused("the two shares do not open the recovery key") from None
    if pair.public != first.public:
        raise SealingRefused("the two shares hold another key than they say")
    return pair


def share_from(text: str) -> Share:
    """The share that a text holds. Raises SealingRefused when a line is missing or mistyped."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 4 + len(PAIRS) or not lines[0].startswith(TITLE):
        raise SealingRefused(f"it is not a whole share: {4 + len(PAIRS)} lines are due")
    *body, sum_ = lines
    if sum_ != f"sum {_sum(body)}":
        raise SealingRefused("the share has a mistyped line: its last line does not fit the others")
    title, key, secret, *pairs = body
    number = title.removeprefix(TITLE).split()[0]
    if number not in [str(trustee) for trustee in TRUSTEES] or not title.endswith(f" {FORMAT}"):
        raise SealingRefused("the share is of a format that is not known")
    return Share(
        number=int(number),
        secret=read(secret.removeprefix("secret "), KEY),
        public=read(key.removeprefix("key "), KEY),
        wraps=tuple(read(line.split()[-1], WRAPPED_KEY) for line in pairs),
    )


def _both(first: bytes, second: bytes) -> bytes:
    return bindings.crypto_generichash_blake2b_salt_personal(
        first + second, digest_size=KEY, person=b"custodes-pair"
    )


def _context(public: bytes, first: int, second: int) -> bytes:
    return b"recovery" + bytes([FORMAT, first, second]) + public


def _sum(lines: list[str]) -> str:
    digest = bindings.crypto_generichash_blake2b_salt_personal(
        "\n".join(lines).encode(), digest_size=4, person=b"custodes-share"
    )
    return digest.hex()
