"""Printing lists as a table, JSON or CSV: lists to standard output, everything else to error."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from custodes.cli.options import Format

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets; it gets an apostrophe."""

UNWATCHED_WIDTH = 150
"""How wide a table is where no terminal says how wide it is."""

Row = Mapping[str, Any]


class Terminal(Console):
    """A console that tells a pipe that nobody reads any more to whoever called it."""

    def on_broken_pipe(self) -> None:
        """Leave how the command ends to the command line."""
        raise BrokenPipeError


def out() -> Console:
    """Standard output as it is now."""
    return Terminal(highlight=False, width=None if sys.stdout.isatty() else UNWATCHED_WIDTH)


def err() -> Console:
    """Standard error as it is now."""
    return Terminal(stderr=True, highlight=False)


def printable(text: str) -> str:
    """Text without what a terminal would take for a command, line ends kept."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def show(rows: Sequence[Row], columns: Mapping[str, str], form: Format, empty: str) -> None:
    """Print rows. `columns` maps keys to headings (table and CSV); JSON prints rows whole.

    `empty` is what a table says when there are no rows: what to do next.
    """
    if form is Format.JSON:
        print_json(list(rows))
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([[cell(row.get(key)) for key in columns] for row in rows])
    elif rows:
        out().print(grid(rows, columns))
    else:
        out().print(empty)


def grid(rows: Sequence[Row], columns: Mapping[str, str]) -> Table:
    """Rows as a table for the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key, heading in columns.items():
        numeric = any(isinstance(row.get(key), int | float) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(printable(_worded(row.get(key)))) for key in columns))
    return table


def print_json(value: Any) -> None:
    """One JSON value on standard output, and nothing else there."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def cell(value: Any) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not _is_number(text) else text


def _worded(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
