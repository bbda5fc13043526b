"""What is inside a report and a message once they are open: the words, and what the files are.

This is the contract between the pages that take a report in and those that read it. It is written
as JSON with the same keys; a field that a later version adds is passed over by an earlier one, and
one that an earlier version did not have is empty.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum, unique
from typing import Any

from custodes.web.sealing.refused import SealingRefused

FORMAT = 1


@unique
class Channel(StrEnum):
    """As whom somebody reports."""

    PUBLIC = "public"
    PARTNER = "partner"
    STAFF = "staff"


@unique
class Manner(StrEnum):
    """Whether the reporter gives a name: never shown beyond the readers if they do."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"


@unique
class About(StrEnum):
    """Whom it happened to, or whom the worry is about."""

    ME = "me"
    SOMEBODY = "somebody else"
    UNSURE = "not sure"


@unique
class Danger(StrEnum):
    """Whether somebody is in danger, as the reporter sees it."""

    NO = "no"
    UNSURE = "not sure"
    YES = "yes"


@unique
class Consent(StrEnum):
    """Whether the person it is about knows of the report and agrees to it."""

    YES = "agrees"
    NO = "does not agree"
    NOT_ASKED = "has not been asked"
    UNSAFE = "it is not safe to ask"


@unique
class Scan(StrEnum):
    """What the scanner said of a file."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not scanned"


@dataclass(frozen=True)
class Officer:
    """What the reporter can say of the member of police staff, each as they wrote it."""

    name: str = ""
    number: str = ""
    station: str = ""
    description: str = ""
    still_in_touch: str = ""


@dataclass(frozen=True)
class Person:
    """The one it may have happened to: as little as keeps them safe."""

    called: str = ""
    under_18: str = ""
    consent: str = ""
    safe_contact: str = ""


@dataclass(frozen=True)
class Sender:
    """Who reports, where they say so."""

    name: str = ""
    organisation: str = ""
    role: str = ""
    safe_contact: str = ""


@dataclass(frozen=True)
class File:
    """A file that came with it. `original` and `clean` are names of parts; `clean` is "" when no
    clean copy could be made, and then the original is opened apart from everything else."""

    name: str
    kind: str
    size: int
    sha256: str
    original: str
    clean: str = ""
    clean_kind: str = ""
    scan: Scan = Scan.NOT_SCANNED
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A report as it was sent. Every text is what the reporter wrote; a choice left open is ""."""

    channel: Channel
    manner: Manner
    about: About
    sent_on: date
    language: str
    danger: Danger
    what: str
    when: str = ""
    where: str = ""
    can_see_records: str = ""
    officer: Officer = Officer()
    person: Person = Person()
    sender: Sender = Sender()
    earlier_code: str = ""
    files: tuple[File, ...] = ()

    def to_bytes(self) -> bytes:
        """The report as the first part of an envelope holds it."""
        return _to_bytes(self)


@dataclass(frozen=True)
class Message:
    """One message of a thread."""

    text: str
    sent_on: date
    files: tuple[File, ...] = ()

    def to_bytes(self) -> bytes:
        """The message as the first part of an envelope holds it."""
        return _to_bytes(self)


def report_from(raw: bytes) -> Report:
    """The report in an opened envelope. Raises SealingRefused when it cannot be read as one."""
    told = _told(raw)
    try:
        return Report(
            channel=Channel(told["channel"]),
            manner=Manner(told["manner"]),
            about=About(told["about"]),
            sent_on=date.fromisoformat(told["sent_on"]),
            language=str(told["language"]),
            danger=Danger(told["danger"]),
            what=str(told["what"]),
            when=str(told.get("when", "")),
            where=str(told.get("where", "")),
            can_see_records=str(told.get("can_see_records", "")),
            officer=Officer(**_texts(told.get("officer", {}), Officer)),
            person=Person(**_texts(told.get("person", {}), Person)),
            sender=Sender(**_texts(told.get("sender", {}), Sender)),
            earlier_code=str(told.get("earlier_code", "")),
            files=_files(told),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SealingRefused("what was sealed is not a report of this version") from None


def message_from(raw: bytes) -> Message:
    """The message in an opened envelope. Raises SealingRefused when it cannot be read as one."""
    told = _told(raw)
    try:
        return Message(str(told["text"]), date.fromisoformat(told["sent_on"]), _files(told))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SealingRefused("what was sealed is not a message of this version") from None


def _to_bytes(whole: Report | Message) -> bytes:
    told = {"format": FORMAT, **asdict(whole)}
    return json.dumps(told, ensure_ascii=False, default=_plain, separators=(",", ":")).encode()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _told(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise SealingRefused("what was sealed cannot be read") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise SealingRefused("what was sealed is of a format that is not known")
    return told


def _texts(told: Mapping[str, Any], kind: type[Officer | Person | Sender]) -> dict[str, str]:
    return {one.name: str(told.get(one.name, "")) for one in fields(kind)}


def _files(told: Mapping[str, Any]) -> tuple[File, ...]:
    return tuple(
        File(
            name=str(one["name"]),
            kind=str(one["kind"]),
            size=int(one["size"]),
            sha256=str(one["sha256"]),
            original=str(one["original"]),
            clean=str(one.get("clean", "")),
            clean_kind=str(one.get("clean_kind", "")),
            scan=Scan(one.get("scan", Scan.NOT_SCANNED)),
            notes=tuple(str(note) for note in one.get("notes", ())),
        )
        for one in told.get("files", ())
    )
