"""Chance, each noun with a stream of its own, so that changing one leaves the others alone."""

import zlib

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, noun: str) -> np.random.Generator:
    """The stream of random numbers that belongs to a noun under a seed."""
    return np.random.default_rng([seed, zlib.crc32(noun.encode())])


def weighted(
    rng: np.random.Generator, weights: NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """`size` positions in `weights`, each drawn in proportion to its weight."""
    total = np.cumsum(weights)
    drawn = np.searchsorted(total, rng.random(size) * total[-1], "right")
    positions: NDArray[np.int64] = np.minimum(drawn, len(weights) - 1).astype(np.int64)
    return positions


def chance(rng: np.random.Generator, share: float, size: int) -> NDArray[np.bool_]:
    """True for about `share` of `size`."""
    return rng.random(size) < share
