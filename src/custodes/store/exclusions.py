"""Exclusions: what is never analysed, and is left out before anything is stored."""

import re
from collections.abc import Callable, Sequence

import duckdb
import pyarrow as pa
from ibis.backends.duckdb import Backend

from custodes.schema import Devices, Incidents, Table
from custodes.schema import Exclusions as ExclusionRows
from custodes.store import sql
from custodes.store.facts import facts_query, ids
from custodes.store.home import Home
from custodes.store.manifests import Manifest

EXCLUDED = "excluded"
KINDS_OF: dict[str, tuple[str, ...]] = {
    "number": ("number", "mailbox"),
    "device": ("number", "mailbox"),
    "login": ("login",),
    "person": ("person",),
    "record": ("person",),
}
"""For each dictionary of ids, the kinds of exclusion that may name one of them."""
LEFT_OUT_OF: dict[str, str] = {"incident": "incident", "device": "device", "record": "incident"}
"""For each dictionary, which references left out earlier its ids are held against."""
FEWEST_DIGITS = 7
"""A number shorter than this is looked for in a text as a word, not as a run of digits."""


class Exclusions:
    """What is excluded, as held and as met in this take-in.

    An incident of an excluded kind, and a device with an excluded number, are never stored; what
    names them later must be left out as well, so their references are kept as keyed hashes
    (`left_out`).
    """

    def __init__(
        self, home: Home, backend: Backend, canonical: Callable[[str], str | None]
    ) -> None:
        self._home = home
        self._con: duckdb.DuckDBPyConnection = backend.con
        self._canonical = canonical
        self._values: dict[str, set[str]] = {}
        for name in ("left_out", "left_out_now"):
            self._con.execute(f"CREATE OR REPLACE TEMP TABLE {name} (names VARCHAR, hash VARCHAR)")

    def learn(self, batches: Sequence[Manifest]) -> None:
        """Hold everything that the given batches exclude."""
        held = facts_query(self._home, ExclusionRows, batches)
        rows = self._con.execute(f"SELECT kind, value FROM ({held})")
        for kind, value in rows.fetchall():
            form = (self._canonical(value) or value) if kind == "number" else value
            self._values.setdefault(kind, set()).add(form.strip().lower())
        paths = [self._home.path / m.left_out.path for m in batches if m.left_out]
        if paths:
            self._con.execute(f"INSERT INTO left_out SELECT names, hash FROM {sql.parquet(paths)}")

    def begin(self) -> None:
        """Forget what the last file left out."""
        self._con.execute("DELETE FROM left_out_now")

    def condition(self, table: type[Table]) -> str | None:
        """SQL that is true for a row of the table that is excluded; None when none can be."""
        if table is ExclusionRows:
            return None
        tests = []
        for column, declared in ids(table).items():
            named = sql.name(column)
            kinds = KINDS_OF.get(declared.names, ())
            if values := sorted({v for k in kinds for v in self._values.get(k, ())}):
                tests.append(f"lower({named}) IN ({', '.join(map(sql.text, values))})")
            left_out = LEFT_OUT_OF.get(declared.names)
            if left_out and self._holds_left_out(left_out):
                tests.append(
                    f"{self._hash(named)} IN "
                    f"(SELECT hash FROM left_out WHERE names = {sql.text(left_out)})"
                )
        if table is Incidents and (words := sorted(self._values.get("incident_kind", ()))):
            tests.append(f"lower(trim(kind)) IN ({', '.join(map(sql.text, words))})")
        return f"coalesce({' OR '.join(tests)}, false)" if tests else None

    def remember(self, table: type[Table], leaving: str) -> None:
        """Keep the hashes of references that go with rows now left out (`FROM … WHERE …`)."""
        names = {Incidents: "incident", Devices: "device"}.get(table)
        if names is None:
            return
        new = f"SELECT DISTINCT {sql.text(names)}, {self._hash(names)} {leaving}"
        for kept in ("left_out", "left_out_now"):
            self._con.execute(
                f"INSERT INTO {kept} {new} AND {names} IS NOT NULL "
                f"EXCEPT SELECT names, hash FROM {kept}"
            )

    def left_out_now(self) -> pa.Table:
        """The hashes met in the file at hand, in order: `names`, `hash`."""
        return self._con.execute(
            "SELECT DISTINCT names, hash FROM left_out_now ORDER BY ALL"
        ).to_arrow_table()

    @property
    def known(self) -> bool:
        """Whether anything at all is excluded."""
        return bool(self._values)

    def in_text(self, text: str) -> bool:
        """Whether a line that could not be read as a row seems to hold something excluded."""
        low, digits = text.lower(), re.sub(r"\D", "", text)
        for kind, values in self._values.items():
            for value in values:
                if value in low and kind != "incident_kind":
                    return True
                ending = re.sub(r"\D", "", value)[-FEWEST_DIGITS - 2 :]
                if kind == "number" and len(ending) >= FEWEST_DIGITS and ending in digits:
                    return True
        return False

    def _holds_left_out(self, names: str) -> bool:
        found = self._con.execute("SELECT 1 FROM left_out WHERE names = ? LIMIT 1", [names])
        return found.fetchone() is not None

    def _hash(self, column: str) -> str:
        return f"sha256({sql.text(self._home.salt)} || {column})"
