"""What a proposed mapping would refuse of a sample, by the very checks of the take-in."""

import ibis
import pyarrow as pa

from custodes.schema import Table
from custodes.sources.guess.sample import Sample
from custodes.sources.mapped import Mapped
from custodes.sources.numbers import canonical
from custodes.store import sql
from custodes.store.checks import Given, checked
from custodes.store.engines.duckdb import connect


def refusals_of(source: Mapped, sample: Sample) -> tuple[list[tuple[int, str]], int]:
    """Line and reason of each sampled row that would be refused, in order of line, and how many
    rows would be passed over."""
    [table] = source.fills
    backend = connect(threads=1)
    con = backend.con
    try:
        names = [c for c in sample.raw.column_names if c != "line"]
        con.register("raw_given", sample.raw)
        cells = "".join(f", nullif({sql.name(c)}, '') AS {sql.name(c)}" for c in names)
        con.execute(f"CREATE TEMP VIEW raw AS SELECT line{cells} FROM raw_given")
        raw = ibis.table({"line": "int64"} | dict.fromkeys(names, "string"), name="raw")
        shaped = source.shape(raw)[table]
        types = shaped.schema()
        given = tuple(
            Given(name, not types[name].is_string(), f"{name}_given" in types)
            for name in table.columns
            if name in types
        )
        query = f"({backend.compile(shaped)})"
        con.register("numbers", _numbers(con, query, table, given))
        rows = checked(table, query, given, "numbers")
        found = con.execute(f"SELECT line, fault FROM ({rows}) ORDER BY line, fault").fetchall()
    finally:
        backend.disconnect()
    refused = [(line, fault) for line, fault in found if fault is not None]
    refused += [(m.line, f"the line {m.why}.") for m in sample.malformed]
    return sorted(refused), sample.raw.num_rows - len(found)


def _numbers(con: object, query: str, table: type[Table], given: tuple[Given, ...]) -> pa.Table:
    """Every number in the sample and its one form."""
    texts: set[str] = set()
    for way in given:
        if table.columns[way.column].names == "number":
            cell = f"nullif(trim({sql.name(way.column)}), '')"
            rows = con.execute(f"SELECT DISTINCT {cell} FROM {query}").fetchall()  # type: ignore[attr-defined]
            texts |= {text for (text,) in rows if text is not None}
    listed = sorted(texts)
    return pa.table(
        {
            "given": pa.array(listed, pa.string()),
            "canonical": pa.array([canonical(text) for text in listed], pa.string()),
        }
    )
