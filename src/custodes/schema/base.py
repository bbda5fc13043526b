"""What a table is: a class that declares its columns and is its own documentation."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """What a column holds."""

    ID = "id"
    TEXT = "text"
    WORD = "word"
    TIME = "time"
    DATE = "date"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "0 or 1"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, what it means, and how far it can be trusted.

    `names` is, for an id, the dictionary that its text is kept in (`staff`, `person`, …).
    `least` and `most` are the bounds within which a number makes sense.
    """

    kind: Kind
    meaning: str
    required: bool = False
    names: str = ""
    allowed: tuple[str, ...] = ()
    unit: str = ""
    unreliable: str = ""
    least: float | None = None
    most: float | None = None
    personal: bool = False


def identifier(
    names: str,
    meaning: str,
    *,
    required: bool = False,
    unreliable: str = "",
    personal: bool = False,
) -> Any:
    """A reference that is kept as an integer, its text once in the dictionary `names`.

    A `personal` number is somebody's own: not 101, and not a word such as WITHHELD.
    """
    return Column(Kind.ID, meaning, required, names=names, unreliable=unreliable, personal=personal)


def text(meaning: str, *, required: bool = False, unreliable: str = "") -> Any:
    """Free or system text, kept as it came."""
    return Column(Kind.TEXT, meaning, required, unreliable=unreliable)


def word(meaning: str, allowed: str, *, required: bool = False, unreliable: str = "") -> Any:
    """One of a short list of words."""
    return Column(
        Kind.WORD, meaning, required, allowed=tuple(allowed.split()), unreliable=unreliable
    )


def moment(meaning: str, *, required: bool = False, unreliable: str = "") -> Any:
    """A time, kept in UTC to the microsecond."""
    return Column(Kind.TIME, meaning, required, unit="UTC", unreliable=unreliable)


def whole(meaning: str, *, unit: str, least: float | None = None, required: bool = False) -> Any:
    """A whole number with its unit."""
    return Column(Kind.WHOLE, meaning, required, unit=unit, least=least)


def number(
    meaning: str,
    *,
    unit: str,
    least: float | None = None,
    most: float | None = None,
    unreliable: str = "",
) -> Any:
    """A number with its unit."""
    return Column(Kind.NUMBER, meaning, unit=unit, least=least, most=most, unreliable=unreliable)


def yes_no(meaning: str) -> Any:
    """1 for yes, 0 for no, empty for unknown."""
    return Column(Kind.YES_NO, meaning)


KNOWN_AT = Column(
    Kind.TIME,
    "When the force's systems first told us. Where it is missing, the time of the event counts.",
    unit="UTC",
)


class Repeats(StrEnum):
    """What it means when a key that has been taken comes again with other content."""

    REFUSE = "refuse"
    """An event happened once: the second telling is refused, and both are on record."""
    SUPERSEDE = "supersede"
    """A register changes: both are kept, and as of a date the latest then known counts."""


class Table:
    """A table that everything reads. Subclass it, say in the docstring what a row is, and declare.

    `key` names the columns that make a row itself; `happened` the column that says when;
    `known_by` the columns of which the first that is filled stands in for a missing `known_at`
    (the time of the event, unless declared); `later` the columns that become known only at the
    time they hold (a closure, an end);
    `one_of` groups of columns of which exactly one must be filled;
    `spans` the two columns of a span whose end may not come before its start.
    """

    name: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    happened: ClassVar[str | None] = None
    known_by: ClassVar[tuple[str, ...]] = ()
    later: ClassVar[tuple[str, ...]] = ()
    repeats: ClassVar[Repeats] = Repeats.SUPERSEDE
    one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    any_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    spans: ClassVar[tuple[str, str] | None] = None
    big: ClassVar[bool] = False
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        """Gather the declared columns in order and refuse a declaration that contradicts itself."""
        cls.columns = {
            # `from` is a word of Python's own; the table declares it as `from_`.
            k.rstrip("_"): v
            for k, v in vars(cls).items()
            if isinstance(v, Column)
        }
        cls.columns["known_at"] = KNOWN_AT
        if cls.happened and "known_by" not in vars(cls):
            cls.known_by = (cls.happened,)
        named = {
            *cls.key,
            *cls.known_by,
            *cls.later,
            *(c for group in cls.one_of + cls.any_of for c in group),
        }
        named |= {cls.happened} if cls.happened else set()
        if unknown := named - set(cls.columns):
            raise TypeError(f"{cls.__name__} names columns that it does not declare: {unknown}")
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} does not say what a row is.")

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """The columns that every row must fill."""
        return tuple(name for name, column in cls.columns.items() if column.required)
