"""The truth of a made-up force, read back for measuring once the scores are written."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from custodes.vocabulary.errors import UserError

FILES = ("offenders.csv", "events.csv", "innocents.csv")
DAY = 86_400
ACTS = {"accesses", "contacts"}
"""The tables whose rows an alert can count as evidence."""


@dataclass(frozen=True)
class Act:
    """One row that belongs to an offence: its table and id, when, and of whom. `covered`: a real
    explanation stood behind it."""

    table: str
    id: str
    person: str
    at: float
    covered: bool


@dataclass(frozen=True)
class Offender:
    """A member of staff who offends. Times are days since 1 January 1970, UTC; `onset` is the
    first of all cases. `typologies` are the numbers of the list, such as T3; `victim` the word for
    the person of the first case (woman, man)."""

    staff: str
    onset: float
    people: frozenset[str]
    typologies: tuple[str, ...]
    styles: tuple[str, ...]
    complaint: float | None
    vulnerable: bool
    victim: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Truth:
    """Who offends, and which innocent staff look as if they did, by kind."""

    offenders: tuple[Offender, ...]
    innocents: Mapping[str, frozenset[str]]


def read_truth(folder: Path) -> Truth:
    """The truth that a force was written with. Raises UserError where the folder does not hold it.

    Offenders come in the order of their references.
    """
    cases: dict[str, list[dict[str, str]]] = {}
    for row in _rows(folder / "offenders.csv"):
        if row["staff"]:
            cases.setdefault(row["staff"], []).append(row)
    acts: dict[str, list[Act]] = {}
    for row in _rows(folder / "events.csv"):
        if row["table"] in ACTS and row["id"] and row["staff"] in cases:
            acts.setdefault(row["staff"], []).append(
                Act(row["table"], row["id"], row["person"], _days(row["at"]), _yes(row, "covered"))
            )
    innocents: dict[str, set[str]] = {}
    for row in _rows(folder / "innocents.csv"):
        if row["staff"] and row["staff"] not in cases:
            innocents.setdefault(row["kind"], set()).add(row["staff"])
    return Truth(
        tuple(_offender(staff, cases[staff], acts.get(staff, [])) for staff in sorted(cases)),
        {kind: frozenset(innocents[kind]) for kind in sorted(innocents)},
    )


def _offender(staff: str, cases: Sequence[dict[str, str]], acts: Sequence[Act]) -> Offender:
    complaints = [_days(case["complaint"]) for case in cases if case.get("complaint")]
    typologies = {t for case in cases for t in re.findall(r"T\d+", case["typology"])}
    return Offender(
        staff=staff,
        onset=min(_days(case["onset"]) for case in cases),
        people=frozenset(case["person"] for case in cases if case["person"])
        | frozenset(act.person for act in acts if act.person),
        typologies=tuple(sorted(typologies, key=lambda t: int(t[1:]))),
        styles=tuple(sorted({case["style"] for case in cases})),
        complaint=min(complaints, default=None),
        vulnerable=any(_yes(case, "vulnerable") for case in cases),
        victim=next((case["victim"] for case in cases if case.get("victim")), ""),
        acts=tuple(sorted(acts, key=lambda act: (act.at, act.table, act.id))),
    )


def days_of(moment: datetime) -> float:
    """A stored moment (UTC without zone) as days since 1 January 1970."""
    return moment.replace(tzinfo=UTC).timestamp() / DAY


def _days(text: str) -> float:
    return days_of(datetime.fromisoformat(text.removesuffix("Z")))


def _yes(row: Mapping[str, str], column: str) -> bool:
    return row.get(column, "") in ("1", "true", "yes")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror or error}): name a force that "
            "`custodes synth` made, with its truth beside it."
        ) from None
