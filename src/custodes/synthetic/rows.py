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

    def add(self, **columns: Any) -> None:
        """Add rows; a single value stands for every row of the piece."""
        if unknown := set(columns) - set(self._types):
            raise KeyError(f"no such columns: {sorted(unknown)}")
        size = max((np.size(value) for value in columns.values() if np.ndim(value)), default=1)
        self._pieces.append(
            {
                name: np.broadcast_to(np.asarray(columns.get(name, NONE), type_), (size,))
                for name, type_ in self._types.items()
            }
        )

    def gathered(self) -> Columns:
        """Every row added, as whole columns, which also become the only piece."""
        whole: Columns = {
            name: np.concatenate([piece[name] for piece in self._pieces])
            if self._pieces
            else np.empty(0, type_)
            for name, type_ in self._types.items()
        }
        self._pieces = [whole]
        return whole

    def replace(self, columns: Columns) -> None:
        """Put other rows in the place of all that were added."""
        self._pieces = [{name: columns[name] for name in self._types}]

    def __len__(self) -> int:
        return sum(len(next(iter(piece.values()))) for piece in self._pieces)


def taken(columns: Columns, which: NDArray[Any]) -> Columns:
    """The same columns at some positions, or in another order."""
    return {name: values[which] for name, values in columns.items()}
