"""What was known as of a moment: each table is cut once, here, so that nothing looks ahead."""

from collections.abc import Callable, Mapping
from datetime import datetime

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis import _

from custodes.schema import (
    Accesses,
    Contacts,
    Incidents,
    Involvements,
    Kind,
    LoggedContacts,
    PersonLinks,
    Repeats,
    Table,
)
from custodes.store.workbench import Workbench, plain_times, small_table

SAME_PERSON_FROM = 0.9
"""Two references count as one person from this confidence on; an empty confidence counts as 1."""

SAME_PERSON_STEPS = 2
"""References count as one person through so many others between them."""

STORED: dict[Kind, dt.DataType] = {
    Kind.ID: dt.int32,
    Kind.TEXT: dt.string,
    Kind.WORD: dt.string,
    Kind.TIME: dt.timestamp,
    Kind.DATE: dt.date,
    Kind.WHOLE: dt.int64,
    Kind.NUMBER: dt.float64,
    Kind.YES_NO: dt.int8,
}
"""The type in which the store keeps each kind of column."""


def stored_schema(table: type[Table]) -> dict[str, dt.DataType]:
    """The columns of a table as the store keeps them, with the batch and line a row came from."""
    columns = {name: STORED[column.kind] for name, column in table.columns.items()}
    return columns | {"batch": dt.string, "line": dt.int64}


def nothing(table: type[Table]) -> ir.Table:
    """A table with the right columns and no rows."""
    row = {name: ibis.null(kind) for name, kind in stored_schema(table).items()}
    return small_table([{"one": 1}], {"one": "int64"}).select(**row).limit(0)


class Tables:
    """The facts as they were known at `as_of`; `tables[Accesses]` is one Ibis table.

    - A row counts only when `known_at` (where missing: the time of the event; for involvements
      the opening of the incident) is not later than `as_of`.
    - Columns that a table declares as `later` (a closure, an end) are empty until they have come.
    - Of a register row that was told several times, the latest telling then known counts.
    - `excluded` holds, for each dictionary, the ids never to be analysed; such rows are left out
      at any `as_of`, whenever the exclusion was made.
    - `number_as_device` (`device`, `number`) pairs the ids of a number that some feeds, such as
      bills, name a device by.
    - With a `workbench`, small tables are computed once and kept for everything that reads them.
    - A person with two references (`person_links`, kind same_person) appears under one.
    """

    def __init__(
        self,
        facts: Mapping[type[Table], ir.Table],
        as_of: datetime,
        excluded: Mapping[str, ir.Table] | None = None,
        number_as_device: ir.Table | None = None,
        workbench: Workbench | None = None,
    ) -> None:
        self.as_of = as_of
        self._workbench = workbench
        self._once: dict[str, ir.Table] = {}
        self.number_as_device = number_as_device
        self._facts = facts
        self._excluded = dict(excluded or {})
        self._cut: dict[type[Table], ir.Table] = {}
        self._one_person = (
            self.once("one_person", self._same_people) if PersonLinks in facts else None
        )

    def __getitem__(self, table: type[Table]) -> ir.Table:
        """The table as of the moment, with the columns that its class declares."""
        if table not in self._cut:
            cut = self._with_one_reference(table, self._known(table))
            if self._workbench is not None and not table.big:
                cut = self._workbench.keep(table.name, cut)
            self._cut[table] = cut
        return self._cut[table]

    def once(self, name: str, build: Callable[[], ir.Table]) -> ir.Table:
        """What `build` gives, built at the first asking and shared by whoever asks again."""
        if name not in self._once:
            built = build()
            self._once[name] = self._workbench.keep(name, built) if self._workbench else built
        return self._once[name]

    @property
    def one_person(self) -> ir.Table | None:
        """References that stand for a person known by an earlier one (person, one); None where the
        force holds no links between people."""
        return self._one_person

    def holds(self, table: type[Table]) -> bool:
        """Whether anything of this table was ever taken in (as of any moment)."""
        return table in self._facts

    def _known(self, table: type[Table]) -> ir.Table:
        rows = self._facts.get(table)
        if rows is None:
            return nothing(table)
        rows = plain_times(rows)
        if table is Involvements:
            rows = rows.left_join(self._openings(), "incident").drop("incident_right")
            rows = rows.mutate(known_at=ibis.coalesce(rows.known_at, rows.opened)).drop("opened")
        elif table.known_by:
            stands_in = (rows[column] for column in table.known_by)
            rows = rows.mutate(known_at=ibis.coalesce(rows.known_at, *stands_in))
        now = ibis.literal(self.as_of)
        rows = rows.filter(rows.known_at.isnull() | (rows.known_at <= now))
        if table.repeats is Repeats.REFUSE and table.happened:
            rows = rows.filter(rows[table.happened] <= now)
        else:
            rows = self._latest(table, rows)
        later = {c: ibis.ifelse(rows[c] <= now, rows[c], None) for c in table.later}
        return self._without_excluded(table, rows.mutate(**later) if later else rows)

    def _openings(self) -> ir.Table:
        """When each incident was opened, also those not yet known: what was not is not guessed."""
        incidents = plain_times(self._facts.get(Incidents, nothing(Incidents)))
        return incidents.group_by("incident").agg(opened=_.opened.min())

    def _latest(self, table: type[Table], rows: ir.Table) -> ir.Table:
        order = [rows.known_at.desc(), rows.batch.desc(), rows.line.desc()]
        newest = ibis.row_number().over(
            ibis.window(group_by=[rows[c] for c in table.key], order_by=order)
        )
        return rows.mutate(newest=newest).filter(_.newest == 0).drop("newest")

    def _without_excluded(self, table: type[Table], rows: ir.Table) -> ir.Table:
        if table not in (Accesses, Contacts, LoggedContacts, Involvements):
            return rows
        for column, declared in table.columns.items():
            never = self._excluded.get(declared.names)
            if never is not None:
                rows = rows.anti_join(never, rows[column] == never.id)
        return rows

    def _same_people(self) -> ir.Table:
        """Each reference that has an earlier one of the same person: person, one."""
        links = self._known(PersonLinks)
        sure = links.filter(
            links.kind == "same_person", links.confidence.fill_null(1.0) >= SAME_PERSON_FROM
        )
        both = sure.select("person", "other").union(
            sure.select(person=sure.other, other=sure.person)
        )
        first = both.mutate(one=ibis.least(both.person, both.other))
        first = first.group_by("person").agg(one=_.one.min())
        for _step in range(SAME_PERSON_STEPS):
            theirs = first.select(other="person", theirs="one")
            near = both.join(theirs, "other").group_by("person").agg(theirs=_.theirs.min())
            joined = first.join(near, "person")
            first = joined.select("person", one=ibis.least(joined.one, joined.theirs))
        return first.filter(first.one < first.person)

    def _with_one_reference(self, table: type[Table], rows: ir.Table) -> ir.Table:
        if self._one_person is None or "person" not in table.columns:
            return rows
        for column in ("person", "other") if table is PersonLinks else ("person",):
            one = self._one_person.select(known_as="person", one="one")
            rows = rows.left_join(one, rows[column] == one.known_as)
            rows = rows.mutate(**{column: ibis.coalesce(rows.one, rows[column])})
            rows = rows.drop("known_as", "one")
        return rows
