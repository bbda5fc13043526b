"""Diagnosing a home: is what the manifests name there, whole, and as it was written."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from custodes.pipeline.limits import limits_from
from custodes.pipeline.reports import Progress
from custodes.store.engines.duckdb import connect
from custodes.store.home import KEPT_BY_BATCHES, Home
from custodes.store.manifests import Manifest, committed
from custodes.store.runs import alerts_of, runs
from custodes.vocabulary.errors import UserError

LEAST_FREE = 2 * 1024**3
"""With less free disk than this a take-in may stop half way; nothing would be lost by it."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is well, and a sentence."""

    name: str
    well: bool
    text: str


def diagnose(home: Home, progress: Progress) -> Iterator[Check]:
    """Look at everything that a home rests on, one Check after another."""
    version = connect().raw_sql("SELECT version()").fetchone()[0]
    yield Check("engine", True, f"DuckDB {version} answers.")
    manifests = committed(home)
    yield Check("batches", True, f"{len(manifests)} batches, every manifest readable.")
    sums = [
        m.batch for m in manifests if m.rows_in != m.taken + m.refused + sum(m.passed_over.values())
    ]
    yield Check(
        "sums",
        not sums,
        f"rows in = taken + refused + passed over does not hold for {', '.join(sums)}."
        if sums
        else "rows in = taken + refused + passed over for every batch.",
    )
    pieces = [p for m in manifests for t in m.tables.values() for p in t.pieces]
    pieces += [p for m in manifests for p in m.dictionaries.values()]
    pieces += [p for m in manifests for p in (m.refused_rows, m.left_out) if p]
    progress.stage("Hashes of what is kept", len(pieces))
    wrong = _not_as_written(home, {p.path: p.sha256 for p in pieces}, progress)
    yield Check(
        "facts",
        not wrong,
        f"{len(wrong)} files: {'; '.join(wrong[:5])}. Restore the home from a backup."
        if wrong
        else f"{len(pieces)} files there and as they were written.",
    )
    originals = {m.original: _hash_of_original(m) for m in manifests}
    progress.stage("Hashes of originals", len(originals))
    wrong = _not_as_written(home, originals, progress)
    unhashed = sum(1 for sha256 in originals.values() if sha256 is None)
    yield Check(
        "originals",
        not wrong,
        f"{len(wrong)} originals: {'; '.join(wrong[:5])}. Restore the home from a backup."
        if wrong
        else f"{len(originals)} originals there and as they were given"
        + (f"; of {unhashed} only that they are there is known." if unhashed else "."),
    )
    named = {name for m in manifests for name in m.files()}
    left = [
        path
        for folder in KEPT_BY_BATCHES
        for path in (home.path / folder).rglob("*")
        if path.is_file() and home.relative(path) not in named
    ]
    yield Check(
        "left over",
        True,
        f"{len(left)} files of a take-in that was stopped; the next one clears them."
        if left
        else "nothing left over from a take-in that was stopped.",
    )
    for record in runs(home):
        try:
            alerts_of(home, record.run)
        except UserError as error:
            yield Check("runs", False, str(error))
    try:
        limits_from(home.path / "settings.toml")
        yield Check("settings", True, "settings.toml is well, or there is none.")
    except UserError as error:
        yield Check("settings", False, str(error))
    free = shutil.disk_usage(home.path).free
    yield Check(
        "disk",
        free >= LEAST_FREE,
        f"{free / 1024**3:.1f} GB free" + ("." if free >= LEAST_FREE else ": make room."),
    )


def _hash_of_original(manifest: Manifest) -> str | None:
    """The SHA-256 that an original must have: the file's own. None for what remained of a file
    without excluded rows, and for a member of an archive, whose manifest has the archive's."""
    return manifest.sha256 if manifest.original_whole and manifest.member is None else None


def _not_as_written(
    home: Home, expected: Mapping[str, str | None], progress: Progress
) -> list[str]:
    """What is missing, or has another hash than it must, of files of a home."""
    wrong = []
    for name, sha256 in expected.items():
        path = home.path / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif sha256 is not None:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    wrong.append(f"{name} was changed")
        progress.advance(1)
    return wrong
