"""What the unit told the engine: verdicts on pairs and alerts held back, and which of them count
no more, in dated files of the home that are only added to, so that a run of the past can be made
again as it was."""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from custodes.purposes import PURPOSES
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError

FOLDER = "verdicts"
DATED = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")
VERDICTS = ("substantiated", "breach", "explained", "wrong_data", "not_enough")
CLEARING = ("explained", "wrong_data")
"""After these nothing of a pair is open, and its later alerts need nobody's decision."""
SETTLED = (*CLEARING, "substantiated", "breach")
"""After these a pair stays quiet until there are new facts."""
NOT_MODELLED = "not-modelled"
"""A purpose that no template knows yet: it is what the templates should learn next."""

Pair = tuple[str, str | None]


@dataclass(frozen=True)
class Judged:
    """A verdict on an alert. `facts_until` is the time of the last row that was judged and
    `families` those that spoke (ISO 8601 in UTC); what is later, or of another family, is new."""

    id: str
    at: str
    alert: str
    staff: str
    person: str | None
    verdict: str
    explained_by: str
    facts_until: str
    families: tuple[str, ...]


@dataclass(frozen=True)
class HeldBack:
    """That alerts about a pair, or with no person about a member of staff, stay back `until`.

    `pattern` narrows it to alerts of that pattern; empty means all.
    """

    id: str
    at: str
    staff: str
    person: str | None
    pattern: str
    until: str


@dataclass(frozen=True)
class Reopened:
    """That an alert is looked at again: its verdict counts no more, until there is another."""

    id: str
    at: str
    alert: str


@dataclass(frozen=True)
class LetUp:
    """That what was held back is so no more, before its day; `held` is the id of the hold."""

    id: str
    at: str
    held: str


Said = Judged | HeldBack | Reopened | LetUp
KINDS: Mapping[str, type[Said]] = {
    "judged": Judged,
    "held_back": HeldBack,
    "reopened": Reopened,
    "let_up": LetUp,
}


@dataclass(frozen=True)
class Told:
    """All that counted at a moment: the last verdict on each pair, and what is held back."""

    judged: Mapping[Pair, Judged]
    held_back: tuple[HeldBack, ...]

    def quiet(
        self, pair: Pair, families: Iterable[str], last_at: datetime, pattern: str, moment: datetime
    ) -> bool:
        """Whether a pair has nothing new to say since it was settled, or is held back.

        `families` are those that speak now, `last_at` the time of the last row that they rest on,
        `moment` when the run is made; a time without zone is UTC.
        """
        now = stamp(moment)
        last = self.judged.get(pair)
        if (
            last is not None
            and last.verdict in SETTLED
            and set(families) <= set(last.families)
            and stamp(last_at) <= last.facts_until
        ):
            return True
        return any(
            held.staff == pair[0]
            and held.person in (None, pair[1])
            and held.pattern in ("", pattern)
            and held.at <= now < held.until
            for held in self.held_back
        )


def purposes() -> dict[str, str]:
    """The purposes that can explain, by id, in the words of the screen."""
    return {purpose.id: purpose.title for purpose in PURPOSES}


def tell(home: Home, told: Iterable[Said]) -> int:
    """Add to the files of the home what is not in them yet, each in the file of its day.

    Out: how many were added. What was told before is left as it is, so that telling twice, or
    again after a kill, is harmless.
    """
    by_day: dict[str, list[Said]] = {}
    for one in told:
        by_day.setdefault(one.at[:10], []).append(one)
    folder = home.path / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return sum(_added(folder / f"{day}.jsonl", ones) for day, ones in sorted(by_day.items()))


def told_until(home: Home, moment: datetime) -> Told:
    """All that had been told at that moment (UTC): for a run, the moment at which it is made.

    Raises UserError where a file is damaged.
    """
    last = stamp(moment)
    paths = sorted(p for p in (home.path / FOLDER).glob("*.jsonl") if DATED.fullmatch(p.name))
    said = [one for path in paths for one in _read(path) if one.at <= last]
    standing: dict[str, Judged] = {}
    held: dict[str, HeldBack] = {}
    # What a kill kept back is written later than what came after it: the time counts.
    for one in sorted(said, key=lambda one: one.at):
        match one:
            case Judged():
                # The last verdict on an alert comes after those on others about the same pair.
                standing.pop(one.alert, None)
                standing[one.alert] = one
            case Reopened():
                standing.pop(one.alert, None)
            case HeldBack():
                held[one.id] = one
            case LetUp():
                held.pop(one.held, None)
    judged = {(one.staff, one.person): one for one in standing.values()}
    return Told(judged, tuple(held.values()))


def _added(path: Path, ones: list[Said]) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = file.read()
        whole = kept[: kept.rfind(b"\n") + 1]
        if len(whole) < len(kept):  # Whoever wrote the last line was killed in the middle of it.
            file.truncate(len(whole))
        known = {one.id for one in _lines(path, whole)}
        new = [one for one in ones if one.id not in known]
        file.write(b"".join(_line(one) for one in new))
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def _line(one: Said) -> bytes:
    kind = next(kind for kind, known in KINDS.items() if isinstance(one, known))
    written = {"kind": kind} | asdict(one)
    return json.dumps(written, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _read(path: Path) -> list[Said]:
    written = path.read_bytes()
    return _lines(path, written[: written.rfind(b"\n") + 1])


def _lines(path: Path, written: bytes) -> list[Said]:
    try:
        return [_one(json.loads(line)) for line in written.splitlines()]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UserError(f"{path} is damaged: restore the home from a backup.") from None


def _one(fields: dict[str, Any]) -> Said:
    kind = KINDS[fields.pop("kind")]
    if "families" in fields:
        fields["families"] = tuple(fields["families"])
    return kind(**fields)


def stamp(moment: datetime) -> str:
    """A moment as these files hold it: UTC to the microsecond with `Z`, so that text sorts."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
