"""The files that people of the unit write for the kit, read with an error for each wrong line."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from custodes.vocabulary.errors import UserError, closest, shown


@dataclass(frozen=True)
class Line:
    """One row of a file: its cells by column, stripped, and where it stands."""

    file: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, want: str) -> UserError:
        """The error that says which cell is wrong and what to write there."""
        told = shown(self[column]) if self[column] else "is empty"
        return UserError(f"{self.file} line {self.number}: {column} {told}: {want}.")

    def filled(self, column: str) -> str:
        """A cell that must be filled."""
        if not self[column]:
            raise self.wrong(column, "fill it in, or take the line out")
        return self[column]

    def day(self, column: str) -> date | None:
        """A cell that holds a date, or nothing."""
        if not self[column]:
            return None
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.wrong(column, "write a date such as 2026-03-31") from None

    def word(self, column: str, words: Collection[str]) -> str:
        """A cell that holds one of these words, or nothing."""
        value = self[column].lower().replace(" ", "_")
        if value and value not in words:
            near = closest(value, list(words))
            raise self.wrong(column, f"write one of {', '.join(words)}{near}")
        return value


def lines(file: Path, needs: Sequence[str], maybe: Sequence[str] = ()) -> list[Line]:
    """The rows of a CSV file that must have the columns `needs` and may have `maybe`.

    Empty rows are passed over. Raises UserError, naming the file and the line, where it cannot be
    read, a column is missing, a row is longer than its head, or there is no row.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{file} is not in UTF-8: save it as CSV in UTF-8.") from None
    except OSError as error:
        raise UserError(
            f"{file} cannot be read: {error.strerror or error}. Name a CSV file."
        ) from None
    read = list(_rows(file, text))
    if not read:
        raise UserError(f"{file} is empty: write a line of columns ({', '.join(needs)}) first.")
    head = [name.strip().lower() for name in read[0][1]]
    known = [*needs, *maybe]
    if missing := [name for name in needs if name not in head]:
        near = closest(missing[0], [name for name in head if name not in known])
        raise UserError(f"{file} line 1: there is no column {' nor '.join(missing)}{near}.")
    if twice := sorted({name for name in head if name in known and head.count(name) > 1}):
        raise UserError(f"{file} line 1: the column {twice[0]} stands there twice.")
    kept = []
    for number, cells in read[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(head):
            raise UserError(
                f"{file} line {number}: {len(cells)} cells under {len(head)} columns: put a cell "
                "that holds a comma in double quotes."
            )
        pairs = zip(head, cells, strict=False)
        kept.append(Line(file, number, {name: cell.strip() for name, cell in pairs}))
    if not kept:
        raise UserError(f"{file} has columns and no row under them.")
    return kept


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UserError(f"{file} line {number} is not CSV: {error}.") from None
        yield number, row


def has_column(file: Path, name: str) -> bool:
    """Whether the first line of a file names this column; False where it cannot be read."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            head = next(csv.reader(opened), [])
    except (OSError, UnicodeDecodeError, csv.Error):
        return False
    return name in {cell.strip().lower() for cell in head}
