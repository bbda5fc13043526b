#!/usr/bin/env python3
"""Checks an export of the audit: one file, for a machine that has nothing of Custodes on it.

    python3 verifier.py EXPORT [--witness NOTE-OR-FOLDER]... [--key PUBLIC-KEY]

Needs Python 3.11 and `cryptography`, and shares no line with what wrote the export. It makes every
hash again and says what does not fit: a changed, missing, added or moved event, a broken chain, a
checkpoint that the events do not bear out, a record without its making or gone without its erasure.
What lies before the last checkpoint that a witness holds cannot have been changed unseen; what came
after it can, by whoever owns the machine. Ends with 0 when all fits, with 1 when not.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = 1
FIRST = "0" * 64
NAMES = {
    *("seq", "at", "clock", "actor", "role", "session", "request", "action", "effect", "kind"),
    *("object", "compartment", "reason", "outcome", "fields", "commitments", "prev"),
}
ACTIONS = {
    *("collection", "alteration", "consultation", "disclosure", "combination", "erasure"),
    *("sign-in", "admin", "config", "search", "export", "decrypt", "deny"),
}
EFFECTS = ("", "made", "changed", "erased")
EVERY = 1_000
CLOCK = timedelta(minutes=1)
"""A clock that went back by more is told."""
MOST = 50
"""So many faults are printed; all are counted."""


@dataclass
class Report:
    """What was found. Nothing in `faults` means that everything fits."""

    events: int = 0
    checkpoints: int = 0
    witnessed: int = 0
    """The size of the largest checkpoint that a witness holds and the events bear out."""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether everything fits."""
        return not self.faults


@dataclass
class Log:
    """An export as it was read."""

    head: dict[str, Any] = field(default_factory=dict)
    events: list[tuple[Any, Any]] = field(default_factory=list)
    checkpoints: list[Any] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    end: dict[str, Any] | None = None


class Wrong(ValueError):
    """Something that is not in the form it should have."""


def verify(lines: Iterable[str], witnessed: Sequence[str] = (), key: str | None = None) -> Report:
    """Check an export, given as its lines, against checkpoints that witnesses hold.

    `key` is the log's public key as it was got elsewhere; without it the export's own is used,
    which proves nothing by itself, and that is said.
    """
    report = Report()
    log = _read(lines, report)
    heads = _heads(log, witnessed, key, report)
    roots = _walk(log, {size for size, _root, _by in heads}, report)
    for size, root, by in heads:
        if size > len(log.events):
            report.faults.append(
                f"{by} states {size} events and the export has {len(log.events)}: its tail was "
                "cut off, or the log was rolled back"
            )
        elif roots[size] != root:
            report.faults.append(f"{by} has another root over the first {size} events")
        elif by != OWN:
            report.witnessed = max(report.witnessed, size)
    _reconcile(log, report)
    _residual(log, bool(witnessed), report)
    return report


OWN = "a checkpoint in the export"
GIVEN = "a witness"


def _read(lines: Iterable[str], report: Report) -> Log:
    log = Log()
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line, parse_float=_refuse, parse_constant=_refuse)
        except ValueError:
            report.faults.append(f"line {number} cannot be read")
            continue
        if not isinstance(row, dict):
            report.faults.append(f"line {number} is no object")
        elif log.end is not None:
            report.faults.append(f"line {number} comes after the end")
        elif number == 1 and row.get("custodes_audit") == FORMAT:
            log.head = row
        elif set(row) == {"event", "leaf"}:
            log.events.append((row["event"], row["leaf"]))
        elif set(row) == {"checkpoint"}:
            log.checkpoints.append(row["checkpoint"])
        elif set(row) == {"state", "rows"} and row["state"] not in log.state:
            log.state[row["state"]] = row["rows"]
        elif set(row) == {"end"} and isinstance(row["end"], dict):
            log.end = row["end"]
        else:
            report.faults.append(f"line {number} is of no known kind, or is there twice")
    if not log.head:
        report.faults.append(f"the first line is not the head of an export of format {FORMAT}")
    counts = {"events": log.events, "checkpoints": log.checkpoints, "kinds": log.state}
    if log.end != {name: len(counted) for name, counted in counts.items()}:
        report.faults.append("the end of the file is missing, or counts other than there is")
    report.events, report.checkpoints = len(log.events), len(log.checkpoints)
    return log


def _heads(
    log: Log, witnessed: Sequence[str], key: str | None, report: Report
) -> list[tuple[int, bytes, str]]:
    """The size and root of every checkpoint whose signature is right, and whose it is."""
    try:
        name, id_, public = _key(key or str(log.head.get("key", "")))
    except Wrong as error:
        report.faults.append(f"the public key of the log cannot be read: {error}")
        return []
    if log.head.get("key") != f"{name}+{id_.hex()}+{_base64(bytes([1]) + public)}":
        report.faults.append("the export names another public key than the one given")
    if log.head.get("log") != name:
        report.faults.append("the export is of another log than its key")
    if key is None:
        report.notes.append(
            "The log's public key was taken from the export itself. Give the one that was got "
            "from the unit at the beginning with --key."
        )
    heads: list[tuple[int, bytes, str]] = []
    for by, note in [*((OWN, n) for n in log.checkpoints), *((GIVEN, n) for n in witnessed)]:
        try:
            heads.append((*_head(note, name, id_, public), by))
        except Wrong as error:
            report.faults.append(f"{by} cannot be accepted: {error}")
    sizes = [size for size, _root, by in heads if by == OWN]
    if sizes != sorted(set(sizes)):
        report.faults.append("the checkpoints in the export are not in order")
    return heads


def _walk(log: Log, sizes: set[int], report: Report) -> dict[int, bytes]:
    """Go through the events in order; returns the root of the tree at each of `sizes`."""
    roots: dict[int, bytes] = {}
    tops: list[bytes] = []
    prev, at = FIRST, ""
    for count, (event, stated) in enumerate(log.events, 1):
        wrong = _form(event)
        if wrong:
            report.faults.append(f"event in place {count}: {wrong}")
            event = event if isinstance(event, dict) else {}
        if event.get("seq") != count:
            report.faults.append(
                f"in place {count} stands event {event.get('seq')!r}: one is missing or moved"
            )
        leaf = hashlib.sha256(b"\x00" + _canonical(event)).digest()
        if leaf.hex() != stated:
            report.faults.append(f"event {count} does not fit its own hash")
        if event.get("prev") != prev:
            report.faults.append(f"event {count} does not name the event before it")
        if str(event.get("at", "")) < at:
            report.faults.append(f"event {count} is earlier than the one before it")
        prev, at = leaf.hex(), str(event.get("at", ""))
        whole = count - 1
        top = leaf
        while whole & 1:
            top = hashlib.sha256(b"\x01" + tops.pop() + top).digest()
            whole >>= 1
        tops.append(top)
        if count in sizes:
            roots[count] = _folded(tops)
    return roots


def _form(event: Any) -> str:
    """What is not as it should be in the form of an event."""
    if not isinstance(event, dict) or set(event) != NAMES:
        return "it has not the parts of an event"
    if event["action"] not in ACTIONS or event["effect"] not in EFFECTS:
        return "its action or effect is no word of the audit"
    if event["effect"] and (event["outcome"] != "done" or not event["object"]):
        return "it changed a record without being done, or names no record"
    try:
        at = datetime.strptime(event["at"], "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007  all in UTC
        clock = event["clock"] and datetime.strptime(event["clock"], "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007
    except (ValueError, TypeError):
        return "its time cannot be read"
    if clock and clock >= at:
        return "it says that the clock went back and it did not"
    return ""


def _reconcile(log: Log, report: Report) -> None:
    """Hold the records that are there against the events that made, changed and erased them."""
    there: dict[tuple[str, str], int] = {}
    for event, _leaf in log.events:
        if not isinstance(event, dict) or not event.get("effect"):
            continue
        record, effect = (str(event.get("kind")), str(event.get("object"))), event["effect"]
        named = f"{record[0]} {record[1]} (event {event.get('seq')})"
        if effect == "made" and record in there:
            report.faults.append(f"{named} was made twice")
        elif effect != "made" and record not in there:
            report.faults.append(f"{named} was {effect} and never made")
        if effect == "erased":
            there.pop(record, None)
        else:
            there[record] = there.get(record, 0) + 1
    held: set[tuple[str, str]] = set()
    for kind, rows in log.state.items():
        if not isinstance(rows, list) or any(
            not isinstance(row, list) or len(row) != 2 for row in rows
        ):
            report.faults.append(f"the records of kind {kind} cannot be read")
            continue
        for object_, version in rows:
            record = (kind, object_)
            if record in held:
                report.faults.append(f"{kind} {object_} is there twice")
            held.add(record)
            if record not in there:
                report.faults.append(f"{kind} {object_} is there and no event made it")
            elif version is not None and version != there[record]:
                report.faults.append(
                    f"{kind} {object_} is at version {version} and its events make it "
                    f"{there[record]}: a change was not recorded, or was taken back"
                )
    for kind, object_ in there:
        if kind not in log.state:
            report.faults.append(f"the export says nothing of the records of kind {kind}")
            log.state[kind] = []
        elif (kind, object_) not in held:
            report.faults.append(f"{kind} {object_} is gone and no event erased it")


def _residual(log: Log, given: bool, report: Report) -> None:
    """Say plainly what this cannot show."""
    after = len(log.events) - report.witnessed
    if not given:
        report.notes.append(
            "No witness was asked. Whoever owns the machine and its key could have written all of "
            "this anew, and it would fit."
        )
    elif after:
        since = log.events[report.witnessed][0]
        at = since.get("at") if isinstance(since, dict) else "?"
        report.notes.append(
            f"{after} events from {at} on came after the last checkpoint that a witness holds: "
            "those the owner of the machine could have written anew."
        )
    slow = [
        event.get("seq")
        for event, _leaf in log.events
        if isinstance(event, dict) and _behind(event) > CLOCK
    ]
    if slow:
        report.notes.append(f"The clock went back at {len(slow)} events, first at {slow[0]}.")
    if log.events and len(log.events) >= EVERY and not log.checkpoints:
        report.faults.append(f"there are {len(log.events)} events and no checkpoint")


def _behind(event: dict[str, Any]) -> timedelta:
    try:
        at, clock = (datetime.fromisoformat(event[name]) for name in ("at", "clock"))
    except (KeyError, TypeError, ValueError):
        return timedelta(0)
    return at - clock


def _canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) of what an event holds: texts, whole numbers, lists, objects."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _folded(tops: Sequence[bytes]) -> bytes:
    top = tops[-1]
    for left in reversed(tops[:-1]):
        top = hashlib.sha256(b"\x01" + left + top).digest()
    return top


def _key(text: str) -> tuple[str, bytes, bytes]:
    """Name, id and public key of `name+id+base64`."""
    name, _plus, rest = text.strip().partition("+")
    id_, _plus, kept = rest.partition("+")
    whole = _bytes(kept)
    if len(whole) != 33 or whole[0] != 1:
        raise Wrong("it is not an Ed25519 key")
    found = hashlib.sha256(name.encode() + b"\n" + whole).digest()[:4]
    if found.hex() != id_:
        raise Wrong("it does not fit its own id")
    return name, found, whole[1:]


def _head(note: Any, name: str, id_: bytes, public: bytes) -> tuple[int, bytes]:
    """Size and root of a checkpoint that the key has signed."""
    if not isinstance(note, str):
        raise Wrong("it is no text")
    text, gap, below = note.rpartition("\n\n")
    lines = text.splitlines()
    if not gap or len(lines) != 3 or lines[0] != name or not lines[1].isdecimal():
        raise Wrong("it is no checkpoint of this log")
    mark = f"\N{EM DASH} {name} "
    for line in below.splitlines():
        kept = _bytes(line.removeprefix(mark)) if line.startswith(mark) else b""
        if kept[:4] == id_:
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(kept[4:], f"{text}\n".encode())
            except InvalidSignature:
                raise Wrong("its signature is wrong") from None
            if int(lines[1]) < 1:
                raise Wrong("it is over nothing")
            return int(lines[1]), _bytes(lines[2])
    raise Wrong("it is not signed with the log's key")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("it is not in base64") from None


def _base64(whole: bytes) -> str:
    return base64.b64encode(whole).decode()


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")


def notes_at(path: Path) -> list[str]:
    """The notes of a witness: one file, or every `.note` of a folder."""
    files = sorted(path.glob("*.note")) if path.is_dir() else [path]
    return [file.read_text("utf-8") for file in files]


def told(report: Report) -> str:
    """A report as text."""
    more = len(report.faults) - MOST
    counted = f"{report.events} events, {report.checkpoints} checkpoints"
    said = [
        f"{counted}; the first {report.witnessed} events are as a witness saw them.",
        *(f"FAULT: {fault}." for fault in report.faults[:MOST]),
        *([f"... and {more} more faults."] if more > 0 else []),
        *(f"Note: {note}" for note in report.notes),
        "Everything fits." if report.well else f"{len(report.faults)} faults.",
    ]
    return "\n".join(said)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the export that the arguments name; 0 when everything fits, 1 when not."""
    asked = argparse.ArgumentParser(description="Checks an export of the audit of Custodes.")
    asked.add_argument("export", type=Path, help="the file that `custodes audit export` wrote")
    asked.add_argument(
        "--witness", type=Path, action="append", default=[], help="what a witness holds"
    )
    asked.add_argument("--key", help="the log's public key, as it was got from the unit")
    given = asked.parse_args(arguments)
    try:
        notes = [note for path in given.witness for note in notes_at(path)]
        with given.export.open(encoding="utf-8") as file:
            report = verify(file, notes, given.key)
    except (OSError, UnicodeDecodeError) as error:
        print(f"It cannot be read: {error}.", file=sys.stderr)  # noqa: T201
        return 1
    print(told(report))  # noqa: T201
    return 0 if report.well else 1


if __name__ == "__main__":
    sys.exit(main())
