"""How a name is drawn: from a keyed hash of the reference, so that it is stable and tells nothing.

A member of staff is a letter and four digits (A-1042: 198,000 names), a person P and seven digits
(nine million). Two references that draw the same name are told apart by drawing again; the table
of the home holds which of them came first.
"""

import hashlib
import hmac
import re

from custodes.web.pseudonyms.kinds import Subject

STAFF_LETTERS = "ABCDEFGHJKLMNQRTUVWXYZ"
"""Without I, O and S, which are read as figures, and P, which begins the name of a person."""

STAFF_NUMBERS = 9_000
PERSON_NUMBERS = 9_000_000
SHAPE = re.compile(rf"[{STAFF_LETTERS}]-[1-9][0-9]{{3}}|P-[1-9][0-9]{{6}}")


def tag(key: bytes, subject: Subject, reference: str) -> str:
    """What stands for a reference in the table: 64 hexadecimal digits, nothing without the key."""
    return _digest(key, "tag", subject, reference).hex()


def name(key: bytes, subject: Subject, reference: str, turn: int = 0) -> str:
    """The name drawn at that turn; the first turn is 0."""
    drawn = int.from_bytes(_digest(key, f"name {turn}", subject, reference)[:16], "big")
    if subject is Subject.PERSON:
        return f"P-{1_000_000 + drawn % PERSON_NUMBERS}"
    letter = STAFF_LETTERS[drawn % len(STAFF_LETTERS)]
    return f"{letter}-{1_000 + drawn // len(STAFF_LETTERS) % STAFF_NUMBERS}"


def has_shape(text: str) -> bool:
    """Whether a text looks like a name, of staff or of a person, whoever may have it."""
    return SHAPE.fullmatch(text.strip().upper()) is not None


def _digest(key: bytes, use: str, subject: Subject, reference: str) -> bytes:
    message = "\x1f".join((use, subject.value, reference))
    return hmac.new(key, message.encode(), hashlib.sha256).digest()
