"""Proposes a mapping for a file of unknown make, and shows what it would refuse; writes nothing."""

from dataclasses import dataclass
from pathlib import Path

from custodes.sources.guess.block import block, feed_name, settings_of
from custodes.sources.guess.known import known_as
from custodes.sources.guess.propose import propose
from custodes.sources.guess.refusals import refusals_of
from custodes.sources.guess.sample import sample_of
from custodes.sources.mapped import Mapped
from custodes.vocabulary.errors import UserError

EXAMPLES = 3
"""How many rows are shown for each reason."""


@dataclass(frozen=True)
class WouldRefuse:
    """One reason for which sampled rows would be refused: which column it lies in, how many rows,
    and the first few of them as line and sentence, which quotes the value."""

    column: str
    rows: int
    examples: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Guess:
    """A proposed mapping.

    `toml` is the block for force.toml; `table` the name of the table; `columns` ours to theirs;
    `unmapped` their columns that nothing uses; `missing` ours that the table must have and the
    file seems to lack; `rows` how many were looked at, of which `passed_over` would be left out
    and `would_refuse` refused; `notes` what was found out about the file.
    """

    toml: str
    table: str
    columns: dict[str, tuple[str, ...]]
    unmapped: tuple[str, ...]
    missing: tuple[str, ...]
    rows: int
    passed_over: int
    would_refuse: tuple[WouldRefuse, ...]
    notes: tuple[str, ...]


def guess(path: Path, *, rows: int = 1000) -> Guess:
    """A mapping for a file from its first `rows` rows: the same file gives the same guess.

    Raises UserError (FileRefused) when the file cannot be read at all.
    """
    if rows < 1:
        raise UserError("A guess needs at least one row to look at: write --rows 1000.")
    sample = sample_of(path, rows)
    proposal = propose(sample)
    settings = settings_of(sample, proposal, feed_name(path))
    refused: list[tuple[int, str]] = []
    passed_over = 0
    notes = list(sample.notes)
    if proposal.missing:
        notes.append(
            f"{proposal.table.name} must have {', '.join(proposal.missing)}, which no column "
            "seems to hold: until it is mapped every row would be refused."
        )
    else:
        refused, passed_over = refusals_of(Mapped(settings), sample)
    if own := known_as(sample):
        by, looks_like = own
        notes.append(f'It looks like {looks_like}: source = "{by}" reads it without a mapping.')
    used = {name for names in proposal.columns.values() for name in names}
    return Guess(
        toml=block(path, sample, proposal, settings),
        table=proposal.table.name,
        columns=dict(proposal.columns),
        unmapped=tuple(c for c in sample.columns if c not in used),
        missing=proposal.missing,
        rows=len(sample.rows) + len(sample.malformed),
        passed_over=passed_over,
        would_refuse=_grouped(refused),
        notes=tuple(notes),
    )


def _grouped(refused: list[tuple[int, str]]) -> tuple[WouldRefuse, ...]:
    """Refusals by the column that each sentence begins with, the commonest first."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for line, reason in refused:
        groups.setdefault(reason.split(" ", 1)[0], []).append((line, reason))
    found = [
        WouldRefuse(column, len(rows), tuple(rows[:EXAMPLES])) for column, rows in groups.items()
    ]
    return tuple(sorted(found, key=lambda w: (-w.rows, w.column)))
