"""Registers from CSV or Excel: every line read, each that is wrong told with its number and why.

Nothing is taken from a file in which a line is wrong, so that it is put right and sent again whole;
what is there already is passed over or, for a register, brought up to date.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine
from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError, shown

LARGEST = 10_000_000
"""Bytes of a file, as sent; what is unpacked of an Excel file may be ten times as much."""
MOST_ROWS = 100_000
MOST_CELLS = 3_000_000
MOST_TOLD = 50
"""Wrong lines that are told; more are counted."""
YES_WORDS = {"yes": True, "y": True, "true": True, "1": True,
             "no": False, "n": False, "false": False, "0": False}  # fmt: skip


@dataclass(frozen=True)
class Wrong:
    """A line that cannot be taken, and why."""

    line: int
    because: str


class LinesWrong(UserError):
    """Some lines of a file are wrong; `lines` are the first of them."""

    def __init__(self, lines: Sequence[Wrong]) -> None:
        super().__init__(
            _("%(n)d lines cannot be read as they are. Nothing was taken: put them right and send "
              "the file again.") % {"n": len(lines)}
        )  # fmt: skip
        self.lines = list(lines)[:MOST_TOLD]


@dataclass(frozen=True)
class Layout:
    """A kind of file: its columns with what each holds, and how one line is read."""

    id: str
    title: Any
    columns: Mapping[str, Any]
    required: tuple[str, ...]
    read: Callable[[Mapping[str, str]], Any]


def read(content: bytes, name: str, layout: Layout) -> list[tuple[int, Any]]:
    """Every line of a file with its number. Raises UserError for a file that cannot be read,
    LinesWrong for wrong lines."""
    if len(content) > LARGEST:
        raise UserError(_("The file is too large: at most ten megabytes."))
    lines = _excel(content) if name.lower().endswith((".xlsx", ".xlsm")) else _csv(content)
    try:
        _number, header = next(lines)
    except StopIteration:
        raise UserError(_("The file is empty.")) from None
    columns = [cell.strip().lower().replace(" ", "_") for cell in header]
    if missing := [column for column in layout.required if column not in columns]:
        raise UserError(
            _("The first line must name the columns; missing: %(missing)s. It has: %(has)s.")
            % {"missing": ", ".join(missing), "has": ", ".join(filter(None, columns)) or _("none")}
        )
    taken, wrong = [], []
    for number, cells in lines:
        if number > MOST_ROWS:
            raise UserError(_("A file has at most %(n)s lines.") % {"n": f"{MOST_ROWS:,}"})
        if not any(cell.strip() for cell in cells):
            continue
        row = dict.fromkeys(layout.columns, "") | {
            column: cell.strip() for column, cell in zip(columns, cells, strict=False)
        }
        try:
            for column in layout.required:
                if not row[column]:
                    raise UserError(_("%(column)s is empty") % {"column": column})
            taken.append((number, layout.read(row)))
        except UserError as error:
            wrong.append(Wrong(number, str(error)))
    if wrong:
        raise LinesWrong(wrong)
    if not taken:
        raise UserError(_("The file has no line below its header."))
    return taken


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UserError(_("The file is neither UTF-8 nor Windows-1252 text. Save it as CSV UTF-8."))
    if "\0" in text:
        raise UserError(_("This is no CSV file. Save it as CSV, or send an Excel file (.xlsx)."))
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise UserError(_("Line %(n)d is no CSV.") % {"n": reader.line_num}) from None


def _excel(content: bytes) -> Iterator[tuple[int, list[str]]]:
    unreadable = _("This is no Excel file (.xlsx) that can be read. Save it without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > 10 * LARGEST:
            raise UserError(_("The file is too large once it is unpacked."))
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        rows, columns = ((end or 0) + 1 for end in (sheet.end or (0, 0)))
        if rows > MOST_ROWS + 1 or rows * columns > MOST_CELLS:
            raise UserError(_("The first sheet is too large: keep the columns that are asked for."))
        read_ = sheet.to_python(skip_empty_area=False)
    except UserError:
        raise
    except (zipfile.BadZipFile, python_calamine.CalamineError):
        raise UserError(unreadable) from None
    except BaseException as error:  # The Rust reader's panic is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UserError(unreadable) from None
    yield from enumerate(([_cell(value) for value in row] for row in read_), start=1)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def day_of(text: str, column: str) -> date | None:
    """The day that a cell holds; None where it is empty. Raises UserError for what is no day."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UserError(
        _("%(column)s %(text)s is no day; write 2026-03-27")
        % {"column": column, "text": shown(text)}
    )


def whole_of(text: str, column: str, most: int) -> int | None:
    """The whole number that a cell holds, `most` at most; None where it is empty. Raises
    UserError for any other."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise UserError(
            _("%(column)s %(text)s is no whole number") % {"column": column, "text": shown(text)}
        )
    if len(text.lstrip("0")) > len(str(most)) or int(text) > most:
        raise UserError(
            _("%(column)s %(text)s is more than %(most)s")
            % {"column": column, "text": shown(text), "most": f"{most:,}"}
        )
    return int(text)


def number_of(text: str, column: str, least: float, most: float) -> float:
    """The number that a cell holds, between two others. Raises UserError for any other."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise UserError(
            _("%(column)s %(text)s is no number from %(least)g to %(most)g")
            % {"column": column, "text": shown(text), "least": least, "most": most}
        )
    return value


def yes_of(text: str, column: str, otherwise: bool) -> bool:
    """Whether a cell says yes; `otherwise` where it is empty. Raises UserError for another word."""
    if not text:
        return otherwise
    if text.lower() not in YES_WORDS:
        raise UserError(
            _("%(column)s %(text)s is neither yes nor no") % {"column": column, "text": shown(text)}
        )
    return YES_WORDS[text.lower()]


def one_of(text: str, column: str, words: Mapping[str, Any]) -> Any:
    """What a word of a cell stands for. Raises UserError for one that stands for nothing."""
    if text.lower() not in words:
        raise UserError(
            _("%(column)s %(text)s is none of %(words)s")
            % {"column": column, "text": shown(text), "words": ", ".join(filter(None, words))}
        )
    return words[text.lower()]
