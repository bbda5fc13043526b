"""Originals: every file as it was given, by its hash; or what remains of it without exclusions."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from custodes.sources.reading import Part
from custodes.store.home import Home, settle


def keep_whole(home: Home, part: Part, sha256: str) -> Path:
    """Keep the file as it was given (of an archive, the member); where it lies."""
    path = home.original(sha256, _member(part))
    if path.exists():
        # It came into being whole, under this very hash: another feed gave the same file.
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".tmp")
    if part.member is None:
        shutil.copyfile(part.path, unfinished)
    else:
        with (
            zipfile.ZipFile(part.path) as archive,
            archive.open(part.member) as given,
            unfinished.open("wb") as kept,
        ):
            shutil.copyfileobj(given, kept, 1024 * 1024)
    settle(unfinished)
    unfinished.replace(path)
    settle(path.parent)
    return path


def keep_remainder(
    home: Home, part: Part, sha256: str, batch: str, chunks: Iterable[pa.Table]
) -> Path:
    """Keep the raw rows of `chunks` alone (Parquet: line and raw text columns); where they lie.

    What remains depends on the exclusions of the day, so each batch keeps its own.
    """
    path = home.original(sha256, f"{_member(part)}-{batch}.rows.parquet")
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = None
    try:
        for chunk in chunks:
            writer = writer or pq.ParquetWriter(path, chunk.schema, compression="zstd")
            writer.write_table(chunk)
        if writer is None:
            empty = pa.schema([("line", pa.int64())])
            writer = pq.ParquetWriter(path, empty)
    finally:
        if writer is not None:
            writer.close()
    settle(path)
    settle(path.parent)
    return path


def _member(part: Part) -> str:
    if part.member is None:
        return ""
    return "-" + hashlib.sha256(part.member.encode()).hexdigest()[:16]
