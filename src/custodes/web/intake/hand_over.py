"""Envelopes carried between intake and unit in a folder: a stick, a share, any way that there is.

    to-unit/     what the intake gives out        to-intake/   what the unit gives back
        <name>.envelope …                             <name>.envelope …
        list                                          list

A list is a note signed by whoever wrote it: the SHA-256 and name of each envelope beside it, and
the names of those from the other side that are kept now. What is kept is sent no more; what was
sent twice is kept once. Nothing in the folder can be read on the way.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from custodes.vocabulary.errors import UserError
from custodes.web.audit.notes import Key, NoteRefused, Signer, opened, sign
from custodes.web.sealing.envelope import Envelope, envelope_from
from custodes.web.sealing.refused import SealingRefused

TITLE = "Custodes hand-over 1"
TO_UNIT, TO_INTAKE = "to-unit", "to-intake"
NAME = re.compile(r"[0-9a-f]{32}\.(report|from-reporter-[0-9]{4}|from-unit-[0-9]{4})")
ENDING = ".envelope"


@dataclass(frozen=True)
class Brought:
    """What one side wrote: its envelopes by name, and the names of ours that it keeps."""

    envelopes: Mapping[str, Envelope]
    kept: tuple[str, ...]


def write(
    folder: Path, *, envelopes: Mapping[str, bytes], kept: Iterable[str], signer: Signer
) -> None:
    """Write one side of a hand-over; the list comes last, so that half of one is not read.

    Raises UserError where the folder cannot be written.
    """
    lines = [TITLE]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in sorted(envelopes.items()):
            keep(folder, name, raw)
            lines.append(f"{hashlib.sha256(raw).hexdigest()} {name}")
        lines += [f"kept {name}" for name in sorted(kept)]
        _write(folder / "list", sign("\n".join(lines) + "\n", signer).encode())
        for path in folder.glob(f"*{ENDING}"):
            if path.name.removesuffix(ENDING) not in envelopes:
                path.unlink()
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror or error}.") from None


def read(folder: Path, *, key: Key) -> Brought:
    """What the other side wrote. Raises UserError when there is nothing, or anything of it is not
    as it was signed; then nothing of it is taken."""
    try:
        note = (folder / "list").read_text("utf-8")
        title, *lines = opened(note, key).splitlines()
        if title != TITLE:
            raise NoteRefused("it is not the list of a hand-over")
        envelopes, kept = {}, []
        for line in lines:
            word, _space, name = line.partition(" ")
            if not NAME.fullmatch(name):
                raise NoteRefused("it names something that is no envelope")
            if word == "kept":
                kept.append(name)
            else:
                envelopes[name] = _envelope(folder, name, word)
    except FileNotFoundError:
        raise UserError(f"There is no whole hand-over in {folder}: write it once more.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{folder} cannot be read: {error}.") from None
    except (NoteRefused, SealingRefused) as error:
        raise UserError(
            f"The hand-over in {folder} is not as it was written: {error}. Nothing was taken."
        ) from None
    return Brought(envelopes, tuple(kept))


def keep(folder: Path, name: str, raw: bytes) -> bool:
    """Keep an envelope in a folder for good, under its name; False where it is there already."""
    path = folder / f"{name}{ENDING}"
    if path.exists() and path.read_bytes() == raw:
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, raw)
    return True


def held(folder: Path) -> dict[str, bytes]:
    """The envelopes of a folder, by name."""
    paths = sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
    return {path.name.removesuffix(ENDING): path.read_bytes() for path in paths}


def drop(folder: Path, name: str) -> None:
    """Take an envelope out of a folder, where it is there."""
    (folder / f"{name}{ENDING}").unlink(missing_ok=True)


def _envelope(folder: Path, name: str, sum_: str) -> Envelope:
    raw = (folder / f"{name}{ENDING}").read_bytes()
    if hashlib.sha256(raw).hexdigest() != sum_:
        raise NoteRefused(f"{name} was changed")
    envelope = envelope_from(raw)
    if envelope.name != name:
        raise NoteRefused(f"{name} is the envelope of something else")
    return envelope


def _write(path: Path, raw: bytes) -> None:
    """A file whole or not at all, on the disk before this returns."""
    unfinished = path.with_name(path.name + ".tmp")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    beside = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(beside)
    finally:
        os.close(beside)
