"""A witness: keeps the last checkpoint of a log and refuses one that does not grow out of it.

It needs no database and none of the unit's machines: a folder into which the log drops, and a
folder of its own, out of the unit's reach, in which it keeps what it has accepted.
"""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from custodes.vocabulary.errors import UserError
from custodes.web.audit import tree
from custodes.web.audit.notes import Head, Key, NoteRefused, head_from, key_from, opened

KEY = "log.vkey"
DROPPED = "add-checkpoint-"


@dataclass(frozen=True)
class Seen:
    """What a witness made of one dropped file. `refused` is empty where it was accepted."""

    file: str
    size: int
    refused: str = ""


def witness(dropped: Path, kept: Path, key: str | None = None) -> list[Seen]:
    """Look at every file that was dropped since; keep what is accepted.

    `key` is the log's public key, needed the first time and held to ever after. Raises UserError
    when a folder or the key is not as it should be. Once one is refused no later one is looked at.
    """
    held = _held_key(kept, key)
    seen: list[Seen] = []
    for path in sorted(dropped.glob(f"{DROPPED}*")):
        if path.suffix == ".tmp":
            continue
        one = _look(path, kept, held)
        seen.append(one)
        if one.refused:
            break
    return seen


def last_kept(kept: Path) -> str | None:
    """The note of the last checkpoint that a witness accepted."""
    notes = sorted(kept.glob("*.note"))
    return notes[-1].read_text("utf-8") if notes else None


def _look(path: Path, kept: Path, key: Key) -> Seen:
    try:
        since, proof, note = parsed(path.read_text("utf-8"))
        head = head_from(opened(note, key))
    except (NoteRefused, OSError, UnicodeDecodeError) as error:
        return Seen(path.name, 0, f"it cannot be accepted: {error}")
    if head.name != key.name:
        return Seen(path.name, head.size, f"it is of another log, {head.name}")
    earlier = kept / f"{head.size:016d}.note"
    if earlier.exists():
        same = head_from(opened(earlier.read_text("utf-8"), key)).root == head.root
        return Seen(path.name, head.size, "" if same else TWO_HISTORIES.format(head.size))
    note_kept = last_kept(kept)
    last = head_from(opened(note_kept, key)) if note_kept else None
    refused = why_not(last, since, proof, head)
    if not refused:
        unfinished = earlier.with_suffix(".tmp")
        unfinished.write_text(note, "utf-8")
        unfinished.replace(earlier)
    return Seen(path.name, head.size, refused)


TWO_HISTORIES = "the log shows another history: its first {} events are not those it showed before"
WENT_BACK = "the log went back: it had {} events and now states {}"
MISSED = (
    "it builds on size {} and the last one kept is {}; ask for it again with "
    "`custodes audit hand-over FOLDER --since {}`"
)


def why_not(last: Head | None, since: int, proof: list[bytes], new: Head) -> str:
    """Why a checkpoint does not follow the last one kept; empty where it does."""
    if last is None:
        return ""
    if new.size < last.size:
        return WENT_BACK.format(last.size, new.size)
    if since != last.size:
        return MISSED.format(since, last.size, last.size)
    if not tree.consistent(last.size, last.root, new.size, new.root, proof):
        return TWO_HISTORIES.format(last.size)
    return ""


def parsed(text: str) -> tuple[int, list[bytes], str]:
    """A dropped request: the size it builds on, the proof, the note. Raises NoteRefused."""
    above, gap, note = text.partition("\n\n")
    first, *proof = above.splitlines() or [""]
    word, _space, size = first.partition(" ")
    if not gap or word != "old" or not size.isdecimal():
        raise NoteRefused("it is not a request to add a checkpoint")
    try:
        return int(size), [base64.b64decode(line, validate=True) for line in proof], note
    except binascii.Error:
        raise NoteRefused("its proof is not in base64") from None


def _held_key(kept: Path, given: str | None) -> Key:
    try:
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = kept / KEY
        if not path.exists():
            if given is None:
                raise UserError(
                    f"{kept} does not know the log yet: give its public key the first time, with "
                    "--key (`custodes audit key` prints it; ask for it by telephone or on paper)."
                )
            path.write_text(f"{key_from(given)}\n", "utf-8")
        key = key_from(path.read_text("utf-8"))
        if given is not None and key_from(given) != key:
            raise UserError(
                f"The key given is not the one that {path} holds: a log that changes its key is "
                "a new log. Find out why before you accept it."
            )
        return key
    except NoteRefused as error:
        raise UserError(f"The public key of the log cannot be read: {error}.") from None
    except OSError as error:
        raise UserError(f"{kept} cannot be used: {error.strerror or error}.") from None
