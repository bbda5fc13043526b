"""DuckDB, the default engine: embedded, in memory, spilling to a folder of the home."""

from pathlib import Path

import ibis
from ibis.backends.duckdb import Backend


def connect(
    spill: Path | None = None, *, memory_mb: int | None = None, threads: int | None = None
) -> Backend:
    """A fresh engine with UTC sessions and no way to fetch anything.

    `spill` is where it may put what does not fit in `memory_mb` (default: DuckDB's own limit).
    """
    settings: dict[str, str | int | bool] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if spill is not None:
        settings["temp_directory"] = str(spill)
    if memory_mb is not None:
        settings["memory_limit"] = f"{memory_mb}MB"
    if threads is not None:
        settings["threads"] = threads
    backend: Backend = ibis.duckdb.connect(":memory:", **settings)
    backend.raw_sql("SET TimeZone = 'UTC'")
    # Progress is ours to tell, by stage.
    backend.raw_sql("SET enable_progress_bar = false")
    return backend
