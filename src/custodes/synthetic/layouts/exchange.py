"""The exchange folder: one comma-separated file a table, as the contract has it."""

from collections.abc import Callable
from pathlib import Path

from custodes.schema import TABLES
from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.tables import Tables

PRESENCES_BASIS = """# Who prepared each table, and under what law.
[presences]
legal_basis = "DPA 2018 Part 3, section 35; made-up for the demonstration"
purpose = "To seek out abuse of position for a sexual purpose"
retention_days = 31
"""


def write_exchange(
    folder: Path, tables: Tables, progress: Callable[[str, int, int], None] | None = None
) -> dict[str, int]:
    """Write every table of the contract to `folder`, and give the rows of each."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for number, table in enumerate(TABLES):
        if progress:
            progress(f"exchange {table.name}", number, len(TABLES))
        counts[table.name] = write_delimited(
            folder / f"{table.name}.csv", tables.slices(table.name)
        )
    (folder / "exchange.toml").write_text(PRESENCES_BASIS, encoding="utf-8")
    return counts
