"""Counts for those who see numbers only: small ones are left out, and so that none follows."""

from collections.abc import Mapping

SMALL = 5
"""Counts from one up to below this are not shown to those who see numbers only."""


def without_small(counts: Mapping[str, int], *, below: int = SMALL) -> dict[str, int | None]:
    """The counts with None for those not shown, so that no small one follows from the total.

    Hidden are all from 1 to `below` - 1, and then the next smallest until at least two are hidden
    and together they come to `below` or more. Zeros are shown.
    """
    hidden = {name for name, n in counts.items() if 0 < n < below}
    rest = sorted((n, name) for name, n in counts.items() if n >= below)
    while hidden and rest and (len(hidden) < 2 or sum(counts[h] for h in hidden) < below):
        hidden.add(rest.pop(0)[1])
    return {name: None if name in hidden else n for name, n in counts.items()}
