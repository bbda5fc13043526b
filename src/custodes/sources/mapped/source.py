"""Any table in a file to one of ours, by the mapping that a feed gives."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import TABLES, Kind, Table
from custodes.sources.base import (
    Delimited,
    JsonDocument,
    JsonLines,
    ParquetFile,
    Reading,
    Source,
    Workbook,
)
from custodes.sources.delimiters import delimiter_in
from custodes.sources.durations import seconds_in
from custodes.sources.expressions import tidy
from custodes.sources.json_rows import json_path, with_fields
from custodes.sources.mapped.mapping import ISO, OTHER, YES_NO, mapping_from
from custodes.sources.settings import Settings
from custodes.sources.written_times import moment_in
from custodes.vocabulary.errors import UserError

FORMATS = ("delimited", "jsonl", "json", "excel", "parquet")
JSON = ("jsonl", "json")


class Mapped(Source):
    """Any export with a row for each event or entry, by a mapping written in `force.toml`:
    delimited text, lines of JSON, a JSON document, an Excel sheet, a Parquet file.

    `custodes source guess FILE` proposes the mapping. Each of our columns takes one column of the
    file (in JSON a dotted path such as `user.name`), or several joined with a blank, or a
    constant; words are translated by `values`, whatever their capitals. A word that is not
    translated is refused and quoted, never guessed; `"*"` translates any other. Rows whose column
    in `only` holds another word are passed over and counted.

    A time keeps its own offset where it has one (`Z`, `+01:00`, `BST`), else it is read on the
    clock of `zone`; the hour that the autumn change repeats is read as its second passing. A date
    and a time in two columns are joined. Lengths in seconds may be written `00:03:12`.

    A file without a column that the mapping names is refused whole, naming it and the closest
    present.
    """

    id = "mapped"
    version = 1
    title = "Any export, by a mapping"
    fills = TABLES
    options: ClassVar[Mapping[str, str]] = {
        "table": "The table that it fills, such as accesses. Required.",
        "format": "delimited (unless set), jsonl, json, excel or parquet.",
        "columns": "Our columns, each with the column of the file, the path, or a list to join.",
        "values": "For each of our columns the file's words and ours.",
        "constants": "Our columns that are the same in every row.",
        "only": "Columns of the file, each with the words of the rows to take.",
        "time_formats": "strptime formats, iso, unix, unix_ms or excel; a list, or one for each "
        "column. iso unless set.",
        "zone": "The clock of times without an offset; Europe/London unless set.",
        "empty": 'Texts that mean nothing, such as "NULL" or "N/A".',
        "system": "The system, where the table has that column and the file does not.",
        "delimiter": "The character between columns; as found unless set.",
        "quote": 'The character round texts; " unless set, "" for none.',
        "encoding": 'The encoding of the file; "utf-8" unless set, such as cp1252 or utf-16.',
        "sheet": "The sheet of a workbook; the first unless set.",
        "path": "Where in a JSON document the rows are, such as result.events.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        told = Settings(self.id, self.options, self.settings)
        form = told.word("format", FORMATS, "delimited")
        self.json = form in JSON
        reading = _reading(told, form)
        mapping = mapping_from(told, json=self.json)
        told.done()
        if mapping is None:
            raise UserError("Source mapped has no table.")
        self.mapping, self.reading = mapping, reading
        # Of one feed rather than of the class: which table it fills and which columns it reads.
        vars(self).update(
            fills=(mapping.table,), needs=() if self.json else mapping.theirs(), maybe=()
        )
        if mapping.only:
            words = "; ".join(f"{c} is not {' or '.join(w)}" for c, w in mapping.only.items())
            vars(self).update(passed_over=words)

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Each of our columns from theirs; rows that `only` leaves out are left out."""
        theirs = self.mapping.theirs()
        if self.json:
            named = {f"c{at}": (json_path(path),) for at, path in enumerate(theirs)}
            rows = with_fields(raw, raw.document, named)
        else:
            rows = raw.select(
                "line", **{f"c{at}": tidy(raw[name]) for at, name in enumerate(theirs)}
            ).mutate(broken=ibis.null("string"))
        if self.mapping.empty:
            rows = rows.mutate(
                **{
                    f"c{at}": ibis.ifelse(
                        rows[f"c{at}"].lower().isin(self.mapping.empty),
                        ibis.null("string"),
                        rows[f"c{at}"],
                    )
                    for at in range(len(theirs))
                }
            )
        place = {name: f"c{at}" for at, name in enumerate(theirs)}
        for name, words in self.mapping.only.items():
            rows = rows.filter(
                rows[place[name]].lower().isin(words).fill_null(False) | rows.broken.notnull()
            )
        columns: dict[str, ir.Value] = {}
        for ours in self.mapping.table.columns:
            if ours in self.mapping.columns:
                columns |= self._column(rows, ours, place)
            elif ours in self.mapping.constants:
                columns |= self._constant(rows, ours)
        return {self.mapping.table: rows.select("line", **columns)}

    def _column(self, rows: ir.Table, ours: str, place: dict[str, str]) -> dict[str, ir.Value]:
        """One of our columns, as text; times and lengths typed, with the text they had."""
        column = self.mapping.table.columns[ours]
        names = self.mapping.columns[ours]
        parts = [rows[place[name]] for name in names]
        if column.kind is Kind.TIME:
            if len(parts) > 1:
                parts = [_without_spreadsheet_half(part, at == 0) for at, part in enumerate(parts)]
            given = _joined(parts)
            moment = moment_in(given, self.mapping.times.get(ours, ISO), self.mapping.zone)
            quoted = ibis.coalesce(given, rows.broken)
            return {ours: moment, f"{ours}_given": quoted}
        text = self._translated(_joined(parts), ours)
        if column.kind is Kind.WHOLE and column.unit == "seconds":
            return {ours: seconds_in(text), f"{ours}_given": text}
        return {ours: text}

    def _constant(self, rows: ir.Table, ours: str) -> dict[str, ir.Value]:
        text = ibis.literal(self.mapping.constants[ours])
        # A row that is not JSON must not be filled by constants alone.
        value = ibis.ifelse(rows.broken.isnull(), text, ibis.null("string"))
        if self.mapping.table.columns[ours].kind is Kind.TIME:
            return {ours: moment_in(value, ISO, self.mapping.zone), f"{ours}_given": value}
        return {ours: value}

    def _translated(self, text: ir.Value, ours: str) -> ir.Value:
        """A text in our words: by the feed's table, else one of ours in other capitals, else as
        it stands, so that it is refused and quoted."""
        column = self.mapping.table.columns[ours]
        words = dict(self.mapping.values.get(ours, {}))
        other = words.pop(OTHER, None)
        if column.kind is Kind.WORD:
            words = {word.lower(): word for word in column.allowed} | words
        elif column.kind is Kind.YES_NO:
            words = YES_NO | words
        if not words and other is None:
            return text
        rest = text if other is None else ibis.literal(other or None, "string")
        known = [(text.lower() == theirs, _word(word)) for theirs, word in words.items()]
        return ibis.cases((text.isnull(), ibis.null("string")), *known, else_=rest)


def _word(word: str) -> ir.Value:
    return ibis.literal(word) if word else ibis.null("string")


def _joined(parts: list[ir.Value]) -> ir.Value:
    """Texts joined with a blank, empty ones left out; null where all are empty."""
    if len(parts) == 1:
        return parts[0]
    return tidy(ibis.literal(" ").join([part.fill_null("") for part in parts]))


def _without_spreadsheet_half(part: ir.Value, first: bool) -> ir.Value:
    """A date without the midnight, or a time without the day, that a workbook adds to it."""
    if first:
        return part.re_replace(r"[T ]00:00(:00)?(\.0+)?$", "")
    return part.re_replace(r"^(1899-12-3\d|1900-01-0\d|\d{4}-\d{2}-\d{2})[T ]", "")


def _reading(told: Settings, form: str) -> Reading:
    encoding = told.text("encoding", "utf-8")
    path = told.path("path")
    if form == "excel":
        return Workbook(sheet=told.text("sheet") or None)
    if form == "parquet":
        return ParquetFile()
    if form == "jsonl":
        return JsonLines(encoding=encoding)
    if form == "json":
        return JsonDocument(path=tuple(path.split(".")) if path else (), encoding=encoding)
    quote = told.given.get("quote", '"')
    if not isinstance(quote, str) or len(quote) > 1:
        told.mistake('wants one character, or "" for none, in `quote`')
        quote = '"'
    return Delimited(delimiter=delimiter_in(told), encoding=encoding, quote=quote)
