"""The rows behind alerts as the store holds them, each with the file and the line it came from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from custodes.schema import Accesses, Contacts, Table
from custodes.store.engines.duckdb import connect
from custodes.store.facts import dictionary, ids, raw_facts
from custodes.store.home import Home
from custodes.store.manifests import Manifest, committed
from custodes.store.workbench import Workbench, plain_times, small_table
from custodes.vocabulary.times import iso

READ: tuple[tuple[type[Table], str], ...] = ((Accesses, "access"), (Contacts, "contact"))
"""The tables whose rows an alert names, and the column that is a row's name there."""

Alert = Mapping[str, Any]
Row = tuple[str, str]
"""A table's name and a row's."""


@dataclass(frozen=True)
class Origin:
    """One row: what it says, as text by column, and where it came from.

    `line` counts from 1 in the file (or member of an archive) whose SHA-256 is that of `batch`.
    """

    table: str
    row: str
    system: str
    values: Mapping[str, str]
    batch: str
    line: int


def rows_behind(home: Home, alerts: Collection[Alert], batches: Collection[str]) -> list[Origin]:
    """Every row that these alerts show, once, by table and time.

    `batches` are those that their runs read. A row that is no longer in the store is not in what
    comes back: whoever asks compares.
    """
    read = [manifest for manifest in committed(home) if manifest.batch in set(batches)]
    bench = Workbench(connect(home.spill))
    found: list[Origin] = []
    for table, key in READ:
        wanted = {(row["row"], row.get("system") or "") for row in _shown(alerts, table.name)}
        if wanted:
            found += _origins(home, bench, read, table, key, wanted)
    return found


def files_behind(home: Home, origins: Iterable[Origin]) -> list[Manifest]:
    """The manifests of the files that these rows came from, in the order they were taken in."""
    named = {origin.batch for origin in origins}
    return [manifest for manifest in committed(home) if manifest.batch in named]


def rows_named(alerts: Iterable[Alert]) -> set[Row]:
    """The rows that these alerts show."""
    return {(row["table"], row["row"]) for alert in alerts for row in alert["timeline"]}


def _shown(alerts: Iterable[Alert], table: str) -> list[Mapping[str, Any]]:
    return [row for alert in alerts for row in alert["timeline"] if row["table"] == table]


def _origins(
    home: Home,
    bench: Workbench,
    read: Sequence[Manifest],
    table: type[Table],
    key: str,
    wanted: set[tuple[str, str]],
) -> list[Origin]:
    facts = plain_times(raw_facts(home, bench.backend, table, read))
    asked = small_table([{"named": name} for name in {n for n, _s in wanted}], {"named": "string"})
    held = facts.semi_join(asked, facts[key] == asked.named)
    rows = [
        row
        for row in bench.rows(held.order_by(["at", key]))
        if (row[key], row.get("system") or "") in wanted
    ]
    texts = {
        column: _texts(home, bench, read, declared.names, {row[column] for row in rows})
        for column, declared in ids(table).items()
    }
    return [
        Origin(
            table=table.name,
            row=row[key],
            system=row.get("system") or "",
            values={
                column: _said(texts[column].get(row[column]) if column in texts else row[column])
                for column in table.columns
            },
            batch=row["batch"],
            line=row["line"],
        )
        for row in rows
    ]


def _texts(
    home: Home, bench: Workbench, read: Sequence[Manifest], names: str, wanted: set[int | None]
) -> dict[int, str]:
    """The text of each of these ids of one dictionary."""
    asked = small_table(
        [{"id": i} for i in sorted(i for i in wanted if i is not None)], {"id": "int32"}
    )
    known = dictionary(home, bench.backend, names, read).semi_join(asked, "id")
    return {row["id"]: row["value"] for row in bench.rows(known)}


def _said(value: Any) -> str:
    if value is None:
        return ""
    return iso(value) or "" if isinstance(value, datetime) else str(value)
