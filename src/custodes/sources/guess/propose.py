"""Which table a sample fills, and which of its columns is which of ours."""

import re
from dataclasses import dataclass, field

from custodes.schema import TABLES, Column, Kind, Table
from custodes.sources.guess.sample import Sample
from custodes.sources.guess.synonyms import ASSUMED, KNOWN_AT, SYNONYMS, WORDS
from custodes.sources.guess.values import (
    MOST,
    Times,
    distinct,
    filled,
    lengths_in,
    numbers_in,
    times_in,
    times_of_day,
    words_in,
)

TOKENS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LIKELY = 0.45
SPOKEN = 0.55
"""What a column of numbers or of known words counts for whatever its name."""
"""The least likeness of a name at which a column is proposed."""
SURE_OF_NAME = 0.75
"""From here a name alone is enough; below it the values must speak for the column too."""
MEAN_NOTHING = ("NULL", "(NULL)", "N/A", "NONE", "-")
"""Texts, in capitals, that systems write into an empty cell."""


@dataclass
class Proposal:
    """A table and how the sample's columns fill it; `remarks` by our column, for the reader."""

    table: type[Table]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    times: dict[str, Times] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    remarks: dict[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    score: float = 0.0


def propose(sample: Sample) -> Proposal:
    """The likeliest table for a sample, its columns named; the first in our order of equals."""
    values = {c: [row.get(c, "") for row in sample.rows] for c in sample.columns}
    moments = {name: times_in(cells) for name, cells in values.items()}
    best = max((_for(table, values, moments) for table in TABLES), key=lambda p: p.score)
    _words(best, values)
    _missing(best)
    best.columns = {ours: best.columns[ours] for ours in best.table.columns if ours in best.columns}
    best.empty = tuple(
        sorted(
            {cell for cells in values.values() for cell in cells if cell.upper() in MEAN_NOTHING}
        )
    )
    return best


def tokens(name: str) -> tuple[str, ...]:
    """A name's words in small letters: EVENT_DateTime gives event, date, time."""
    return tuple(word.lower() for word in TOKENS.findall(name))


def likeness(name: str, known: tuple[str, ...]) -> float:
    """How like one of the known names a column's name is: 1 the first itself, 0 not at all."""
    mine = tokens(name)
    last = tokens(name.rsplit(".", 1)[-1])
    best = 0.0
    for place, other in enumerate(known):
        theirs = tuple(other.split())
        early = 1.0 - 0.004 * place
        if "".join(mine) == "".join(theirs):
            best = max(best, early)
        elif "".join(last) == "".join(theirs):
            best = max(best, 0.9 * early)
        elif set(theirs) <= set(mine):
            best = max(best, early * (0.45 + 0.4 * len(set(theirs)) / len(set(mine))))
    return best


def _for(
    table: type[Table], values: dict[str, list[str]], moments: dict[str, Times | None]
) -> Proposal:
    """The best filling of one table: every pair of columns by likeness, the likest first."""
    proposal = Proposal(table)
    names = SYNONYMS[table.name] | {"known_at": KNOWN_AT}
    pairs = []
    for ours, known in names.items():
        column = table.columns[ours]
        for place, (theirs, cells) in enumerate(values.items()):
            score = likeness(theirs, known)
            score += _speak(column, ours, table, cells, moments[theirs], score)
            if score >= LIKELY:
                pairs.append((-score, not column.required, place, ours, theirs))
    used: set[str] = set()
    for negative, _, _, ours, theirs in sorted(pairs):
        if ours in proposal.columns or theirs in used:
            continue
        proposal.columns[ours] = (theirs,)
        used.add(theirs)
        proposal.score += -negative * (3.0 if table.columns[ours].required else 1.0)
    _join_clocks(proposal, values, moments, used)
    if not (set(table.key) & set(proposal.columns)):
        proposal.score -= 2.0
    lacking = [
        c for c in table.required()
        if c not in proposal.columns and c not in ASSUMED.get(table.name, {}) and c != "system"
    ]  # fmt: skip
    proposal.score -= 2.0 * len(lacking)
    for group in (*table.one_of, *table.any_of):
        proposal.score -= 2.0 * (not set(group) & set(proposal.columns))
    return proposal


def _speak(
    column: Column,
    ours: str,
    table: type[Table],
    cells: list[str],
    times: Times | None,
    name: float,
) -> float:
    """What the values add to a name's likeness, or take from it."""
    if not filled(cells):
        return 0.0 if name >= SURE_OF_NAME else -1.0
    if column.kind is Kind.TIME:
        if times is None:
            return -0.3 if name >= SURE_OF_NAME and not times_of_day(cells) else -1.0
        return 0.2 if times.with_clock else 0.1
    if times is not None and "iso" not in times.formats and column.kind is not Kind.TEXT:
        return -1.0
    if column.names == "number":
        share = numbers_in(cells)
        return max(0.3, SPOKEN - name) if share > MOST else (0.0 if share > 0.2 else -1.0)
    if column.kind is Kind.WORD:
        words = words_in(cells)
        known = _known(ours, column)
        share = sum(n for w, n in words.items() if w.lower() in known) / len(filled(cells))
        if share > MOST and len(known) > 1:
            return max(0.4 * share, SPOKEN - name)
        return 0.4 * share if share else (-0.3 if name >= SURE_OF_NAME and words else -1.0)
    if column.kind is Kind.YES_NO:
        words = words_in(cells, 4)
        return 0.2 if words and {w.lower() for w in words} <= _YES_NO else -1.0
    if column.kind in (Kind.WHOLE, Kind.NUMBER):
        return 0.1 if lengths_in(cells) > 0.5 else -1.0
    if ours == table.key[0]:
        return 0.1 if distinct(cells) > 0.9 else -0.2
    return 0.0


_YES_NO = {"0", "1", "y", "n", "yes", "no", "true", "false", "t", "f"}


def _known(ours: str, column: Column) -> dict[str, str]:
    """Words of systems, in small letters, that we can put in ours."""
    known = {word.lower(): word for word in column.allowed}
    for word, theirs in WORDS.get(ours, {}).items():
        if word in column.allowed:
            known |= {other: word for other in theirs if other not in known}
    return known


def _join_clocks(
    proposal: Proposal,
    values: dict[str, list[str]],
    moments: dict[str, Times | None],
    used: set[str],
) -> None:
    """Give a time that is a date alone the column of its time of day, where there is one, and
    say which formats its times have."""
    clocks = [c for c in values if c not in used and times_of_day(values[c])]
    for ours, theirs in list(proposal.columns.items()):
        if proposal.table.columns[ours].kind is not Kind.TIME:
            continue
        [name] = theirs
        times = moments[name]
        if times is not None and not times.with_clock and clocks:
            near = max(clocks, key=lambda c: len(set(tokens(c)) & {*tokens(name), *tokens(ours)}))
            joined = [
                f"{d} {c}".strip() if d and c else ""
                for d, c in zip(values[name], values[near], strict=True)
            ]
            if (together := times_in(joined)) is not None:
                proposal.columns[ours] = (name, near)
                used.add(near)
                clocks.remove(near)
                proposal.score += 0.5
                times = together
        if times is not None:
            proposal.times[ours] = times
            if times.remark:
                proposal.remarks[ours] = times.remark


def _words(proposal: Proposal, values: dict[str, list[str]]) -> None:
    """Propose a translation for each word of the sample, and set apart those that are not known."""
    for ours, theirs in proposal.columns.items():
        column = proposal.table.columns[ours]
        if column.kind is not Kind.WORD:
            continue
        known = _known(ours, column)
        own = {word.lower() for word in column.allowed}
        for word, times in words_in(values[theirs[0]], 200).items():
            if word.lower() in own:
                continue
            plain = re.sub(r"[\s_]+", " ", word.lower())
            ours_word = known.get(word.lower()) or known.get(plain)
            if ours_word is None and plain.replace(" ", "_") in own:
                ours_word = plain.replace(" ", "_")
            if ours_word is None:
                proposal.unknown.setdefault(ours, {})[word] = times
            else:
                proposal.values.setdefault(ours, {})[word] = ours_word


def _make_reference(proposal: Proposal, ours: str, missing: list[str]) -> None:
    """Where the rows have no reference of their own, make one of what tells them apart."""
    made_of = [
        theirs
        for name, names in proposal.columns.items()
        if proposal.table.columns[name].required or proposal.table.columns[name].kind is Kind.ID
        for theirs in names
    ]
    if len(made_of) < 3:
        missing.append(ours)
        return
    proposal.columns[ours] = tuple(made_of)
    proposal.remarks[ours] = (
        "ASSUMED: the file has no reference of its own; rows alike in all of these count as one"
    )


def _missing(proposal: Proposal) -> None:
    """Name what the table must have and the sample lacks, and assume what can be assumed."""
    assumed = ASSUMED.get(proposal.table.name, {})
    missing: list[str] = []
    for ours in proposal.table.required():
        if ours in proposal.columns or ours == "system":
            continue
        if ours in assumed:
            proposal.constants[ours] = assumed[ours]
        elif ours == proposal.table.key[0] and proposal.table.columns[ours].kind is Kind.TEXT:
            _make_reference(proposal, ours, missing)
        else:
            missing.append(ours)
    for group in (*proposal.table.one_of, *proposal.table.any_of):
        if not set(group) & set(proposal.columns):
            missing.append(" or ".join(group))
    proposal.missing = tuple(missing)
