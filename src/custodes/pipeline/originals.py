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
    path.parent.mkdir(parents=True, exist_ok=True)
    if part.member is None:
        shutil.copyfile(part.path, path)
    else:
        with (
            zipfile.ZipFile(part.path) as archive,
            archive.open(part.member) as given,
            path.open("wb") as kept,
        ):
            shutil.copyfileobj(given, kept, 1024 * 1024)
    _settle(path)
    return path


def keep_remainder(home: Home, part: Part, sha256: str, chunks: Iterable[pa.Table]) -> Path:
    """Keep the raw rows of `chunks` alone (Parquet: line and raw text columns); where they lie."""
    path = home.original(sha256, _member(part) + ".rows.parquet")
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
    _settle(path)
    return path


def _member(part: Part) -> str:
    if part.member is None:
        return ""
    return "-" + hashlib.sha256(part.member.encode()).hexdigest()[:16]


def _settle(path: Path) -> None:
    settle(path)
    settle(path.parent)
