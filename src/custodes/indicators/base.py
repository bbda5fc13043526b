"""What an indicator is: a declared pattern in a pair's behaviour, with its words and its limits."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, dataclass_transform

import ibis.expr.types as ir
from ibis import _

from custodes.measures.measured import Measured, unexplained_mass
from custodes.schema import Table
from custodes.vocabulary.times import in_london


class Family(StrEnum):
    """Indicators of one family say much the same thing, so their bits are capped together."""

    LOOK_UPS = "look-ups"
    CONTACTS = "contacts"
    CONDUCT = "conduct"


class Subject(StrEnum):
    """Whom an indicator is about."""

    PAIR = "pair"
    STAFF = "staff"


@dataclass(frozen=True)
class Level:
    """A step of an indicator: among pairs in which the position is abused, the share `m` reaches
    at least this value. The share among ordinary pairs is measured from the force itself."""

    at_least: float
    m: float


def limit(default: float, unit: str) -> Any:
    """A limit of an indicator that a force may set for itself, with its unit."""
    return dataclasses.field(default=default, metadata={"unit": unit})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(limit,))
@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Subclass it, say in the docstring what it looks for, and declare.

    `over` names the table of Measured whose rows it counts; `counts(row)` says which of them;
    `value` what is measured of those: `rows`, `days`, `mass` (the sum of unexplained shares),
    `most_a_day` (the most rows of a day) or `people` (distinct people, for an indicator about
    staff). `because` is the sentence: every word in braces is a column that `find` gives. Fields
    made with `limit` are the force's to set.
    """

    id: ClassVar[str]
    version: ClassVar[int]
    title: ClassVar[str]
    family: ClassVar[Family]
    subject: ClassVar[Subject] = Subject.PAIR
    reads: ClassVar[tuple[type[Table], ...]]
    over: ClassVar[str]
    value: ClassVar[str]
    unit: ClassVar[str]
    levels: ClassVar[tuple[Level, ...]]
    m_source: ClassVar[str]
    because: ClassVar[str]
    could_be_innocent: ClassVar[tuple[str, ...]]
    cannot_see: ClassVar[tuple[str, ...]]
    first_steps: ClassVar[tuple[str, ...]]

    window: int = limit(90, "days")

    def __init_subclass__(cls) -> None:
        """Make the class a frozen dataclass of its limits; refuse a partial declaration."""
        declared = (
            "id", "version", "title", "family", "reads", "over", "value", "unit", "levels",
            "m_source", "because", "could_be_innocent", "cannot_see", "first_steps",
        )  # fmt: skip
        if missing := [name for name in declared if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}.")
        steps = [level.at_least for level in cls.levels]
        shares = [level.m for level in cls.levels]
        if steps != sorted(set(steps)) or shares != sorted(shares, reverse=True):
            raise TypeError(f"{cls.__name__}: levels rise and their shares fall.")
        dataclass(frozen=True, kw_only=True)(cls)

    def counts(self, row: ir.Table) -> ir.Value:
        """Which rows of the table `over` count, as a true-or-false column of it."""
        raise NotImplementedError

    def rows(self, m: Measured) -> ir.Table:
        """The rows that count, within the window before `as_of`."""
        table = getattr(m, self.over)
        recent = table.filter(table.day > _last_day(m) - int(self.window))
        return recent.filter(self.counts(recent))

    def find(self, m: Measured) -> ir.Table:
        """One row for each pair (or member of staff) with anything that counts.

        Out: staff, person (pairs only), value, rows, days, people, first_at, last_at.
        """
        rows = self.rows(m)
        by = ("staff", "person") if self.subject is Subject.PAIR else ("staff",)
        found = rows.group_by(*by).agg(
            rows=_.count(),
            days=_.day.nunique(),
            people=_.person.nunique(),
            mass=unexplained_mass(rows),
            first_at=_.at.min(),
            last_at=_.at.max(),
        )
        if self.value == "most_a_day":
            days = rows.group_by(*by, "day").agg(rows=_.count())
            found = found.join(days.group_by(*by).agg(most_a_day=_.rows.max()), by)
        return found.mutate(value=found[self.value].cast("float64"))


def _last_day(m: Measured) -> int:
    return (in_london(m.as_of).date() - date(1970, 1, 1)).days
