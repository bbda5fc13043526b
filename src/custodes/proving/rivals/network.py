"""Who opened whose record, as a matrix of staff by people: what rivals on networks are given."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import SHORT, Numbers, library, once
from custodes.proving.rivals.pair_counts import pair_sums


@dataclass(frozen=True)
class Network:
    """`staff` and `people` are the ids of rows and columns; `matrix` (SciPy CSR) holds how many
    look-ups there were."""

    staff: Numbers
    people: Numbers
    matrix: Any


def network(step: Step, window: int = SHORT) -> Network:
    """The look-ups of the `window` days (28 or 90) before the moment."""

    def build(step: Step) -> Network:
        sums = pair_sums(step)
        some = sums[f"looks_{window}"] > 0
        staff, row = np.unique(sums["staff"][some], return_inverse=True)
        people, column = np.unique(sums["person"][some], return_inverse=True)
        counts = sums[f"looks_{window}"][some].astype(np.float64)
        matrix = library("scipy.sparse").csr_matrix(
            (counts, (row, column)), shape=(len(staff), len(people))
        )
        return Network(staff, people, matrix)

    built: Network = once(step, f"network {window}", build)
    return built


def rarity(matrix: Any) -> Numbers:
    """The inverse document frequency of each column: a person whom all open says little."""
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rare: Numbers = np.log((1 + matrix.shape[0]) / (1 + holders)) + 1
    return rare


def likeness(step: Step) -> Numbers:
    """The cosine of every two members of staff over the people they opened, 28 days, rarer people
    weighing more; staff by staff, in the order of `network(step).staff`."""

    def build(step: Step) -> Numbers:
        opened = network(step).matrix.copy()
        opened.data[:] = 1.0
        weighted = opened.multiply(rarity(opened)).tocsr()
        length = np.sqrt(weighted.multiply(weighted).sum(axis=1)).A1
        scaled = library("scipy.sparse").diags(1 / length) @ weighted
        alike: Numbers = (scaled @ scaled.T).toarray().astype(np.float32)
        return alike

    built: Numbers = once(step, "likeness", build)
    return built
