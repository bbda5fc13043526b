"""An envelope, version 1: one report or one message, sealed to everybody who may open it.

    8 bytes   "CSTD-ENV"
    1         version: 1
    1         alg: 1 (X25519 sealed boxes, XChaCha20-Poly1305 secretstream)
    16        the report's id, random; a message bears the id of the report that it belongs to
    1         how many wraps, each: role (1), public key (32), the sealed data key (80)
    2         how many parts, each: length of its name (1), its name, its length (8), its bytes

Numbers are big-endian. The data key is random for each envelope. Every chunk of a part is bound to
version, alg, report id and the part's name, so that a part of another report, or another part of
this one, is refused. The first part lists the SHA-256 of the others and the reporter's public key;
the wraps are bound to nothing, so that they can be made anew for another reader while the parts
stay as they are.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, unique

from custodes.web.sealing import streams
from custodes.web.sealing.keys import KEY, SEALED_KEY, KeyPair, sealed_to, unsealed
from custodes.web.sealing.refused import SealingRefused

MAGIC = b"CSTD-ENV"
VERSION = 1
ALG = 1
ID = 16
"""Bytes of a report's id."""
MOST_WRAPS = 64
MOST_PARTS = 64
NAME = re.compile(r"[a-z0-9][a-z0-9/-]{0,63}")
REPORT = "report"
"""The name of the first part of a report."""
FROM_REPORTER, FROM_UNIT = "from-reporter", "from-unit"
"""The two directions of a thread; the first part of a message is named direction/number."""


@unique
class Holder(IntEnum):
    """Who can open a wrap."""

    UNIT = 1
    REPORTER = 2
    RECOVERY = 3


HOLDERS = frozenset(int(holder) for holder in Holder)


@dataclass(frozen=True)
class Wrap:
    """The data key, sealed to one public key."""

    holder: Holder
    public: bytes
    box: bytes


@dataclass(frozen=True)
class Envelope:
    """An envelope as it is kept and carried: everything in it is closed but ids and sizes."""

    report: bytes
    wraps: tuple[Wrap, ...]
    parts: Mapping[str, bytes]

    @property
    def first(self) -> str:
        """The name of the first part: `report`, or the place of a message in its thread."""
        return next(iter(self.parts))

    @property
    def name(self) -> str:
        """What the envelope is known by, the same after its wraps are made anew."""
        return name_of(self.report.hex(), self.first)

    @property
    def size(self) -> int:
        """How many bytes its parts have."""
        return sum(map(len, self.parts.values()))

    def to_bytes(self) -> bytes:
        """The envelope as a file has it."""
        out = bytearray(MAGIC + bytes([VERSION, ALG]) + self.report + bytes([len(self.wraps)]))
        for wrap in self.wraps:
            out += bytes([wrap.holder]) + wrap.public + wrap.box
        out += len(self.parts).to_bytes(2, "big")
        for name, part in self.parts.items():
            out += bytes([len(name)]) + name.encode("ascii") + len(part).to_bytes(8, "big") + part
        return bytes(out)


@dataclass(frozen=True)
class Opened:
    """An envelope with its data key: the content of the first part, and the others on demand."""

    envelope: Envelope
    content: bytes = field(repr=False)
    reporter: bytes
    """The reporter's public key, as it was sealed: answers go to this one."""
    _key: bytes = field(repr=False)
    _sums: Mapping[str, str] = field(repr=False)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the other parts."""
        return tuple(self._sums)

    def file(self, name: str) -> bytes:
        """The content of another part. Raises SealingRefused when it is not what was sent."""
        if name not in self._sums:
            raise SealingRefused("the envelope has no such part")
        return streams.opened(
            self.envelope.parts[name], self._key, context(self.envelope.report, name)
        )


def new_id() -> bytes:
    """The id of a new report."""
    return secrets.token_bytes(ID)


def message_part(direction: str, number: int) -> str:
    """The name of the first part of a message: the n-th of its direction, from 1."""
    if direction not in (FROM_REPORTER, FROM_UNIT) or not 1 <= number <= 9999:
        raise SealingRefused("a message is from the reporter or from the unit, and has a number")
    return f"{direction}/{number:04d}"


def name_of(report: str, part: str) -> str:
    """What an envelope is known by: the id of its report and its first part."""
    return f"{report}.{part.replace('/', '-')}"


def context(report: bytes, part: str) -> bytes:
    """What every chunk of a part is bound to."""
    return bytes([VERSION, ALG]) + report + part.encode("ascii")


def sealed(
    content: bytes,
    *,
    report: bytes,
    part: str = REPORT,
    files: Mapping[str, bytes] | None = None,
    units: Sequence[bytes],
    reporter: bytes,
    recovery: bytes,
) -> Envelope:
    """Content and files in a new envelope, which opens to each of the public keys alone.

    `units` are the intake keys of the compartments that may read it. Raises SealingRefused when
    there is nobody to read it, or when something does not fit into an envelope.
    """
    files = dict(files or {})
    if not units:
        raise SealingRefused("an envelope without a reader would be lost")
    if any(not NAME.fullmatch(name) for name in (part, *files)) or part in files:
        raise SealingRefused("a part has a name that is not allowed")
    if len(report) != ID or len(files) >= MOST_PARTS or len(units) + 2 > MOST_WRAPS:
        raise SealingRefused("the envelope would hold more than an envelope can")
    key = secrets.token_bytes(KEY)
    closed = {
        name: streams.sealed(plain, key, context(report, name)) for name, plain in files.items()
    }
    listed = {
        "reporter": reporter.hex(),
        "parts": {name: hashlib.sha256(raw).hexdigest() for name, raw in closed.items()},
    }
    head = json.dumps(listed, separators=(",", ":")).encode()
    first = streams.sealed(
        len(head).to_bytes(4, "big") + head + content, key, context(report, part)
    )
    holders = [
        *((Holder.UNIT, unit) for unit in units),
        (Holder.REPORTER, reporter),
        (Holder.RECOVERY, recovery),
    ]
    wraps = tuple(Wrap(holder, public, sealed_to(public, key)) for holder, public in holders)
    return Envelope(report, wraps, {part: first, **closed})


def opened(envelope: Envelope, *keys: KeyPair, part: str | None = None) -> Opened:
    """The envelope, opened with whichever of the keys it is sealed to.

    `part` is the first part that is expected: give it for a message, so that one of another place
    in the thread is refused. Raises SealingRefused when no key fits or anything was changed.
    """
    if part is not None and envelope.first != part:
        raise SealingRefused("the envelope stands in another's place")
    key = data_key(envelope, *keys)
    plain = streams.opened(
        envelope.parts[envelope.first], key, context(envelope.report, envelope.first)
    )
    size = int.from_bytes(plain[:4], "big")
    try:
        listed = json.loads(plain[4 : 4 + size])
        reporter = bytes.fromhex(listed["reporter"])
        sums = {str(name): str(sum_) for name, sum_ in listed["parts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SealingRefused("the list of an envelope cannot be read") from None
    others = {
        name: hashlib.sha256(raw).hexdigest()
        for name, raw in envelope.parts.items()
        if name != envelope.first
    }
    if others != sums:
        raise SealingRefused("a part is missing, was added or was changed")
    return Opened(envelope, plain[4 + size :], reporter, key, sums)


def data_key(envelope: Envelope, *keys: KeyPair) -> bytes:
    """The data key of an envelope. Raises SealingRefused when it is sealed to none of the keys."""
    held = {pair.public: pair for pair in keys}
    for wrap in envelope.wraps:
        if wrap.public in held:
            key = unsealed(wrap.box, held[wrap.public])
            if len(key) != KEY:
                raise SealingRefused("a data key is damaged")
            return key
    raise SealingRefused("the envelope is sealed to none of these keys")


def rewrapped(
    envelope: Envelope, *keys: KeyPair, publics: Sequence[bytes], holder: Holder = Holder.UNIT
) -> Envelope:
    """The same envelope with its data key sealed to `publics` in place of that holder's wraps.

    What else it holds stays byte for byte. Raises SealingRefused when it does not open.
    """
    if not publics or holder is Holder.REPORTER:
        raise SealingRefused("an envelope is wrapped anew for the unit or for recovery")
    key = opened(envelope, *keys)._key
    fresh = [Wrap(holder, public, sealed_to(public, key)) for public in publics]
    kept = [wrap for wrap in envelope.wraps if wrap.holder is not holder]
    wraps = sorted([*fresh, *kept], key=lambda wrap: wrap.holder)
    return replace(envelope, wraps=tuple(wraps))


def envelope_from(raw: bytes) -> Envelope:
    """The envelope that a file holds, opened to nobody yet.

    Raises SealingRefused when it is not one, is of a version that is not known, or is cut short.
    """
    given = _Reader(raw)
    if given.take(len(MAGIC)) != MAGIC:
        raise SealingRefused("it is not an envelope")
    version, alg = given.number(1), given.number(1)
    if (version, alg) != (VERSION, ALG):
        raise SealingRefused(f"the envelope is of version {version} and kind {alg}, not known here")
    report = given.take(ID)
    wraps = []
    for _wrap in range(given.number(1, most=MOST_WRAPS)):
        holder = given.number(1)
        if holder not in HOLDERS:
            raise SealingRefused("the envelope is sealed to a holder that is not known")
        wraps.append(Wrap(Holder(holder), given.take(KEY), given.take(SEALED_KEY)))
    parts: dict[str, bytes] = {}
    for _part in range(given.number(2, most=MOST_PARTS)):
        name = given.take(given.number(1)).decode("ascii", "replace")
        if not NAME.fullmatch(name) or name in parts:
            raise SealingRefused("a part has a name that is not allowed, or one twice")
        parts[name] = given.take(given.number(8))
    if given.left or not parts or not wraps:
        raise SealingRefused("the envelope is longer or emptier than it says")
    return Envelope(report, tuple(wraps), parts)


class _Reader:
    """Takes bytes off the front of an envelope, and refuses to take more than there are."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._raw) - self._at

    def take(self, size: int) -> bytes:
        if size > self.left:
            raise SealingRefused("the envelope is cut short")
        self._at += size
        return self._raw[self._at - size : self._at]

    def number(self, size: int, most: int | None = None) -> int:
        found = int.from_bytes(self.take(size), "big")
        if most is not None and found > most:
            raise SealingRefused("the envelope holds more than an envelope can")
        return found
