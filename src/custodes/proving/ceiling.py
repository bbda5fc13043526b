"""The ceiling: what the product's own measures could give if the truth were known elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.indicators.base import Subject
from custodes.proving.features import names
from custodes.proving.protocol import Protocol
from custodes.proving.rivals.base import Numbers, library
from custodes.proving.truth import Truth, days_of
from custodes.vocabulary.times import end_of_day

ID = "ceiling"
TITLE = "Ceiling: gradient boosting told the truth of other seeds"
SOURCE = "Friedman, Annals of Statistics 29, 2001; scikit-learn's HistGradientBoostingClassifier"

TREES = 200
FOLDS = 4
"""Into so many parts seeds are dealt; each part is scored by what the others taught."""
PER_OFFENCE = 60
"""Innocent rows that are kept for each row of an offence, drawn at random."""
FEWEST = 2_000
"""Innocent rows that are kept at least, where there are so many."""
SEED = 1


@dataclass(frozen=True)
class Origin:
    """The rows of `pair_features` of one seed at one origin."""

    day: date
    rows: pa.Table


def ceiling(
    origins: Mapping[int, Sequence[Origin]],
    truths: Mapping[int, Truth],
    folds: int = FOLDS,
    trees: int = TREES,
) -> dict[int, pa.Table]:
    """Scores of each seed by a model that saw the truth of other seeds alone.

    In: for each seed its origins, and its truth. A row is an offence when its member of staff
    offends against its person and the onset is not after the origin; other rows of offenders
    teach nothing. Out: for each seed origin, staff, person and score, one row a member of staff
    and origin, the `keep` highest of each. Needs two seeds; with fewer there is nobody to learn
    from, and nothing is given.
    """
    numbers = sorted(origins)
    parts = [numbers[n::folds] for n in range(min(folds, len(numbers)))]
    if len(parts) < 2:
        return {}
    scores: dict[int, pa.Table] = {}
    for part in parts:
        taught = [n for n in numbers if n not in part]
        values, marks = [], []
        for number in taught:
            rng = np.random.default_rng([SEED, number])
            for origin in origins[number]:
                some, offence = _lesson(origin, truths[number], rng)
                values.append(some)
                marks.append(offence)
        model = _grown(np.concatenate(values), np.concatenate(marks), trees)
        for number in part:
            said = [_scored(origin, model) for origin in origins[number]]
            scores[number] = pa.concat_tables(said)
    return scores


def _grown(values: Numbers, offence: Numbers, trees: int) -> Any | None:
    """A model of these rows; None where nothing tells them apart."""
    if offence.all() or not offence.any():
        return None
    booster = library("sklearn.ensemble").HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=20,
        l2_regularization=1.0, class_weight="balanced", early_stopping=False, random_state=SEED,
    )  # fmt: skip
    # Seeds are worked on side by side; threads that wait for a core spin.
    with library("threadpoolctl").threadpool_limits(1):
        model: Any = booster.fit(values, offence)
    return model


def _lesson(origin: Origin, truth: Truth, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """The numbers of the rows that teach, and which of them are offences."""
    moment = days_of(end_of_day(origin.day))
    staff, person = origin.rows["staff"].to_pylist(), origin.rows["person"].to_pylist()
    offenders = {offender.staff: offender for offender in truth.offenders}
    offence = np.zeros(len(staff), dtype=bool)
    innocent = np.ones(len(staff), dtype=bool)
    for row, (who, whom) in enumerate(zip(staff, person, strict=True)):
        if offender := offenders.get(who):
            innocent[row] = False
            offence[row] = whom in offender.people and offender.onset <= moment
    kept = np.flatnonzero(innocent)
    wanted = max(int(offence.sum()) * PER_OFFENCE, FEWEST)
    if len(kept) > wanted:
        kept = np.sort(rng.choice(kept, wanted, replace=False))
    chosen = np.concatenate([np.flatnonzero(offence), kept])
    return _values(origin.rows)[chosen], offence[chosen]


def _scored(origin: Origin, model: Any | None) -> pa.Table:
    size = origin.rows.num_rows
    score = np.zeros(size)
    if model is not None and size:
        score = model.predict_proba(_values(origin.rows))[:, 1]
    table = pa.table(
        {
            "origin": pa.array([origin.day] * size, pa.date32()),
            "staff": origin.rows["staff"],
            "person": origin.rows["person"],
            "score": pa.array(score, pa.float64()),
        }
    )
    order = [("score", "descending"), ("staff", "ascending"), ("person", "ascending")]
    table = table.sort_by(order)
    staff = table["staff"].combine_chunks().dictionary_encode().indices.to_numpy()
    _who, first = np.unique(staff, return_index=True)
    return table.take(pa.array(np.sort(first)[: Protocol.keep]))


def _values(rows: pa.Table) -> Numbers:
    """The numbers of rows, one column each."""
    columns = [pc.cast(rows[name], pa.float32()).to_numpy() for name in names(Subject.PAIR)]
    values: Numbers = np.stack(columns, axis=1)
    return values
