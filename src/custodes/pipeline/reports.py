"""What a take-in reports: for each file rows in = taken + refused + passed over."""

from dataclasses import dataclass, field
from typing import Protocol

from custodes.store.manifests import ALREADY_TAKEN, DUPLICATE


class Progress(Protocol):
    """Something that shows how far the work is; it is told ids and counts, never people."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, of so many steps where that is known."""
        ...

    def advance(self, n: int) -> None:
        """So many steps more are done."""
        ...

    def message(self, text: str) -> None:
        """Something worth saying while the work goes on."""
        ...


class Silence:
    """Progress that nobody looks at."""

    def stage(self, name: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, n: int) -> None:
        """Say nothing."""

    def message(self, text: str) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class RefusedRow:
    """One refused row: its line and why."""

    line: int
    reason: str


@dataclass
class FileReport:
    """What became of one file (or member of an archive).

    `error` is the sentence that refused the whole file; then nothing of it was kept and the counts
    are 0. `batch` is the batch that holds it, also where it had been taken before.
    """

    label: str
    feed: str
    tables: dict[str, int] = field(default_factory=dict)
    rows_in: int = 0
    taken: int = 0
    refused: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    error: str | None = None
    note: str | None = None
    examples: tuple[RefusedRow, ...] = ()
    extra_columns: tuple[str, ...] = ()
    batch: str | None = None

    @property
    def duplicates(self) -> int:
        """Rows passed over because they, or the whole file, had been taken before."""
        return self.passed_over.get(DUPLICATE, 0) + self.passed_over.get(ALREADY_TAKEN, 0)


@dataclass(frozen=True)
class FeedOff:
    """A feed whose files were not read, and why."""

    feed: str
    tables: tuple[str, ...]
    files: int
    why: str


@dataclass
class Report:
    """What became of everything that one take-in was given."""

    files: list[FileReport] = field(default_factory=list)
    off: list[FeedOff] = field(default_factory=list)
    unnamed: tuple[str, ...] = ()
    empty_feeds: list[str] = field(default_factory=list)

    @property
    def refused_anything(self) -> bool:
        """Whether any row or any file was refused."""
        return any(f.refused or f.error for f in self.files)

    @property
    def new_batches(self) -> int:
        """How many files brought something that was not held before."""
        return sum(1 for f in self.files if f.batch and ALREADY_TAKEN not in f.passed_over)
