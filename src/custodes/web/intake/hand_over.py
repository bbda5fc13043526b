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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from custodes.vocabulary.errors import UserError
from custodes.web.audit.notes import Key, NoteRefused, Signer, opened, sign
from custodes.web.sealing.envelope import Envelope, envelope_from
from custodes.web.sealing.refused import SealingRefused

T = TypeVar("T")
TITLE = "Custodes hand-over 1"
TO_UNIT, TO_INTAKE = "to-unit", "to-intake"
NAME = re.compile(r"[0-9a-f]{32}\.(report|from-reporter-[0-9]{4}|from-unit-[0-9]{4})")
ENDING = ".envelope"


class OneAtATime(Mapping[str, T]):
    """Envelopes by name, each of which is read when it is asked for and kept by nobody here: an
    envelope may have two hundred megabytes, and a hand-over many of them."""

    def __init__(self, names: Iterable[str], read: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._read = read

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


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
        for name in sorted(envelopes):
            raw = envelopes[name]
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
    as it was signed; then nothing of it is taken.

    All of it is looked through first, and each envelope again when it is asked for.
    """
    try:
        note = (folder / "list").read_text("utf-8")
        title, *lines = opened(note, key).splitlines()
        if title != TITLE:
            raise NoteRefused("it is not the list of a hand-over")
        sums: dict[str, str] = {}
        kept: list[str] = []
        for line in lines:
            word, _space, name = line.partition(" ")
            if not NAME.fullmatch(name):
                raise NoteRefused("it names something that is no envelope")
            if word == "kept":
                kept.append(name)
            else:
                _envelope(folder, name, word)
                sums[name] = word
    except FileNotFoundError:
        raise UserError(f"There is no whole hand-over in {folder}: write it once more.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{folder} cannot be read: {error}.") from None
    except (NoteRefused, SealingRefused) as error:
        raise UserError(
            f"The hand-over in {folder} is not as it was written: {error}. Nothing was taken."
        ) from None
    return Brought(OneAtATime(sums, lambda name: _again(folder, name, sums[name])), tuple(kept))


def keep(folder: Path, name: str, raw: bytes) -> bool:
    """Keep an envelope in a folder for good, under its name; False where it is there already."""
    path = folder / f"{name}{ENDING}"
    if path.exists() and path.read_bytes() == raw:
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, raw)
    return True


def held(folder: Path) -> OneAtATime[bytes]:
    """The envelopes of a folder, by name."""
    paths = sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
    names = (path.name.removesuffix(ENDING) for path in paths)
    return OneAtATime(names, lambda name: (folder / f"{name}{ENDING}").read_bytes())


def drop(folder: Path, name: str) -> None:
    """Take an envelope out of a folder, where it is there."""
    (folder / f"{name}{ENDING}").unlink(missing_ok=True)


def _again(folder: Path, name: str, sum_: str) -> Envelope:
    try:
        return _envelope(folder, name, sum_)
    except (OSError, NoteRefused, SealingRefused) as error:
        raise UserError(f"{folder} was changed while it was read: {error}.") from None


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
