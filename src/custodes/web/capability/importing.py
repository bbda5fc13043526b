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
from custodes.web.capability.actions.items import Brought
from custodes.web.capability.register import Device
from custodes.web.capability.threat import Category
from custodes.web.capability.words import (
    DEVICE,
    MOST_HELD,
    NOT_MONITORED,
    PROACTIVE,
    REACTIVE,
    SKILLS,
    SYSTEM,
    TECHNOLOGY,
)

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


def _day(text: str, column: str) -> date | None:
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


def _whole(text: str, column: str, most: int) -> int | None:
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


def _number(text: str, column: str, least: float, most: float) -> float:
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


def _yes(text: str, column: str, otherwise: bool) -> bool:
    if not text:
        return otherwise
    if text.lower() not in YES_WORDS:
        raise UserError(
            _("%(column)s %(text)s is neither yes nor no") % {"column": column, "text": shown(text)}
        )
    return YES_WORDS[text.lower()]


def _one_of(text: str, column: str, words: Mapping[str, Any]) -> Any:
    if text.lower() not in words:
        raise UserError(
            _("%(column)s %(text)s is none of %(words)s")
            % {"column": column, "text": shown(text), "words": ", ".join(filter(None, words))}
        )
    return words[text.lower()]


def _item(row: Mapping[str, str]) -> dict[str, Any]:
    kinds = {kind: kind for kind in (SYSTEM, DEVICE, TECHNOLOGY)}
    modes = {PROACTIVE: PROACTIVE, REACTIVE: REACTIVE, "no": NOT_MONITORED, "": NOT_MONITORED}
    return {
        "what": _one_of(row["what"], "what", kinds),
        "name": row["name"][:120],
        "engine_name": row["engine_name"][:120],
        "held": _whole(row["held"], "held", MOST_HELD),
        "mode": _one_of(row["monitored"], "monitored", modes),
        "how": row["how"][:200],
        "post": row["post"][:120],
        "planned_on": _day(row["planned_on"], "planned_on"),
        "due_on": _day(row["due_on"], "due_on"),
        "note": row["note"],
    }


def _device(row: Mapping[str, str]) -> Device:
    monitored = _yes(row["monitored"], "monitored", otherwise=False)
    return Device(row["device"], row["kind"].lower(), row["holder"], monitored)


def _post(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row["post"][:80],
        "hours": _number(row["hours"] or "37", "hours", 0.5, 80),
        "filled": _yes(row["filled"], "filled", otherwise=True),
    }


def _training(row: Mapping[str, str]) -> dict[str, Any]:
    by_word = {**{key: key for key in SKILLS}, **{str(w).lower(): k for k, w in SKILLS.items()}}
    on = _day(row["on"], "on")
    until = _day(row["until"], "until")
    if on and until and until <= on:
        raise UserError(_("until is not after on"))
    return {
        "post": row["post"],
        "skill": _one_of(row["skill"], "skill", by_word),
        "on": on,
        "until": until,
    }


def _threat(row: Mapping[str, str]) -> Brought:
    by_word = {
        **{category.value: category for category in Category},
        **{category.name.lower(): category for category in Category},
    }
    words = [word.strip() for word in row["categories"].split(";") if word.strip()]
    found = frozenset(_one_of(word, "categories", by_word) for word in words)
    on = _day(row["on"], "on")
    if on is None:
        raise UserError(_("%(column)s is empty") % {"column": "on"})
    return Brought(row["ref"][:64], on, found)


LAYOUTS: dict[str, Layout] = {
    one.id: one
    for one in (
        Layout(
            "register",
            "Systems, classes of device and technology",
            {
                "what": "system, device or technology",
                "name": "its name",
                "engine_name": "what the monitoring calls it, if it knows it",
                "held": "how many devices, for a class that the monitoring does not know",
                "monitored": "proactive, reactive or no",
                "how": "how it is monitored",
                "post": "by which post",
                "planned_on": "planned since, if it is not monitored yet",
                "due_on": "due by",
                "note": "anything else",
            },
            ("what", "name"),
            _item,
        ),
        Layout(
            "devices",
            "Register of devices",
            {
                "device": "the device's own number",
                "kind": "mobile, laptop, radio and so on",
                "holder": "staff reference of who holds it; read, held against the staff, not kept",
                "monitored": "yes or no",
            },
            ("device", "kind"),
            _device,
        ),
        Layout(
            "posts",
            "Posts of the unit",
            {
                "post": "title of the post, not a name",
                "hours": "hours a week; 37 where it is empty",
                "filled": "yes or no",
            },
            ("post",),
            _post,
        ),
        Layout(
            "training",
            "Training of the posts",
            {
                "post": "title of a post that is on the register",
                "skill": "one of: " + ", ".join(SKILLS),
                "on": "the day it was given",
                "until": "the day it runs out, if it does",
            },
            ("post", "skill", "on"),
            _training,
        ),
        Layout(
            "threats",
            "Items of intelligence for the threat assessment",
            {
                "ref": "the number of the item, so that it is counted once",
                "on": "its day",
                "categories": "national categories, several with a semicolon between",
            },
            ("ref", "on", "categories"),
            _threat,
        ),
    )
}
