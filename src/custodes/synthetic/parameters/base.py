"""What a declared number of the made-up force is, and where its value is looked up."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType

from custodes.vocabulary.errors import UserError

ASSUMED = "assumed"
PUBLISHED = "published misconduct findings, as listed among the typologies"
STUDIES = "studies of record access in hospitals (arXiv 1109.6880, PMC3555324)"


@dataclass(frozen=True)
class Parameter:
    """One number: its value, its unit and its source, or the word *assumed*."""

    name: str
    value: float
    unit: str
    source: str


_NOTHING: Mapping[str, float] = MappingProxyType({})
_instead: ContextVar[Mapping[str, float]] = ContextVar("instead", default=_NOTHING)
"""Values that stand in for the declared ones while one force is made, in that making only."""


class Declared:
    """Every declared number by name, read as it stands for the force that is being made."""

    def __init__(self, parameters: tuple[Parameter, ...]) -> None:
        self._values = {parameter.name: parameter.value for parameter in parameters}

    def given(self, name: str) -> float:
        """The value of a declared parameter. Raises KeyError for a name that is not declared."""
        return _instead.get().get(name, self._values[name])

    @contextmanager
    def instead(self, values: Mapping[str, float] | None) -> Iterator[None]:
        """Within the block `given` answers with these values where it has one.

        Only the thread or task that entered the block sees them. Raises UserError for a name that
        is not declared and for a value that is no number.
        """
        values = dict(values or {})
        for name, value in values.items():
            if name not in self._values:
                raise UserError(
                    f'"{name}" is not a parameter of the synthetic force: its parameters are '
                    "listed in truth/parameters.csv of any force that was made."
                )
            if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
                raise UserError(f'The parameter "{name}" wants a number, not {value!r}.')
        token = _instead.set(MappingProxyType({**_instead.get(), **values}))
        try:
            yield
        finally:
            _instead.reset(token)
