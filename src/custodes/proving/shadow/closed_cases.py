"""Closed cases: when the product would have raised each, knowing only what was known then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from custodes.pipeline.reports import Progress
from custodes.pipeline.series import Step, series
from custodes.proving.shadow.lists import lines
from custodes.ranking.budget import QUIET_DAYS, Candidate, Pair, choose, in_order
from custodes.ranking.fusion import LEAST_BITS
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import end_of_day

EVERY = timedelta(days=7)
"""How often the product is asked: once a week, as a unit would."""

THIS, ANOTHER, MANY = "this person", "another person", "many people"


@dataclass(frozen=True)
class Case:
    """A case that is closed: whose, with whom, when it began and when somebody first complained.

    `line` is where it stands in the file.
    """

    line: int
    staff: str
    person: str
    onset: date
    complaint: date | None


@dataclass
class Seen:
    """What the product would have made of a case, asked every week from its onset to its
    complaint: when it was raised and for whom, and how near the pair came at its nearest.

    `early` is the last day before the onset on which the member of staff was raised: it counts for
    nothing, and may be why they were quiet afterwards."""

    case: Case
    held: bool = True
    asked: int = 0
    early: date | None = None
    raised: date | None = None
    named: str = ""
    best_place: int | None = None
    best_bits: float | None = None
    best_on: date | None = None

    @property
    def days(self) -> int | None:
        """Days from onset to the alert."""
        return (self.raised - self.case.onset).days if self.raised else None

    @property
    def lead(self) -> int | None:
        """Days from the alert to the complaint."""
        if self.raised is None or self.case.complaint is None:
            return None
        return (self.case.complaint - self.raised).days


@dataclass
class _Quiet:
    """What was raised of late, and with which families."""

    raised: list[tuple[date, dict[Pair, frozenset[str]]]] = field(default_factory=list)

    def lately(self, today: date) -> dict[Pair, frozenset[str]]:
        pairs: dict[Pair, frozenset[str]] = {}
        for day, families in self.raised:
            if day > today - timedelta(days=QUIET_DAYS):
                pairs |= {p: pairs.get(p, frozenset()) | f for p, f in families.items()}
        return pairs


def cases(file: Path) -> list[Case]:
    """The cases of a CSV file with staff, person, onset and complaint (may be empty).

    Raises UserError with file and line where one is wrong.
    """
    read = []
    for line in lines(file, ("staff", "person", "onset"), ("complaint",)):
        onset, complaint = line.day("onset"), line.day("complaint")
        if onset is None:
            raise line.wrong("onset", "write when it began, such as 2026-01-31")
        if complaint is not None and complaint < onset:
            raise line.wrong("complaint", f"it comes before the onset {onset}: turn them round")
        read.append(
            Case(line.number, line.filled("staff"), line.filled("person"), onset, complaint)
        )
    return read


def seen(
    home: Home,
    closed: Sequence[Case],
    *,
    last: date,
    budget: int,
    progress: Progress | None = None,
) -> list[Seen]:
    """Ask of every week between the first onset and the last complaint what would have been raised.

    `last` is the last day asked about, for cases without a complaint. Alerts of the weeks before
    an onset keep pairs quiet as they would have; none of them counts for the case. Raises
    UserError where no case began by `last`.
    """
    moments = weeks(closed, last)
    if not moments:
        raise UserError(f"No case began by {last}, the last day that the home knows of.")
    asked = series(home, moments=[end_of_day(day) for day in moments], progress=progress)
    held: list[bool] = []

    def answers() -> Iterator[tuple[date, list[Candidate]]]:
        for day, step in zip(moments, asked, strict=True):
            held[:] = held or _held(step, closed)
            yield day, [weighed.candidate() for weighed in step.weighed]

    results = followed(closed, answers(), last=last, budget=budget)
    for result, known in zip(results, held, strict=True):
        result.held = known
    return results


def followed(
    closed: Sequence[Case],
    answers: Iterable[tuple[date, Sequence[Candidate]]],
    *,
    last: date,
    budget: int,
) -> list[Seen]:
    """What becomes of the cases when each day's candidates are cut to the budget, with quiet."""
    results = [Seen(case) for case in closed]
    quiet = _Quiet()
    for day, candidates in answers:
        chosen = choose(candidates, quiet.lately(day), (), budget, LEAST_BITS, seed="")
        families = {candidate.pair: candidate.families for candidate in candidates}
        quiet.raised.append((day, {one.pair: families[one.pair] for one in chosen}))
        speaking = [c for c in in_order(candidates) if c.bits >= LEAST_BITS]
        places = {c.pair: place for place, c in enumerate(speaking, 1)}
        bits = {c.pair: c.bits for c in candidates}
        pairs = [one.pair for one in chosen]
        for result in results:
            if day < result.case.onset:
                if any(staff == result.case.staff for staff, _person in pairs):
                    result.early = day
            elif _open(result.case, day, last):
                result.asked += 1
                _raise(result, pairs, day)
                _near(result, places, bits, day)
    return results


def weeks(closed: Sequence[Case], last: date) -> list[date]:
    """The days to ask about: every seventh from the quiet time before the first onset, as far as
    any case is open or quiet time before one reaches."""
    if not closed:
        return []
    before = timedelta(days=QUIET_DAYS)
    end = max(min(case.complaint or last, last) for case in closed)
    day = min(case.onset for case in closed) - before
    wanted = []
    while day <= end:
        if any(case.onset - before <= day <= min(case.complaint or last, last) for case in closed):
            wanted.append(day)
        day += EVERY
    return wanted if any(_open(case, day, last) for case in closed for day in wanted) else []


def _open(case: Case, day: date, last: date) -> bool:
    return case.onset <= day <= min(case.complaint or last, last)


def _raise(result: Seen, pairs: Sequence[Pair], day: date) -> None:
    mine = {person for staff, person in pairs if staff == result.case.staff}
    if result.raised is not None or not mine:
        return
    result.raised = day
    result.named = THIS if result.case.person in mine else MANY if None in mine else ANOTHER


def _near(result: Seen, places: dict[Pair, int], bits: dict[Pair, float], day: date) -> None:
    pair = (result.case.staff, result.case.person)
    if pair in bits and (result.best_bits is None or bits[pair] > result.best_bits):
        result.best_bits, result.best_on = round(bits[pair], 2), day
        result.best_place = places.get(pair)


def _held(step: Step, closed: Sequence[Case]) -> list[bool]:
    """Of each case, whether the home knows its staff and its person at all."""
    known = {}
    for names in ("staff", "person"):
        wanted = {getattr(case, names) for case in closed}
        entries = step.world.dictionary(names)
        found = entries.filter(entries.value.isin(sorted(wanted))).select("value")
        known[names] = {row["value"] for row in step.bench.rows(found)}
    return [case.staff in known["staff"] and case.person in known["person"] for case in closed]
