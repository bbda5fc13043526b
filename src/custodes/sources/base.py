"""What a source is: which files, which tables they fill, and how one becomes the other.

A source is declared, and never opens a database, guesses a type or drops a row silently. `shape`
is one Ibis expression a table, from the raw rows (every column text, and `line`) to our columns;
everything else (hash, refusals, exclusions, duplicates, ids, Parquet, manifest) is the same for
all and stands in `pipeline.take_in`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import ibis.expr.types as ir

from custodes.schema import Table


@dataclass(frozen=True)
class Delimited:
    """Delimited text with a header row. `delimiter` None: comma, semicolon, tab or bar, as found.

    `any_spelling`: header names match whatever their capitals, blanks and punctuation."""

    delimiter: str | None = ","
    encoding: str = "utf-8"
    quote: str = '"'
    any_spelling: bool = False


@dataclass(frozen=True)
class JsonLines:
    """One JSON object a line; the raw columns are `line` and `document`."""

    encoding: str = "utf-8"


@dataclass(frozen=True)
class JsonDocument:
    """One JSON document whose array at `path` holds the rows (`()`: the document itself, or a
    single object); the raw columns are `line` (the row's ordinal) and `document`. A file with one
    document a line is read as such."""

    path: tuple[str, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True)
class TextLines:
    """Lines of text, such as CEF; the raw columns are `line` and `document`."""

    encoding: str = "utf-8"


@dataclass(frozen=True)
class Workbook:
    """A sheet of an Excel workbook with a header row; every cell becomes text, times ISO 8601.

    `any_spelling`: header names match whatever their capitals, blanks and punctuation."""

    sheet: str | None = None
    any_spelling: bool = False


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file; every column becomes text, times ISO 8601 in UTC."""


Reading = Delimited | JsonLines | JsonDocument | TextLines | Workbook | ParquetFile


class Source:
    """A declared kind of export. Subclass it, say in the docstring what it reads, and declare.

    `id` and `version` go into every manifest; `fills` names the tables that a file may fill;
    `reading` how the file is read; `needs` the raw columns that must be there (delimited,
    workbook and Parquet), `maybe` those that are used when present: a missing one reads as empty.
    `passed_over` says, for the manifest, what the rows are that no shape takes.

    An instance is one configured feed of that kind: `settings` holds its options from `force.toml`
    (`zone`, `columns`, …), checked by `__init__`, which raises UserError on a wrong one.
    """

    id: ClassVar[str]
    version: ClassVar[int]
    title: ClassVar[str]
    fills: ClassVar[tuple[type[Table], ...]]
    needs: ClassVar[tuple[str, ...]] = ()
    maybe: ClassVar[tuple[str, ...]] = ()
    passed_over: ClassVar[str] = "not a kind of event that this source takes"
    options: ClassVar[Mapping[str, str]] = {}
    """Names of the settings a feed of this source may carry, each with what it means."""

    reading: Reading

    def __init_subclass__(cls) -> None:
        """Refuse at import an adapter that leaves a declaration out."""
        for name in ("id", "version", "title", "fills"):
            if not hasattr(cls, name):
                raise TypeError(f"{cls.__name__} does not declare `{name}`.")
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} does not say what it reads.")

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self.settings = dict(settings or {})

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows to rows of each table in `fills`.

        Each expression has `line` (from raw) and any columns of the table, as text or, for times
        and numbers that the adapter parses itself, typed, with the text it was given beside it as
        `<column>_given`: a typed value that is null where the given one is not refuses the row
        and quotes what was given. Columns left out are empty. One raw row may become several rows
        (a mail with three recipients); a raw row in none of the tables is passed over.
        """
        raise NotImplementedError
