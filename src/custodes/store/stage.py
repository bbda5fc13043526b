"""The stage: one file on its way in, checked piece by piece, with every raw row accounted for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa
from ibis.backends.duckdb import Backend

from custodes.schema import Kind, Table
from custodes.store import sql
from custodes.store.checks import Given, checked, word_type
from custodes.store.exclusions import EXCLUDED, Exclusions
from custodes.store.facts import fact_columns, ids

SLOW = "fsst,dictionary,dict_fsst,rle,chimp,patas,alp,alprd,zstd,roaring"
"""Ways of compressing that are not worth their time for what is read once or twice."""
NOT_KEPT = "(not kept: the line holds something excluded)"


@dataclass(frozen=True)
class Shaped:
    """A shape as SQL over the relation `raw`, and the columns of the table that it gives."""

    sql: str
    given: tuple[Given, ...]


@dataclass
class Account:
    """Where the raw rows of a file went; `rows_in` is always the sum of the rest."""

    rows_in: int = 0
    taken: int = 0
    refused: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)

    def pass_over(self, reason: str, rows: int) -> None:
        """Count rows that were passed over for a reason."""
        if rows:
            self.passed_over[reason] = self.passed_over.get(reason, 0) + rows

    def balances(self) -> bool:
        """Whether rows in = taken + refused + passed over."""
        return self.rows_in == self.taken + self.refused + sum(self.passed_over.values())


class Stage:
    """Holds one file's rows, typed but with ids as text, until they are kept or dropped.

    Tables in the attached database `stage`: one a schema table (its columns and `line`), `refused`
    (`line`, `reason`, `text`) and `excluded` (`line`). Use it as a context manager; leaving it
    deletes what it holds.
    """

    def __init__(
        self,
        backend: Backend,
        path: Path,
        shapes: Mapping[type[Table], Shaped],
        exclusions: Exclusions,
        canonical: Callable[[str], str | None],
    ) -> None:
        self.con: duckdb.DuckDBPyConnection = backend.con
        self.tables = tuple(shapes)
        self.account = Account()
        self.staged_lines = 0
        self._from_line = 0
        self._path = path
        self._shapes = shapes
        self._exclusions = exclusions
        self._canonical = canonical

    def __enter__(self) -> "Stage":
        # What is staged lives for seconds: most compression would cost more than it saves.
        self.con.execute(f"SET disabled_compression_methods = {sql.text(SLOW)}")
        self.con.execute(f"ATTACH {sql.text(self._path)} AS stage")
        self.con.execute("CREATE TABLE stage.refused (line BIGINT, reason VARCHAR, text VARCHAR)")
        self.con.execute("CREATE TABLE stage.excluded (line BIGINT)")
        for table in self.tables:
            columns = {n: k for n, k in fact_columns(table).items() if n not in ("batch", "line")}
            columns |= dict.fromkeys(ids(table), "VARCHAR")
            # A key's words stay text, so that their hashes are those of the facts.
            columns |= {
                name: word_type(column)
                for name, column in table.columns.items()
                if column.kind is Kind.WORD and name not in table.key
            }
            listed = ", ".join(f"{sql.name(n)} {k}" for n, k in columns.items())
            self.con.execute(
                f"CREATE TABLE stage.{table.name} (line BIGINT, {listed}, fault VARCHAR)"
            )
        self.con.execute(
            "CREATE TEMP TABLE IF NOT EXISTS numbers (given VARCHAR, canonical VARCHAR)"
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.con.execute("DETACH stage")
        for path in self._path.parent.glob(self._path.name + "*"):
            path.unlink()

    def add(self, chunk: pa.Table, passed_over: str) -> None:
        """Check a piece of the file and stage what passes.

        `passed_over` says what the rows are that no shape takes.
        """
        if not chunk.num_rows:
            return
        self._name_raw(chunk)
        self.account.rows_in += chunk.num_rows
        self._from_line = int(chunk["line"][0].as_py())
        for table in self.tables:
            self._check(table)
        shaped = self._count(f"SELECT count(DISTINCT line) FROM ({self._lines()})")
        self.account.pass_over(passed_over, chunk.num_rows - shaped)
        if shaped < chunk.num_rows:
            self._find_excluded_elsewhere()
        left_out = self._leave_out_excluded()
        refused = self._refuse_faulty()
        excluded_only = 0
        if left_out:
            standing = f"({self._lines()} UNION ALL SELECT line FROM chunk_refused)"
            only = f"SELECT count(*) FROM chunk_excluded WHERE line NOT IN {standing}"
            excluded_only = self._count(only)
        self.account.pass_over(EXCLUDED, excluded_only)
        self.staged_lines += shaped - refused - excluded_only

    def add_malformed(self, lines: Iterable[tuple[int, str, str]]) -> None:
        """Refuse lines that the reader could not make rows of: line, reason, text."""
        rows = []
        for line, reason, text in lines:
            self.account.rows_in += 1
            self.account.refused += 1
            if self._exclusions.in_text(text):
                self.con.execute("INSERT INTO stage.excluded VALUES (?)", [line])
                text = NOT_KEPT
            rows.append((line, reason, text))
        if rows:
            names = ("line", "reason", "text")
            given = pa.table({n: [r[i] for r in rows] for i, n in enumerate(names)})
            self.con.register("malformed_given", given)
            self.con.execute("INSERT INTO stage.refused SELECT * FROM malformed_given")
            self.con.unregister("malformed_given")

    def close_account(self, refused_as_repeats: int, any_repeats: bool) -> None:
        """Bring the account to its end once repeats have been dropped from the stage."""
        taken = self.staged_lines
        if any_repeats:
            each = " UNION ALL ".join(f"SELECT line FROM stage.{t.name}" for t in self.tables)
            taken = self._count(f"SELECT count(DISTINCT line) FROM ({each})")
        self.account.taken = taken
        self.account.refused += refused_as_repeats
        self.account.pass_over("duplicate", self.staged_lines - refused_as_repeats - taken)

    def texts_of_refused(self, chunks: Iterable[pa.Table]) -> None:
        """Read the file again for the text of lines that were refused as repeats."""
        for chunk in chunks:
            self._name_raw(chunk)
            self.con.execute(
                "UPDATE stage.refused SET text = raw_text.text "
                f"FROM ({self._raw_text('SELECT line FROM stage.refused WHERE text IS NULL')}) "
                "AS raw_text WHERE raw_text.line = refused.line AND refused.text IS NULL"
            )
        self.con.execute(f"UPDATE stage.refused SET text = {sql.text(NOT_KEPT)} WHERE text IS NULL")

    def without_excluded(self, chunks: Iterable[pa.Table]) -> Iterable[pa.Table]:
        """The raw rows of the file that hold nothing excluded, piece by piece."""
        for chunk in chunks:
            self.con.register("raw_given", chunk)
            yield self.con.execute(
                "SELECT * FROM raw_given WHERE line NOT IN (SELECT line FROM stage.excluded)"
            ).to_arrow_table()

    def filled(self, table: type[Table]) -> frozenset[str]:
        """The columns of a table in which any staged row holds something."""
        any_in = ", ".join(f"bool_or({sql.name(c)} IS NOT NULL)" for c in table.columns)
        row = self.con.execute(f"SELECT {any_in} FROM stage.{table.name}").fetchone() or ()
        return frozenset(c for c, held in zip(table.columns, row, strict=True) if held)

    def count(self, table: str) -> int:
        """How many rows a table of the stage holds."""
        return self._count(f"SELECT count(*) FROM stage.{table}")

    def _name_raw(self, chunk: pa.Table) -> None:
        self.con.register("raw_given", chunk)
        columns = ", ".join(
            f"nullif({sql.name(c)}, '') AS {sql.name(c)}" for c in chunk.column_names if c != "line"
        )
        listed = f", {columns}" if columns else ""
        self.con.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT line{listed} FROM raw_given")

    def _check(self, table: type[Table]) -> None:
        shaped = self._shapes[table]
        self._learn_numbers(table, shaped)
        rows = checked(table, f"({shaped.sql})", shaped.given, "numbers")
        columns = sql.names(["line", *table.columns, "fault"])
        self.con.execute(f"INSERT INTO stage.{table.name} ({columns}) {rows}")

    def _learn_numbers(self, table: type[Table], shaped: Shaped) -> None:
        """Bring every number of a piece that was not met before into its one form, once."""
        given = {g.column for g in shaped.given}
        for column, declared in ids(table).items():
            if declared.names != "number" or column not in given:
                continue
            cleaned = f"nullif(trim(CAST({sql.name(column)} AS VARCHAR)), '')"
            met = self.con.execute(
                f"SELECT DISTINCT {cleaned} AS given FROM ({shaped.sql}) "
                "EXCEPT SELECT given FROM numbers"
            ).fetchall()
            values = [v for (v,) in met if v is not None]
            if not values:
                continue
            forms = pa.array([self._canonical(v) for v in values], pa.string())
            learned = pa.table({"given": pa.array(values, pa.string()), "canonical": forms})
            self.con.register("learned", learned)
            self.con.execute("INSERT INTO numbers SELECT * FROM learned")
            self.con.unregister("learned")

    def _leave_out_excluded(self) -> int:
        """Delete excluded facts of the piece; how many lines held one."""
        self.con.execute("CREATE OR REPLACE TEMP TABLE chunk_excluded (line BIGINT)")
        any_can_be = False
        for table in self.tables:
            condition = self._exclusions.condition(table)
            if condition is None:
                continue
            any_can_be = True
            leaving = f"FROM stage.{table.name} WHERE {self._here} AND {condition}"
            self._exclusions.remember(table, leaving)
            self.con.execute(f"INSERT INTO chunk_excluded SELECT line {leaving}")
            self.con.execute(f"DELETE {leaving}")
        if not any_can_be:
            return 0
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE chunk_excluded AS "
            "SELECT DISTINCT line FROM chunk_excluded"
        )
        self.con.execute("INSERT INTO stage.excluded SELECT line FROM chunk_excluded")
        return self._count("SELECT count(*) FROM chunk_excluded")

    def _find_excluded_elsewhere(self) -> None:
        """Note lines that no shape takes and that name something excluded: they are not kept."""
        if not self._exclusions.known:
            return
        passed = self._raw_text(f"SELECT line FROM raw EXCEPT SELECT line FROM ({self._lines()})")
        for line, text in self.con.execute(passed).fetchall():
            if self._exclusions.in_text(text):
                self.con.execute("INSERT INTO stage.excluded VALUES (?)", [line])

    def _refuse_faulty(self) -> int:
        """Set faulty lines of the piece apart with their text; how many there are."""
        faulty = " UNION ALL ".join(
            f"SELECT line, fault FROM stage.{t.name} WHERE {self._here} AND fault IS NOT NULL"
            for t in self.tables
        )
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE chunk_refused AS "
            f"SELECT line, min(fault) AS reason FROM ({faulty}) GROUP BY line"
        )
        refused = self._count("SELECT count(*) FROM chunk_refused")
        if refused:
            texts = self._raw_text("SELECT line FROM chunk_refused")
            self.con.execute(
                "INSERT INTO stage.refused SELECT r.line, r.reason, CASE WHEN r.line IN "
                f"(SELECT line FROM chunk_excluded) THEN {sql.text(NOT_KEPT)} ELSE t.text END "
                f"FROM chunk_refused r LEFT JOIN ({texts}) t ON t.line = r.line"
            )
            for table in self.tables:
                self.con.execute(
                    f"DELETE FROM stage.{table.name} "
                    f"WHERE {self._here} AND line IN (SELECT line FROM chunk_refused)"
                )
            self.account.refused += refused
        return refused

    @staticmethod
    def _raw_text(lines: str) -> str:
        """SQL for the raw rows of some lines as one text each."""
        return (
            "SELECT line, CAST(to_json(r) AS VARCHAR) AS text FROM "
            f"(SELECT * FROM raw WHERE line IN ({lines})) AS r"
        )

    @property
    def _here(self) -> str:
        """SQL that is true for staged rows of the piece at hand; lines never go back."""
        return f"line >= {self._from_line}"

    def _lines(self) -> str:
        return " UNION ALL ".join(
            f"SELECT line FROM stage.{t.name} WHERE {self._here}" for t in self.tables
        )

    def _count(self, query: str) -> int:
        row = self.con.execute(query).fetchone()
        return int(row[0]) if row else 0
