"""Names and texts as SQL writes them."""

from collections.abc import Iterable
from pathlib import Path


def name(identifier: str) -> str:
    """A column or table name in double quotes."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: object) -> str:
    """A value as an SQL text in single quotes."""
    return "'" + str(value).replace("'", "''") + "'"


def names(identifiers: Iterable[str]) -> str:
    """Several names, with commas between."""
    return ", ".join(name(i) for i in identifiers)


def parquet(paths: Iterable[Path]) -> str:
    """A table function that reads these Parquet files, without folders read as columns."""
    listed = ", ".join(text(p) for p in paths)
    return f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"
