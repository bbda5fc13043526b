"""A mapping as a feed gives it, checked whole before a row is read."""

from collections.abc import Mapping as Given
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from custodes.schema import BY_NAME, Column, Kind, Table
from custodes.sources.json_rows import json_path
from custodes.sources.settings import Settings
from custodes.sources.written_times import mistaken_format
from custodes.vocabulary.errors import closest, shown

OTHER = "*"
"""In a table of translations: any word that is not named."""
ISO = ("iso",)
YES_NO = {"1": "1", "y": "1", "yes": "1", "true": "1", "t": "1",
          "0": "0", "n": "0", "no": "0", "false": "0", "f": "0"}  # fmt: skip
"""What counts as yes and no where the feed translates nothing itself."""


@dataclass
class Mapping:
    """How a row of a file becomes a row of `table`.

    `columns`: ours to theirs, several of which are joined with a blank; `values`: ours to a table
    from their words, in small letters, to ours; `constants`: ours to a fixed text; `only`: theirs
    to the words, in small letters, that a row must hold one of; `times`: ours to time formats;
    `empty`: texts, in small letters, that mean nothing.
    """

    table: type[Table]
    zone: str
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    times: dict[str, tuple[str, ...]] = field(default_factory=dict)
    empty: tuple[str, ...] = ()

    def theirs(self) -> tuple[str, ...]:
        """The columns (or, in JSON, the paths) of the file that it reads."""
        named = [name for names in self.columns.values() for name in names]
        return tuple(dict.fromkeys([*named, *self.only]))

    def filled(self) -> set[str]:
        """Our columns that it fills."""
        return {*self.columns, *self.constants}


def mapping_from(told: Settings, *, json: bool) -> Mapping | None:
    """The mapping in a feed's settings, with every mistake noted in `told`; None where the table
    itself is unknown."""
    name = told.text("table")
    if name not in BY_NAME:
        near = closest(name, list(BY_NAME)) or f"; there are {', '.join(BY_NAME)}"
        told.mistake(
            f"does not know the table {shown(name)}{near}" if name else f"needs `table`{near}"
        )
        return None
    mapping = Mapping(BY_NAME[name], told.zone("zone", "Europe/London"))
    mapping.empty = tuple(text.lower() for text in told.texts("empty"))
    _columns(told, mapping, json)
    _constants(told, mapping)
    _values(told, mapping)
    _only(told, mapping, json)
    _times(told, mapping)
    _nothing_missing(told, mapping)
    if not json:
        _no_twins(told, mapping)
    return mapping


def _section(told: Settings, name: str) -> Given[str, Any]:
    value = told.given.get(name, {})
    if isinstance(value, Given):
        return value
    told.mistake(f"wants a section for `{name}`, such as [feeds.<name>.{name}]")
    return {}


def _ours(told: Settings, mapping: Mapping, section: str, name: str) -> Column | None:
    columns = mapping.table.columns
    if name in columns:
        return columns[name]
    near = closest(name, list(columns)) or f"; it has {', '.join(columns)}"
    told.mistake(f"has {shown(name)} in `{section}`, no column of {mapping.table.name}{near}")
    return None


def _columns(told: Settings, mapping: Mapping, json: bool) -> None:
    for ours, given in _section(told, "columns").items():
        if _ours(told, mapping, "columns", ours) is None:
            continue
        names = (given,) if isinstance(given, str) else given
        if (
            not isinstance(names, list | tuple)
            or not names
            or not all(isinstance(n, str) and n.strip() for n in names)
        ):
            told.mistake(
                f"wants a column of the file for `{ours}`, or a list to join such as "
                f'["DATE", "TIME"], not {shown(given)}'
            )
            continue
        mapping.columns[ours] = tuple(n.strip() for n in names)
        if json:
            _paths(told, mapping.columns[ours])


def _paths(told: Settings, paths: tuple[str, ...]) -> None:
    for path in paths:
        try:
            json_path(path)
        except ValueError:
            told.mistake(f"cannot read {shown(path)} as a path; write one such as user.name")


def _constants(told: Settings, mapping: Mapping) -> None:
    given = dict(_section(told, "constants"))
    system = told.text("system")
    if (
        system
        and "system" in mapping.table.columns
        and not {"system"} & ({*given, *mapping.columns})
    ):
        given["system"] = system
    for ours, value in given.items():
        column = _ours(told, mapping, "constants", ours)
        if column is None:
            continue
        text = "" if isinstance(value, bool | dict | list) else str(value).strip()
        if isinstance(value, bool):
            text = str(int(value))
        if not text:
            told.mistake(f"wants a text or a number for `{ours}` in `constants`")
        elif ours in mapping.columns:
            told.mistake(f"has `{ours}` both in `columns` and in `constants`; keep one")
        elif clause := _mistaken_word(column, text):
            told.mistake(f"sets `{ours}` to {shown(text)}; {clause}")
        elif column.kind is Kind.TIME and not _is_iso(text):
            told.mistake(f"sets `{ours}` to {shown(text)}; write a date such as 2026-03-31")
        else:
            mapping.constants[ours] = text


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _mistaken_word(column: Column, text: str) -> str:
    """A clause for a text that a column of words or of 0 and 1 cannot hold."""
    if column.kind is Kind.WORD and text not in column.allowed:
        near = closest(text, list(column.allowed))
        return f"it must be one of {', '.join(column.allowed)}{near}"
    if column.kind is Kind.YES_NO and text not in ("0", "1"):
        return "it must be 0 or 1"
    return ""


def _values(told: Settings, mapping: Mapping) -> None:
    for ours, table in _section(told, "values").items():
        column = _ours(told, mapping, "values", ours)
        if column is None:
            continue
        if not isinstance(table, Given) or not table:
            told.mistake(f'wants a section for `{ours}` in `values`, such as VIEW = "view"')
            continue
        if ours not in mapping.columns:
            told.mistake(f"translates values of `{ours}`, which `columns` does not map")
            continue
        words: dict[str, str] = {}
        for theirs, value in table.items():
            key = str(theirs).strip().lower()
            text = str(int(value)) if isinstance(value, bool) else str(value).strip()
            if text and (clause := _mistaken_word(column, text)):
                told.mistake(f"turns {shown(theirs)} of `{ours}` into {shown(text)}; {clause}")
            elif words.get(key, text) != text:
                told.mistake(f"turns {shown(theirs)} of `{ours}` into two words; keep one")
            words[key] = text
        mapping.values[ours] = words


def _only(told: Settings, mapping: Mapping, json: bool) -> None:
    for theirs, words in _section(told, "only").items():
        listed = [words] if isinstance(words, str) else words
        if (
            not isinstance(listed, list | tuple)
            or not listed
            or any(isinstance(word, dict | list) for word in listed)
        ):
            told.mistake(f'wants a list of words for {shown(theirs)} in `only`, such as ["VIEW"]')
            continue
        mapping.only[theirs] = tuple(str(word).strip().lower() for word in listed)
        if json:
            _paths(told, (theirs,))


def _times(told: Settings, mapping: Mapping) -> None:
    given = told.given.get("time_formats", [])
    moments = [n for n, c in mapping.table.columns.items() if c.kind is Kind.TIME]
    by_column = {"time_formats": given} if not isinstance(given, Given) else given
    for name, formats in by_column.items():
        if isinstance(given, Given):
            if _ours(told, mapping, "time_formats", name) is None:
                continue
            if name not in moments:
                told.mistake(f"has `{name}` in `time_formats`, which holds no time")
                continue
        listed = [formats] if isinstance(formats, str) else formats
        if not isinstance(listed, list | tuple):
            told.mistake('wants a list for `time_formats`, such as ["%d/%m/%Y %H:%M:%S"]')
            continue
        for spelled in listed:
            if clause := mistaken_format(spelled):
                told.mistake(f"cannot use {shown(spelled)} in `time_formats`: it {clause}")
        for column in [name] if isinstance(given, Given) else moments:
            mapping.times[column] = tuple(listed) or ISO


def _nothing_missing(told: Settings, mapping: Mapping) -> None:
    table, filled = mapping.table, mapping.filled()
    missing = [name for name in table.required() if name not in filled]
    if missing:
        told.mistake(
            f"fills no {', '.join(missing)}, which {table.name} must have: map "
            f"{'it' if len(missing) == 1 else 'them'} in `columns` or `constants`"
        )
    for group in (*table.one_of, *table.any_of):
        if not filled & set(group):
            told.mistake(f"fills none of {', '.join(group)}, of which {table.name} needs one")


def _no_twins(told: Settings, mapping: Mapping) -> None:
    """The engine does not tell columns apart by capitals."""
    seen: dict[str, str] = {}
    for name in mapping.theirs():
        twin = seen.setdefault(name.casefold(), name)
        if twin != name:
            told.mistake(f"maps both {shown(twin)} and {shown(name)}, alike but for capitals")
