"""The random audit: pairs drawn blind with known chances, and what their verdicts say.

The auditors' sheet mixes pairs that the product raised with pairs drawn at random from those of
every role that it did not raise, in an order that tells nothing. Which is which, and with what
chance each was drawn, stands in a key that the auditors do not open. From both come the precision
of the alerts, without the ranking's own eyes, and how much there is that it did not raise.
"""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from custodes.pipeline.series import Step
from custodes.proving.shadow.estimates import Estimate, Stratum, share, total
from custodes.proving.shadow.lists import Line, lines
from custodes.store.home import Home, write_whole
from custodes.store.runs import alerts_of, runs
from custodes.vocabulary.errors import UserError, shown
from custodes.vocabulary.numbers import whole_named
from custodes.vocabulary.times import in_london

VERDICTS = ("substantiated", "breach", "explained", "wrong_data", "not_enough")
"""What an auditor may say of a pair: abuse of position; another breach; explained; the data were
wrong; not enough is known. Empty: not judged yet."""

RAISED = "raised by the product"
LEAST = 2
"""Of every role with so many pairs at least so many are drawn, for one alone has no spread."""

SHEET = ("number", "staff", "person", "verdict", "note")
KEY = ("number", "staff", "person", "part", "holds", "drawn", "chance")

Pair = tuple[str, str]
"""Staff and person by their own references; an empty person is an alert across many people."""


@dataclass(frozen=True)
class Drawn:
    """One line of the sheet with what the key says of it."""

    number: int
    pair: Pair
    part: str
    holds: int
    drawn: int

    @property
    def chance(self) -> float:
        """With what chance it was drawn from its part."""
        return self.drawn / self.holds


def frame(step: Step, days: int) -> dict[str, list[Pair]]:
    """Every pair with a look-up or a contact in the `days` before a step, by part: raised by a
    run of those days, or else by the role of the member of staff."""
    since = step.as_of - timedelta(days=days)
    raised = _raised(step.world.home, since, step.as_of)
    parts = _by_role(step, since, set(raised))
    if raised:
        parts[RAISED] = raised
    return parts


def draw(
    parts: Mapping[str, Sequence[Pair]], *, raised: int, at_random: int, seed: str
) -> list[Drawn]:
    """The sheet: up to `raised` of the raised pairs and `at_random` of the others.

    The others are shared out among the roles by how many pairs each has, but at least LEAST of
    each. Drawn by the hash of `seed` and the pair, so the same seed draws the same. Raises
    UserError where `at_random` is too few for the roles that there are.
    """
    roles = {part: len(pairs) for part, pairs in parts.items() if part != RAISED and pairs}
    quotas = _shared_out(roles, at_random)
    if parts.get(RAISED) and raised:
        quotas[RAISED] = min(raised, len(parts[RAISED]))
    chosen = [
        (pair, part, len(parts[part]), quota)
        for part, quota in quotas.items()
        for pair in sorted(parts[part], key=lambda pair: _hash(seed, part, pair))[:quota]
    ]
    chosen.sort(key=lambda one: _hash(seed, "the order of the sheet", one[0]))
    return [Drawn(number, *one) for number, one in enumerate(chosen, 1)]


def write(sheet: Path, drawn: Sequence[Drawn]) -> Path:
    """Write the auditors' sheet and beside it its key, and return where the key is.

    A sheet that is there is not written over: somebody may have filled it in.
    """
    key = key_of(sheet)
    for file in (sheet, key):
        if file.exists():
            raise UserError(f"{file} is there already and may hold verdicts: name another file.")
    told = [(one.number, *one.pair, "", "") for one in drawn]
    secret = [
        (one.number, *one.pair, one.part, one.holds, one.drawn, f"{one.chance:.10g}")
        for one in drawn
    ]
    try:
        write_whole(key, _csv(KEY, secret))
        write_whole(sheet, _csv(SHEET, told))
    except OSError as error:
        raise UserError(
            f"{sheet} cannot be written: {error.strerror or error}. Name another file."
        ) from None
    return key


def key_of(sheet: Path) -> Path:
    """Where the key of a sheet is."""
    return sheet.with_name(f"{sheet.stem}.key{sheet.suffix}")


@dataclass(frozen=True)
class Audited:
    """What an audit says. `precision` and `with_breaches` are of the raised pairs that were
    judged; `not_raised` how many substantiated pairs there are that were not raised; `found` the
    share of all substantiated pairs that was raised."""

    judged: int
    not_judged: int
    not_enough: int
    precision: Estimate | None
    with_breaches: Estimate | None
    not_raised: Estimate
    found: Estimate | None
    silent_parts: tuple[str, ...]


def audited(sheet: Path) -> Audited:
    """Read a sheet that was filled in, with its key, and estimate.

    *Not enough* and *wrong data* count as not substantiated. Pairs that were not judged are taken
    to be like those judged of their part; `silent_parts` are those of which nobody was judged.
    Raises UserError, naming file and line, where sheet and key do not belong together.
    """
    key = {line["number"]: line for line in lines(key_of(sheet), KEY)}
    verdicts: dict[str, list[str]] = defaultdict(list)
    met: set[str] = set()
    for line in lines(sheet, SHEET[:4], SHEET[4:]):
        kept = key.get(line["number"])
        if kept is None or (kept["staff"], kept["person"]) != (line["staff"], line["person"]):
            raise UserError(
                f"{line.file} line {line.number}: the key has no number {shown(line['number'])} "
                "of this staff and person: put the line back as it was drawn."
            )
        if line["number"] in met:
            raise line.wrong("number", "it stands there twice: take one of the lines out")
        met.add(line["number"])
        verdicts[kept["part"]].append(line.word("verdict", VERDICTS))
    sizes = {line["part"]: _whole(line, "holds") for line in key.values()}
    strata = [_stratum(part, holds, verdicts[part]) for part, holds in sorted(sizes.items())]
    others = [one for one in strata if one.name != RAISED]
    told = [verdict for one in verdicts.values() for verdict in one]
    raised = next((one for one in strata if one.name == RAISED and one.judged), None)
    beyond = total(others)
    return Audited(
        judged=sum(1 for verdict in told if verdict),
        not_judged=len(key) - sum(1 for verdict in told if verdict),
        not_enough=told.count("not_enough"),
        precision=share(raised.found, raised.judged) if raised else None,
        with_breaches=_with_breaches(verdicts[RAISED]) if raised else None,
        not_raised=beyond,
        found=_found(raised, beyond) if raised else None,
        silent_parts=tuple(one.name for one in strata if not one.judged),
    )


def _raised(home: Home, since: datetime, as_of: datetime) -> list[Pair]:
    """The pairs that ranked alerts of the ledger named in that time, in order."""
    pairs = set()
    for record in runs(home):
        if since < datetime.fromisoformat(record.as_of.removesuffix("Z")) <= as_of:
            ranked = [a for a in alerts_of(home, record.run) if a["drawn"] == "ranked"]
            pairs |= {(alert["staff"], alert["person"] or "") for alert in ranked}
    return sorted(pairs)


def _by_role(step: Step, since: datetime, raised: set[Pair]) -> dict[str, list[Pair]]:
    days = step.measured.pair_days
    last_left_out = (in_london(since).date() - date(1970, 1, 1)).days
    pairs = days.filter(days.day > last_left_out).select("staff", "person").distinct()
    posts = step.measured.posts.select("staff", "role")
    staff = step.world.dictionary("staff").select(staff="id", who="value")
    people = step.world.dictionary("person").select(person="id", whom="value")
    named = pairs.left_join(posts, "staff").drop("staff_right")
    named = named.join(staff, "staff").join(people, "person").select("who", "whom", "role")
    parts: dict[str, list[Pair]] = {}
    for row in step.bench.rows(named.order_by("role", "who", "whom")):
        if (pair := (row["who"], row["whom"])) not in raised:
            parts.setdefault(row["role"] or "role not known", []).append(pair)
    return parts


def _shared_out(sizes: Mapping[str, int], places: int) -> dict[str, int]:
    """Places for each role: LEAST or all that it has, and the rest by size, largest remainder."""
    quotas = {role: min(LEAST, size) for role, size in sizes.items()}
    left = places - sum(quotas.values())
    if left < 0:
        raise UserError(
            f"{places} pairs are too few for {len(sizes)} roles, of each of which {LEAST} are "
            f"drawn: write {sum(quotas.values())} or more."
        )
    spare = {role: size - quotas[role] for role, size in sizes.items()}
    room = sum(spare.values())
    left = min(left, room)
    exact = {role: left * more / room if room else 0.0 for role, more in spare.items()}
    for role, more in exact.items():
        quotas[role] += int(more)
    owed = left - sum(int(more) for more in exact.values())
    by_rest = sorted(exact, key=lambda role: (int(exact[role]) - exact[role], role))
    for role in by_rest[:owed]:
        quotas[role] += 1
    return quotas


def _stratum(part: str, holds: int, told: Sequence[str]) -> Stratum:
    judged = [verdict for verdict in told if verdict]
    return Stratum(part, holds, len(judged), judged.count("substantiated"))


def _with_breaches(told: Sequence[str]) -> Estimate:
    judged = [verdict for verdict in told if verdict]
    return share(sum(verdict in ("substantiated", "breach") for verdict in judged), len(judged))


def _found(raised: Stratum, beyond: Estimate) -> Estimate | None:
    """The share of all substantiated pairs that was raised, as wide as what was not raised is."""
    have = raised.found / raised.judged * raised.holds
    if not have or beyond.high is None:
        return None
    return Estimate(
        have / (have + beyond.value), have / (have + beyond.high), have / (have + beyond.low)
    )


def _whole(line: Line, column: str) -> int:
    number = whole_named(line[column])
    if number is None:
        raise line.wrong(column, "the key was changed: put back the one that was drawn")
    return number


def _hash(seed: str, part: str, pair: Pair) -> str:
    return hashlib.sha256("|".join((seed, part, *pair)).encode()).hexdigest()


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()
