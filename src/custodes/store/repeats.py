"""Repeats: rows whose key has been told before, in the same file or in one taken earlier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from custodes.schema import Repeats, Table
from custodes.store import sql
from custodes.store.dictionaries import Dictionaries
from custodes.store.facts import fact_columns, ids
from custodes.store.home import Home
from custodes.store.manifests import Manifest
from custodes.store.stage import Stage


@dataclass
class Repeated:
    """What was found: lines refused because they contradict, and whether any row was dropped."""

    refused: int = 0
    any: bool = False


def drop_repeats(
    stage: Stage, home: Home, batches: Sequence[Manifest], dictionaries: Dictionaries
) -> Repeated:
    """Delete repeats from the stage; contradictions of an event go to its refused rows.

    An event (`Repeats.REFUSE`) told again with the same content is a duplicate, with other content
    a contradiction, and its line is refused whole. A register row (`Repeats.SUPERSEDE`) is a
    duplicate when it says what its key's latest telling says; or what an earlier one says, unless
    it is the file's last word on the key (then it takes the register back to that state).
    """
    con, found = stage.con, Repeated()
    held = {t: _held(con, t, home, batches, dictionaries) for t in stage.tables}
    repeating = [t for t in stage.tables if _suspects(con, t, held[t])]
    while _contradictions(con, [t for t in repeating if t.repeats is Repeats.REFUSE], held):
        found.refused += _count(con, "SELECT count(DISTINCT line) FROM clashing")
        con.execute(
            "INSERT INTO stage.refused SELECT line, min(reason), NULL FROM clashing GROUP BY line"
        )
        for table in stage.tables:
            con.execute(f"DELETE FROM stage.{table.name} WHERE line IN (SELECT line FROM clashing)")
        # A row is judged against the first telling that stands, so judge again without these.
        for table in repeating:
            _suspects(con, table, held[table])
    dropped = sum(_drop_duplicates(con, table, held[table]) for table in repeating)
    found.any = bool(found.refused or dropped)
    return found


def _held(
    con: duckdb.DuckDBPyConnection,
    table: type[Table],
    home: Home,
    batches: Sequence[Manifest],
    dictionaries: Dictionaries,
) -> bool:
    """Make `held_<table>`: earlier tellings, with ids as text, of keys on the stage."""
    con.execute(f"DROP TABLE IF EXISTS held_{table.name}")
    first = sql.name(table.key[0])
    row = con.execute(f"SELECT min({first}), max({first}) FROM stage.{table.name}").fetchone()
    low, high = row if row else (None, None)
    paths = []
    for manifest in batches:
        taken = manifest.tables.get(table.name)
        if taken is None or low is None or taken.min_key is None or taken.max_key is None:
            continue
        if taken.min_key <= high and low <= taken.max_key:
            paths += [home.path / piece.path for piece in taken.pieces]
    if not paths:
        return False
    id_columns = ids(table)
    keys = [c for c in table.key if c in id_columns]
    rest = [c for c in id_columns if c not in table.key]
    keyed = dictionaries.as_text(f"(SELECT * FROM {sql.parquet(paths)})", table, keys)
    same = " AND ".join(f"k.{sql.name(c)} IS NOT DISTINCT FROM h.{sql.name(c)}" for c in table.key)
    met = f"(SELECT h.* FROM {keyed} h SEMI JOIN stage.{table.name} k ON {same})"
    columns = sql.names(fact_columns(table))
    con.execute(
        f"CREATE TEMP TABLE held_{table.name} AS SELECT {columns} "
        f"FROM {dictionaries.as_text(met, table, rest)}"
    )
    con.execute("CREATE TEMP TABLE IF NOT EXISTS labels (batch VARCHAR, label VARCHAR)")
    con.execute("DELETE FROM labels")
    con.executemany("INSERT INTO labels VALUES (?, ?)", [(m.batch, m.label) for m in batches])
    return _count(con, f"SELECT count(*) FROM held_{table.name}") > 0


def _content(table: type[Table]) -> list[str]:
    return [c for c in table.columns if c not in table.key and c != "known_at"]


def _suspects(con: duckdb.DuckDBPyConnection, table: type[Table], held: bool) -> int:
    """Make `suspects_<table>`: staged rows whose key is told more than once; how many there are."""
    key = sql.names(table.key)
    columns = sql.names(["line", *table.columns])
    told = f"SELECT hash({key}) AS h FROM stage.{table.name}"
    again = f"SELECT h FROM ({told}) GROUP BY h HAVING count(*) > 1"
    if held:
        again += f" UNION SELECT hash({key}) FROM held_{table.name}"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE suspects_{table.name} AS SELECT rowid AS place, {columns} "
        f"FROM stage.{table.name} WHERE hash({key}) IN ({again})"
    )
    return _count(con, f"SELECT count(*) FROM suspects_{table.name}")


def _tellings(table: type[Table], held: bool, columns: str) -> str:
    """SQL for the suspects (`held` false, at their `place`) and the tellings they repeat."""
    staged = f"SELECT false AS held, place, NULL AS batch, line, {columns} FROM "
    both = f"{staged} suspects_{table.name}"
    if held:
        both += f" UNION ALL SELECT true, -1, batch, line, {columns} FROM held_{table.name}"
    return both


def _anchored(table: type[Table], held: bool) -> str:
    """SQL for suspects beside the telling that counts: the held one, else the file's first."""
    content = _content(table)
    firsts = "".join(
        f", first_value({sql.name(c)}) OVER told AS {sql.name('first_' + c)}" for c in content
    )
    same = " AND ".join(
        f"{sql.name(c)} IS NOT DISTINCT FROM {sql.name('first_' + c)}" for c in content
    )
    tellings = _tellings(table, held, sql.names(table.columns))
    return (
        f"SELECT *, ({same or 'true'}) AS same FROM (SELECT *, row_number() OVER told AS nth, "
        f"first_value(batch) OVER told AS first_batch, first_value(line) OVER told AS first_line"
        f"{firsts} FROM ({tellings}) "
        f"WINDOW told AS (PARTITION BY {sql.names(table.key)} ORDER BY held DESC, line, place))"
    )


def _contradictions(
    con: duckdb.DuckDBPyConnection, tables: Sequence[type[Table]], held: Mapping[type[Table], bool]
) -> int:
    """Make `clashing` (line, reason): staged events that contradict another telling; how many."""
    con.execute("CREATE OR REPLACE TEMP TABLE clashing (line BIGINT, reason VARCHAR)")
    for table in tables:
        con.execute(f"INSERT INTO clashing {_clashes(table, held[table])}")
    return _count(con, "SELECT count(*) FROM clashing")


def _clashes(table: type[Table], held: bool) -> str:
    differ = ", ".join(
        f"CASE WHEN {sql.name(c)} IS DISTINCT FROM {sql.name('first_' + c)} THEN {sql.text(c)} END"
        for c in _content(table)
    )
    key = sql.name(table.key[0])
    label = "(SELECT label FROM labels WHERE labels.batch = a.first_batch)"
    before = f"'was taken before from ' || {label} || ' line '" if held else "''"
    return (
        f"""SELECT line, {sql.text(table.key[0] + ' "')} || {key} || '" ' """
        "|| CASE WHEN first_batch IS NULL THEN 'came before in this file on line ' "
        f"ELSE {before} END || first_line || ' with another ' || array_to_string([{differ}], ', ') "
        "|| ': ask the owner of the system which one is right.' "
        f"FROM ({_anchored(table, held)}) a WHERE NOT held AND nth > 1 AND NOT same"
    )


def _drop_duplicates(con: duckdb.DuckDBPyConnection, table: type[Table], held: bool) -> int:
    """Delete the repeats of a table from the stage; how many there were."""
    if table.repeats is Repeats.REFUSE:
        places = f"SELECT place FROM ({_anchored(table, held)}) WHERE NOT held AND nth > 1 AND same"
    else:
        places = _retold(table, held)
    con.execute(f"CREATE OR REPLACE TEMP TABLE retold AS {places}")
    dropped = _count(con, "SELECT count(*) FROM retold")
    if dropped:
        con.execute(f"DELETE FROM stage.{table.name} WHERE rowid IN (SELECT place FROM retold)")
    return dropped


def _retold(table: type[Table], held: bool) -> str:
    """SQL for the places of register rows that say nothing new."""
    content = sql.names([*table.key, *_content(table)])
    happened = sql.name(table.happened) if table.happened else "NULL"
    known = f"coalesce(known_at, {happened})"
    order = "held DESC, known, batch, line, place"
    return (
        "SELECT place FROM (SELECT *, "
        f"row_number() OVER (PARTITION BY {content}, known ORDER BY {order}) > 1 AS said_then, "
        f"row_number() OVER (PARTITION BY {content} ORDER BY {order}) > 1 AS said, "
        "lead(line) OVER told IS NULL AS last_word, "
        f"lag(hash({content})) OVER told = hash({content}) AS said_last "
        f"FROM (SELECT *, {known} AS known "
        f"FROM ({_tellings(table, held, sql.names(table.columns))})) "
        f"WINDOW told AS (PARTITION BY {sql.names(table.key)} ORDER BY {order})) "
        "WHERE NOT held AND (said_last OR (known_at IS NOT NULL AND said_then) "
        "OR (known_at IS NULL AND said AND NOT last_word))"
    )


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0
