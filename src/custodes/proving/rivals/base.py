"""What a rival is: a declared detector of somebody else's making, asked at the same moments, of the
same tables, as the product."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from custodes.pipeline.series import Step
from custodes.pipeline.world import World
from custodes.proving.protocol import Protocol
from custodes.ranking.evidence import peer_groups
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london

SHORT, LONG = 28, 90
"""Days before the moment that rivals look at: the same two for all of them."""

SCORED = pa.schema([("staff", pa.string()), ("person", pa.string()), ("score", pa.float64())])

Numbers = NDArray[Any]

_ONCE: "WeakKeyDictionary[World, dict[str, Any]]" = WeakKeyDictionary()


class Rival:
    """Subclass it, say in the docstring what it does, and declare.

    `id`, `title`; `source`, where it was published; `reads`, the tables it is given; `window`, the
    days before the moment that it looks at. One object serves one force, moment after moment in
    rising order, and may remember earlier moments.
    """

    kind: ClassVar[str] = "rival"
    id: ClassVar[str]
    title: ClassVar[str]
    source: ClassVar[str]
    reads: ClassVar[tuple[str, ...]]
    window: ClassVar[int]

    def scores(self, step: Step) -> pa.Table:
        """SCORED: one row a member of staff, the highest first; a person where the rival has one.

        A higher score is worse. Nothing that was not known at the step's moment is read.
        """
        raise NotImplementedError


def library(name: str) -> Any:
    """A library of the extra `prove`, brought in when it is first needed.

    Raises UserError where the extra is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise UserError(
            "The proving ground needs the extra: pip install 'custodes[prove]'"
        ) from None


def last_day(step: Step) -> int:
    """The London day of the moment, as days since 1 January 1970."""
    return (in_london(step.as_of).date() - date(1970, 1, 1)).days


def columns(step: Step, expression: ir.Table) -> dict[str, Numbers]:
    """A result as one array a column; times and empty values are not for this."""
    table: pa.Table = step.bench.backend.to_pyarrow(expression)
    return {name: table[name].to_numpy() for name in table.column_names}


def once(step: Step, name: str, build: Callable[[Step], Any]) -> Any:
    """What several rivals need of one step, computed for the first that asks."""
    held = _ONCE.setdefault(step.world, {})
    if name not in held:
        held[name] = build(step)
    return held[name]


def worst_first(
    step: Step, staff: Numbers, person: Numbers | None, score: Numbers, keep: int = Protocol.keep
) -> pa.Table:
    """Scores of pairs, or of staff, as SCORED: of each member of staff the worst, `keep` rows.

    In: ids of the home. Equal scores stand in the order of their ids, so that nothing is chance.
    """
    score = np.asarray(score, dtype=np.float64)
    good = np.flatnonzero(np.isfinite(score))
    people = np.zeros(len(score), dtype=np.int64) if person is None else np.asarray(person)
    staff = np.asarray(staff)
    order = good[np.lexsort((people[good], staff[good], -score[good]))]
    _who, first = np.unique(staff[order], return_index=True)
    chosen = order[np.sort(first)[:keep]]
    who = step.world.texts("staff", (int(i) for i in staff[chosen]))
    names: list[str | None] = [None] * len(chosen)
    if person is not None:
        whom = step.world.texts("person", (int(i) for i in people[chosen]))
        names = [whom[int(i)] for i in people[chosen]]
    return pa.table(
        [
            pa.array([who[int(i)] for i in staff[chosen]], pa.string()),
            pa.array(names, pa.string()),
            pa.array(score[chosen], pa.float64()),
        ],
        schema=SCORED,
    )


def nobody() -> pa.Table:
    """No scores at all."""
    return SCORED.empty_table()


def peers_of(step: Step, staff: Numbers) -> Numbers:
    """The peer group of each of these staff as a number; those with no post are one group."""

    def build(step: Step) -> dict[int, int]:
        groups = step.bench.rows(peer_groups(step.measured.posts))
        names = {name: place for place, name in enumerate(sorted({g["peers"] for g in groups}))}
        return {g["staff"]: names[g["peers"]] for g in groups}

    group: dict[int, int] = once(step, "peers", build)
    unknown = len(set(group.values()))
    ids, place = np.unique(staff, return_inverse=True)
    return np.array([group.get(int(i), unknown) for i in ids], dtype=np.int64)[place]


def against_peers(values: Numbers, group: Numbers, weight: float) -> Numbers:
    """Each value's distance from its group's mean, in standard deviations of the group.

    A group's mean and variance are drawn towards those of all as if all were `weight` members.
    `values` may have several columns; a spread below a hundredth counts as a hundredth.
    """
    if not len(group):
        return np.asarray(values, dtype=np.float64)
    size = int(group.max()) + 1
    table = np.asarray(values, dtype=np.float64).reshape(len(group), -1)
    number = np.bincount(group, minlength=size)[:, None]

    def pulled(column_wise: Numbers) -> Numbers:
        sums = [np.bincount(group, column, size) for column in column_wise.T]
        every = column_wise.mean(axis=0)
        means: Numbers = (np.stack(sums, axis=1) + weight * every) / (number + weight)
        return means

    apart = table - pulled(table)[group]
    spread = np.sqrt(np.maximum(pulled(apart**2), 1e-4))
    scaled: Numbers = (apart / spread[group]).reshape(np.shape(values))
    return scaled
