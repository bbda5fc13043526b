"""Manifests: what each batch brought; a batch counts from the moment its manifest is there."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from custodes.store.home import Home, write_whole
from custodes.vocabulary.errors import UserError

ALREADY_TAKEN = "already taken"
DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Piece:
    """One Parquet file of a batch: its path from the home, its rows, its SHA-256."""

    path: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Taken:
    """What a batch brought to one table. Times are ISO text; keys the smallest and largest of the
    first key column, as text, by which a search for repeats leaves whole batches out."""

    rows: int
    first: str | None
    last: str | None
    min_key: str | None
    max_key: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Manifest:
    """One batch: one file (or member of an archive) taken in by one feed, as it was committed.

    `rows_in` = `taken` + `refused` + the sum of `passed_over`, in raw rows of the file. `original`
    is where the file is kept as given, or, where rows of it were excluded, what remained of it
    (`original_whole` false).
    """

    batch: str
    ordinal: int
    label: str
    member: str | None
    sha256: str
    bytes: int
    source: str
    version: int
    feed: str
    system: str
    owner: str
    legal_basis: str
    purpose: str
    retention_days: int | None
    tables: dict[str, Taken]
    rows_in: int
    taken: int
    refused: int
    passed_over: dict[str, int]
    extra_columns: tuple[str, ...]
    dictionaries: dict[str, Piece]
    refused_rows: Piece | None
    left_out: Piece | None
    original: str
    original_whole: bool
    taken_at: str
    seconds: float = field(default=0.0)
    settings: str = ""
    """A hash of how the feed was set up: a file is taken again when its mapping was mended."""

    def files(self) -> list[str]:
        """Every file of the home that this batch keeps, from the home."""
        pieces = [p for taken in self.tables.values() for p in taken.pieces]
        pieces += [
            *self.dictionaries.values(),
            *(p for p in (self.refused_rows, self.left_out) if p),
        ]
        return [self.original, *(p.path for p in pieces)]

    def commit(self, home: Home) -> None:
        """Write the manifest; its appearing makes the batch count."""
        written = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        write_whole(home.path / "batches" / f"{self.batch}.json", written.encode())


def batch_id(ordinal: int, *, sha256: str, member: str | None, source: str, feed: str) -> str:
    """The name of a batch: its ordinal, and a hash of what it takes and by which feed."""
    said = "\n".join((sha256, member or "", source, feed))
    return f"{ordinal:06d}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def committed(home: Home) -> list[Manifest]:
    """The manifests of a home, in the order in which their batches were taken.

    Raises UserError when one cannot be read.
    """
    return [_read(path) for path in sorted((home.path / "batches").glob("*.json"))]


def _read(path: Path) -> Manifest:
    try:
        fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
        fields["tables"] = {
            name: Taken(**taken | {"pieces": tuple(Piece(**p) for p in taken["pieces"])})
            for name, taken in fields["tables"].items()
        }
        fields["dictionaries"] = {n: Piece(**p) for n, p in fields["dictionaries"].items()}
        fields["extra_columns"] = tuple(fields["extra_columns"])
        for name in ("refused_rows", "left_out"):
            fields[name] = Piece(**fields[name]) if fields[name] else None
        return Manifest(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        raise UserError(
            f"The manifest {path} cannot be read: restore the home from a backup."
        ) from None
