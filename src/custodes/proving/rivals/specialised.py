"""SNAD: an access is odd when the others who opened the record resemble each other more without
the one who made it."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import SHORT, Numbers, Rival, nobody, worst_first
from custodes.proving.rivals.network import likeness, network

FEWEST_USERS = 3
"""A record that fewer opened has no network from which one could be left out."""
AT_ONCE = 4_000_000
"""Pairs of users that are held in memory at once."""


class Snad(Rival):
    """For each record the mean likeness of those who opened it in 28 days; the score of one
    member of staff is how much it rises when they are left out. Re-made from the paper, not the
    authors' program."""

    id = "snad"
    title = "SNAD (specialised networks)"
    source = "Chen, Nyemba, Zhang and Malin, Security Informatics 1:5, 2012"
    reads = ("accesses", "logins")
    window = SHORT

    def scores(self, step: Step) -> pa.Table:
        """The pair of each member of staff that stands out most from the record's network."""
        held = network(step)
        by_person = held.matrix.tocsc()
        size = np.diff(by_person.indptr)
        if not (size >= FEWEST_USERS).any():
            return nobody()
        place, gain = gains(likeness(step), by_person.indptr, by_person.indices)
        person = np.repeat(np.arange(len(size)), size)[place]
        return worst_first(step, held.staff[by_person.indices[place]], held.people[person], gain)


def gains(alike: Numbers, starts: Numbers, users: Numbers) -> tuple[Numbers, Numbers]:
    """How much the mean likeness of each record's users rises without each of them.

    In: likeness of users, and the users of each record as CSC arrays. Out: the places in `users`
    that belong to records with enough users, and their gains.
    """
    size = np.diff(starts)
    sums = np.zeros(len(users))
    for number in np.unique(size[size >= FEWEST_USERS]):
        records = np.flatnonzero(size == number)
        each = max(1, AT_ONCE // int(number) ** 2)
        for cut in range(0, len(records), each):
            places = starts[records[cut : cut + each]][:, None] + np.arange(number)
            group = users[places]
            block = alike[group[:, :, None], group[:, None, :]]
            sums[places] = block.sum(axis=2) - np.diagonal(block, axis1=1, axis2=2)
    n = np.repeat(size, size).astype(np.float64)
    place = np.flatnonzero(n >= FEWEST_USERS)
    record = np.repeat(np.arange(len(size)), size)
    total = np.bincount(record, sums, len(size))[record][place]
    n, mine = n[place], sums[place]
    without = (total - 2 * mine) / ((n - 1) * (n - 2))
    return place, without - total / (n * (n - 1))
