"""Rows of one table while they are being made: columns of numbers, gathered in pieces."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

NONE = -1
"""What a reference, a moment or a count holds where there is none."""

Columns = dict[str, NDArray[Any]]


class Rows:
    """Columns of one table. Each has a type; one that is left out of a piece holds NONE."""

    def __init__(self, **types: Any) -> None:
        self._types: dict[str, Any] = types
        self._pieces: list[Columns] = []
        self._whole = False

    def add(self, **columns: Any) -> None:
        """Add rows; a single value stands for every row of the piece."""
        if unknown := set(columns) - set(self._types):
            raise KeyError(f"no such columns: {sorted(unknown)}")
        size = max((np.size(value) for value in columns.values() if np.ndim(value)), default=1)
        self._whole = False
        self._pieces.append(
            {
                name: np.broadcast_to(np.asarray(columns.get(name, NONE), type_), (size,))
                for name, type_ in self._types.items()
            }
        )

    def gathered(self) -> Columns:
        """Every row added, as whole columns, which also become the only piece.

        A piece gives each column away as it is taken, so that no more than one is held twice.
        """
        if len(self._pieces) == 1 and self._whole:
            return dict(self._pieces[0])
        pieces = [dict(piece) for piece in self._pieces]
        self._pieces = []
        whole: Columns = {}
        for name, type_ in self._types.items():
            parts = [piece.pop(name) for piece in pieces]
            whole[name] = np.concatenate(parts) if parts else np.empty(0, type_)
        self._pieces, self._whole = [whole], True
        return dict(whole)

    def emptied(self) -> Columns:
        """Every row added, as whole columns, and none left here."""
        whole = self.gathered()
        self._pieces = []
        return whole

    def replace(self, columns: Columns) -> None:
        """Put other rows in the place of all that were added."""
        self._pieces, self._whole = [{name: columns[name] for name in self._types}], True

    def __len__(self) -> int:
        return sum(len(next(iter(piece.values()))) for piece in self._pieces)


def taken(columns: Columns, which: NDArray[Any]) -> Columns:
    """The same columns at some positions, or in another order."""
    return {name: values[which] for name, values in columns.items()}


def in_order(columns: Columns, first: int, last: int, when: str, *then: str) -> Columns:
    """Rows whose `when` lies from `first` to before `last`, in its order and then that of `then`.

    The columns given are used up one by one, so that no more than one is held twice.
    """
    inside = np.flatnonzero((columns[when] >= first) & (columns[when] < last))
    keys = [columns[name][inside] for name in (*reversed(then), when)]
    order = inside[np.lexsort(keys)]
    del inside, keys
    return {name: columns.pop(name)[order] for name in list(columns)}
