"""What a few factors of who opens whom do not account for."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import LONG, Numbers, Rival, library, nobody, worst_first
from custodes.proving.rivals.network import network

FACTORS = 20
AT_ONCE = 200_000
SEED = 1


class FactorResidual(Rival):
    """The logarithm of each pair's look-ups over 90 days less what a truncated singular value
    decomposition of staff by people makes of it."""

    id = "factor-residual"
    title = "Co-access factor residual"
    source = (
        "Halko, Martinsson and Tropp, SIAM Review 53(2), 2011, for the decomposition; residuals of "
        "latent factors as anomaly, as in collaborative filtering of accesses"
    )
    reads = ("accesses", "logins")
    window = LONG

    def scores(self, step: Step) -> pa.Table:
        """The pair of each member of staff that the factors account for least."""
        held = network(step, LONG)
        logs = held.matrix.copy()
        if min(logs.shape) < 2:
            return nobody()
        logs.data = np.log1p(logs.data)
        rank = min(FACTORS, min(logs.shape) - 1)
        left, values, right = library("sklearn.utils.extmath").randomized_svd(
            logs, rank, n_iter=2, random_state=SEED
        )
        row = np.repeat(np.arange(logs.shape[0]), np.diff(logs.indptr))
        expected = _at(left * values, right.T, row, logs.indices)
        return worst_first(step, held.staff[row], held.people[logs.indices], logs.data - expected)


def _at(left: Numbers, right: Numbers, row: Numbers, column: Numbers) -> Numbers:
    parts = [
        np.einsum("ij,ij->i", left[row[cut : cut + AT_ONCE]], right[column[cut : cut + AT_ONCE]])
        for cut in range(0, len(row), AT_ONCE)
    ]
    return np.concatenate(parts)
