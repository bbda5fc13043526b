"""The engines that run our expressions; the only place that connects to one."""

from enum import StrEnum
from pathlib import Path

from ibis.backends import BaseBackend


class Engine(StrEnum):
    """Where a run may be computed; the answer is the same to the row."""

    DUCKDB = "duckdb"
    SPARK = "spark"


SPARK_MB = 4096
"""What Spark may take where nothing is said."""


def opened(engine: Engine, spill: Path, *, memory_mb: int | None = None) -> BaseBackend:
    """A fresh engine that spills into a folder. Raises UserError where it is not installed."""
    if engine is Engine.SPARK:
        from custodes.store.engines import spark

        return spark.connect(spill, master="local[*]", memory_mb=memory_mb or SPARK_MB)
    from custodes.store.engines import duckdb

    return duckdb.connect(spill, memory_mb=memory_mb)
