"""A small station that specs are set at, and what they ask about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from custodes.indicators import Indicator
from custodes.measures.duty import duty_states
from custodes.measures.measured import (
    Measured,
    latest_posts,
    linked_people,
    with_logging,
    with_look_before,
)
from custodes.measures.touches import calls, looks
from custodes.pipeline.explain import explained, links_of
from custodes.purposes import Purpose
from custodes.purposes.contact_plan import ContactPlan
from custodes.purposes.officer_in_case import OfficerInCase
from custodes.purposes.task import Task
from custodes.schema import (
    TABLES,
    Accesses,
    Contacts,
    Devices,
    Duties,
    Incidents,
    Involvements,
    LoggedContacts,
    Logins,
    PersonLinks,
    PersonNumbers,
    PurposeRecords,
    Staff,
    Table,
)
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench, small_table
from lib.ascii_tables import drawn, facts

Drawings = Mapping[type[Table], str]
Rows = list[dict[str, Any]]

LONG_AGO = "2025-01-01"

STATION: Drawings = {
    # Two response officers and their sergeant; two neighbourhood officers of another unit.
    Staff: """
        staff | kind    | role          | unit    | supervisor | from
        ------+---------+---------------+---------+------------+-----------
        A-1   | officer | response      | north   | S-1        | 2025-01-01
        A-2   | officer | response      | north   | S-1        | 2025-01-01
        S-1   | officer | sergeant      | north   |            | 2025-01-01
        N-1   | officer | neighbourhood | harbour |            | 2025-01-01
        N-2   | pcso    | neighbourhood | harbour |            | 2025-01-01
    """,
    Logins: """
        login | system | staff | from
        ------+--------+-------+-----------
        a1    | rms    | A-1   | 2025-01-01
        a2    | rms    | A-2   | 2025-01-01
        s1    | rms    | S-1   | 2025-01-01
        n1    | rms    | N-1   | 2025-01-01
        n2    | rms    | N-2   | 2025-01-01
    """,
    Devices: """
        device | kind   | number        | staff | from
        -------+--------+---------------+-------+-----------
        M-1    | mobile | +447700900101 | A-1   | 2025-01-01
        M-2    | mobile | +447700900102 | A-2   | 2025-01-01
    """,
    # A burglary in which P-1 is the victim and P-2 is suspected; P-3 has no part in it.
    Incidents: """
        incident | kind     | opened
        ---------+----------+-----------------
        I-1      | burglary | 2026-03-02 08:00
    """,
    Involvements: """
        incident | person | role
        ---------+--------+--------
        I-1      | P-1    | victim
        I-1      | P-2    | suspect
    """,
    PersonNumbers: """
        person | number
        -------+--------------
        P-1    | +447700900201
        P-3    | +447700900203
    """,
}
"""What holds at the station unless a spec draws the table itself."""

EXPLAINED_BY = (OfficerInCase, Task, ContactPlan)
"""The purposes that explain what indicators are asked about at the station."""

USUAL: Mapping[type[Table], Mapping[str, str]] = {
    Accesses: {
        "system": "rms",
        "login": "a1",
        "action": "view",
        "record_kind": "person",
        "person": "P-1",
    },
    Contacts: {
        "device": "M-1",
        "other": "+447700900201",
        "direction": "out",
        "channel": "text",
    },
    LoggedContacts: {"staff": "A-1", "person": "P-1"},
    PurposeRecords: {"staff": "A-1", "person": "P-1", "made_by": "S-1"},
    Duties: {"staff": "A-1", "status": "duty"},
}
"""What stands in the columns that a drawing leaves out."""


def _filled(table: type[Table], text: str) -> str:
    """A drawing with the usual values where it has no such column.

    Of columns that exclude each other, such as `staff` and `unit`, none is filled where one is
    drawn.
    """
    rows = drawn(text)
    if not rows:
        return text
    given = set(rows[0])
    spoken_for = {c for group in table.one_of if given & set(group) for c in group}
    if table is Accesses and "incident" in given:
        spoken_for.add("person")
    usual = {
        name: value
        for name, value in USUAL.get(table, {}).items()
        if name not in given and name not in spoken_for
    }
    heads = [*rows[0], *usual]
    lines = [" | ".join([*row.values(), *usual.values()]) for row in rows]
    return "\n".join([" | ".join(heads), *lines])


class Station:
    """What was known at `as_of` of the facts that a spec draws, on one engine."""

    def __init__(self, backend: BaseBackend, given: Drawings, as_of: str) -> None:
        self.bench = Workbench(backend)
        drawings = {**STATION, **given}
        held = {table: facts(table, _filled(table, drawings.get(table, ""))) for table in TABLES}
        self.drawn = set(given)
        self.as_of = datetime.fromisoformat(as_of)
        self.tables = Tables(held, self.as_of, workbench=self.bench)

    def table(self, table: type[Table]) -> Rows:
        """The rows of a table as they were known."""
        return self.bench.rows(self.tables[table])

    def links(self, purpose: type[Purpose]) -> Rows:
        """Whom a purpose links with whom, and when."""
        return self.bench.rows(purpose.links(self.tables))

    def told(self, *purposes: type[Purpose]) -> Rows:
        """Each look-up and contact with what these purposes say of it."""
        looked, called = self._explained(purposes)
        parts = [("access", looked)] + ([("contact", called)] if called is not None else [])
        return [{"row": row[key], **row} for key, part in parts for row in self.bench.rows(part)]

    def _explained(self, purposes: Sequence[type[Purpose]]) -> tuple[ir.Table, ir.Table | None]:
        """Look-ups, and contacts where the spec draws any."""
        t, keep = self.tables, self.bench.keep
        since = self.as_of - timedelta(days=90)
        links = keep("links", links_of(t, purposes))
        looked = explained(keep("looked", looks(t, since)), links, "access", purposes)
        if Contacts not in self.drawn:
            return looked, None
        called = keep("called", calls(t, since).mutate(use=ibis.literal("contact")))
        return looked, explained(called, links, "contact", purposes)

    def duty(self) -> Rows:
        """Each look-up with the state of duty of whoever made it."""
        since = datetime(2025, 1, 1)
        return self.bench.rows(looks(self.tables, since))

    def duty_at(self, staff: str, *moments: str) -> list[str]:
        """The state of duty of one member of staff at moments, in their order."""
        at = [datetime.fromisoformat(moment) for moment in moments]
        asked = small_table(
            [{"staff": staff, "at": moment, "place": n} for n, moment in enumerate(at)],
            {"staff": "string", "at": "timestamp", "place": "int64"},
        )
        rows = self.bench.rows(duty_states(asked, self.tables, min(at)))
        return [row["duty"] for row in sorted(rows, key=lambda row: row["place"])]

    @cached_property
    def measured(self) -> Measured:
        """What indicators read, explained by the purposes that the station uses, EXPLAINED_BY."""
        t = self.tables
        looked, called = self._explained(EXPLAINED_BY)
        looked = self.bench.keep("looks", looked)
        nothing = looked.limit(0)
        if called is not None:
            called = self.bench.keep("calls", called)
            called = with_look_before(with_logging(called, t), looked)
        return Measured(
            as_of=self.as_of,
            looks=looked,
            calls=nothing if called is None else called,
            # No indicator reads it.
            pair_days=nothing,
            posts=latest_posts(t),
            near=linked_people(t) if PersonLinks in self.drawn else nothing,
        )

    def find(self, indicator: Indicator) -> Rows:
        """What an indicator finds."""
        return self.bench.rows(indicator.find(self.measured))

    def rows(self, indicator: Indicator) -> Rows:
        """The rows that an indicator counts."""
        return self.bench.rows(indicator.rows(self.measured))
