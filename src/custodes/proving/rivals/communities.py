"""CADS: a user who does not keep to any community of users is odd."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import SHORT, Numbers, Rival, library, nobody, worst_first
from custodes.proving.rivals.network import network, rarity

MOST_COMPONENTS = 40
ENERGY = 0.8
"""Components are kept until they hold this share of what the first MOST_COMPONENTS hold."""
NEIGHBOURS = 10
"""The authors tune the number by conductance; here it is fixed."""
SEED = 1


class Cads(Rival):
    """Users as points in the leading components of who opened what, rarer people weighing more;
    each has the distance to the tenth nearest user as radius, and the score is how unlike each
    other the radii around the user are. Re-made from the paper, not the authors' program."""

    id = "cads"
    title = "CADS (communities)"
    source = "Chen and Malin, CODASPY 2011; Chen, Nyemba and Malin, IEEE TDSC 9(3), 2012"
    reads = ("accesses", "logins")
    window = SHORT

    def scores(self, step: Step) -> pa.Table:
        """Members of staff by the deviation around them; no person is named."""
        held = network(step)
        opened = held.matrix.copy()
        if min(opened.shape) < 3:
            return nobody()
        opened.data[:] = 1.0
        weighted = opened.multiply(rarity(opened)).tocsr()
        size = min(MOST_COMPONENTS, min(opened.shape) - 1)
        left, values, _right = library("sklearn.utils.extmath").randomized_svd(
            weighted, size, n_iter=3, random_state=SEED
        )
        energy = np.cumsum(values**2) / np.sum(values**2)
        enough = int(np.searchsorted(energy, ENERGY)) + 1
        points = left[:, :enough] * values[:enough]
        # Direction, not amount: who opens more is not odd for that.
        length = np.linalg.norm(points, axis=1, keepdims=True)
        points = np.divide(points, length, out=np.zeros_like(points), where=length > 0)
        return worst_first(step, held.staff, None, deviation(points, NEIGHBOURS))


def deviation(points: Numbers, neighbours: int) -> Numbers:
    """The standard deviation of the radii of each point's nearest `neighbours`, itself included."""
    k = min(neighbours, len(points) - 1)
    squares = np.sum(points**2, axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2 * points @ points.T, 0.0))
    np.fill_diagonal(apart, -1.0)
    nearest = np.argpartition(apart, k, axis=1)[:, : k + 1]
    radius = np.take_along_axis(apart, nearest, axis=1).max(axis=1)
    spread: Numbers = radius[nearest].std(axis=1)
    return spread
