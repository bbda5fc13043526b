"""Dictionaries: every reference's text once, with the integer that the facts hold for it."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import duckdb
from ibis.backends.duckdb import Backend

from custodes.schema import Table
from custodes.store import sql
from custodes.store.facts import dictionary_query, ids
from custodes.store.home import Home
from custodes.store.manifests import Manifest


class Dictionaries:
    """The dictionaries of a home, loaded as they are needed and grown batch by batch.

    Ids count up from 1; the new values of a batch get theirs in alphabetical order, so that the
    same files taken in the same order give the same ids.
    """

    def __init__(self, home: Home, backend: Backend) -> None:
        self._home = home
        self._con: duckdb.DuckDBPyConnection = backend.con
        self._loaded: set[str] = set()
        self._batches: list[Manifest] = []

    def learn(self, batches: Sequence[Manifest]) -> None:
        """Add what further committed batches brought."""
        for names in self._loaded:
            self._insert(names, batches)
        self._batches += batches

    def grow(self, tables: Iterable[type[Table]]) -> dict[str, int]:
        """Make `new_<names>` (id, value) for the values on the stage that have no id yet.

        Returns how many new values each dictionary has, where any.
        """
        columns: dict[str, list[str]] = {}
        for table in tables:
            for column, declared in ids(table).items():
                columns.setdefault(declared.names, []).append(
                    f"SELECT {sql.name(column)} AS value FROM stage.{table.name}"
                )
        grown = {}
        for names, selects in sorted(columns.items()):
            self._load(names)
            values = " UNION ALL ".join(selects)
            self._con.execute(
                f"CREATE OR REPLACE TEMP TABLE new_{names} AS SELECT CAST((SELECT "
                f"coalesce(max(id), 0) FROM known_{names}) + row_number() OVER (ORDER BY value) "
                "AS INTEGER) AS id, value FROM "
                f"(SELECT DISTINCT value FROM ({values}) WHERE value IS NOT NULL) AS met "
                f"WHERE NOT EXISTS (SELECT 1 FROM known_{names} k WHERE k.value = met.value)"
            )
            row = self._con.execute(f"SELECT count(*) FROM new_{names}").fetchone()
            if row and row[0]:
                grown[names] = int(row[0])
        return grown

    def write(self, names: str, path: Path) -> None:
        """Write the new values of a dictionary as Parquet."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._con.execute(
            f"COPY (SELECT id, value FROM new_{names} ORDER BY id) TO {sql.text(path)} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )

    def as_ids(self, relation: str, table: type[Table], filled: Collection[str]) -> str:
        """SQL for `line` and the `filled` columns of a relation of a table, its texts replaced by
        ids, new ones included."""
        joins, columns = [], []
        for position, (column, declared) in enumerate(table.columns.items()):
            if column not in filled:
                continue
            if not declared.names:
                columns.append(f"r.{sql.name(column)}")
                continue
            every = f"(FROM known_{declared.names} UNION ALL FROM new_{declared.names})"
            joins.append(
                f"LEFT JOIN {every} d{position} ON d{position}.value = r.{sql.name(column)}"
            )
            columns.append(f"d{position}.id AS {sql.name(column)}")
        return f"SELECT {', '.join(['r.line', *columns])} FROM {relation} AS r {' '.join(joins)}"

    def as_text(self, relation: str, table: type[Table], columns: Sequence[str]) -> str:
        """SQL for a relation of a table's facts with the ids of some columns as text."""
        if not columns:
            return relation
        joins, texts = [], []
        for position, column in enumerate(columns):
            names = table.columns[column].names
            self._load(names)
            joins.append(
                f"LEFT JOIN known_{names} d{position} ON d{position}.id = r.{sql.name(column)}"
            )
            texts.append(f"d{position}.value AS {sql.name(column)}")
        return f"(SELECT r.* REPLACE ({', '.join(texts)}) FROM {relation} AS r {' '.join(joins)})"

    def known(self, names: str) -> str:
        """The name of the relation (`id`, `value`) of everything a dictionary holds so far."""
        self._load(names)
        return f"known_{names}"

    def _load(self, names: str) -> None:
        if names not in self._loaded:
            self._con.execute(
                f"CREATE OR REPLACE TEMP TABLE known_{names} (id INTEGER, value VARCHAR)"
            )
            self._loaded.add(names)
            self._insert(names, self._batches)

    def _insert(self, names: str, batches: Sequence[Manifest]) -> None:
        if any(names in m.dictionaries for m in batches):
            held = dictionary_query(self._home, names, batches)
            self._con.execute(f"INSERT INTO known_{names} SELECT id, value FROM ({held})")
