"""The checks that every row passes before it is kept, as SQL: a typed value or a fault."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from custodes.schema import Column, Kind, Table
from custodes.store import sql

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No event of a force's systems lies outside these years; a time that does is a mistake."""
DAYS = ("from", "to", "start", "end")
"""Columns that may hold a plain date, read as its London midnight."""
LONGEST_QUOTE = 60

ZONED = """(length({g}) > 16 AND (ends_with({g}, 'Z') OR substr({g}, -6, 1) IN ('+', '-')
 OR substr({g}, -5, 1) IN ('+', '-') OR substr({g}, -3, 1) IN ('+', '-')))"""
MOMENT = """CASE WHEN length({g}) > 18 AND ends_with({g}, 'Z') THEN TRY_CAST({g} AS TIMESTAMP)
 WHEN {zoned} THEN coalesce(TRY_CAST({g} AS TIMESTAMPTZ),
   try_strptime({g}, ['%Y-%m-%dT%H:%M%z', '%Y-%m-%d %H:%M%z', '%Y%m%dT%H%M%S%z']))::TIMESTAMP END"""
LONDON_DAY = """CASE WHEN length({g}) = 10
 THEN timezone('Europe/London', TRY_CAST(TRY_CAST({g} AS DATE) AS TIMESTAMP))::TIMESTAMP
 ELSE {moment} END"""


@dataclass(frozen=True)
class Given:
    """What a shape gives for one column: as text, or typed with the text it was given beside it."""

    column: str
    typed: bool
    with_text: bool


def checked(table: type[Table], shaped: str, given: Collection[Given], numbers: str) -> str:
    """SQL that gives, for each row of the relation `shaped`, its `line`, every column of the table
    typed (ids as text), and `fault`: null, or the sentence that refuses the row.

    `numbers` is a relation (`given`, `canonical`) with every telephone number and mail address.
    """
    by_column = {g.column: g for g in given}
    cleaned, joins, values = [], [], []
    for position, (name, column) in enumerate(table.columns.items()):
        way = by_column.get(name)
        cleaned.append(f"{_quoted(name, way)} AS g{position}")
        value = f"g{position}"
        if way is not None and (way.typed or way.with_text):
            value = f"t{position}"
            cleaned.append(f"{sql.name(name) if way.typed else _text_of(name)} AS {value}")
        if column.names == "number" and way is not None:
            joins.append(f" LEFT JOIN {numbers} n{position} ON n{position}.given = {value}")
            values.append(f"n{position}.canonical AS v{position}")
        else:
            typed = way is not None and way.typed
            values.append(f"{_value(name, column, value, typed=typed)} AS v{position}")
    shown = ", ".join(f"v{i} AS {sql.name(n)}" for i, n in enumerate(table.columns))
    kept = ", ".join(f"g{i}" for i in range(len(table.columns)))
    return (
        f"SELECT line, {shown}, CASE {' '.join(_faults(table, by_column))} END AS fault FROM ("
        f"SELECT line, {kept}, {', '.join(values)} FROM ("
        f"SELECT line, {', '.join(cleaned)} FROM {shaped}) AS cleaned{''.join(joins)}) AS valued"
    )


def word_type(column: Column) -> str:
    """The SQL type of one of a short list of words: a byte each, and no other word fits."""
    return f"ENUM ({', '.join(map(sql.text, column.allowed))})"


def _text_of(column: str) -> str:
    return f"nullif(trim(CAST({sql.name(column)} AS VARCHAR)), '')"


def _quoted(name: str, given: Given | None) -> str:
    """The text that was given for a column, as a fault quotes it; blank is null."""
    if given is None:
        return "CAST(NULL AS VARCHAR)"
    return _text_of(f"{name}_given" if given.with_text else name)


def _value(name: str, column: Column, given: str, *, typed: bool) -> str:
    match column.kind:
        case Kind.TIME if typed:
            return f"TRY_CAST({given} AS TIMESTAMP)"
        case Kind.TIME:
            moment = MOMENT.format(g=given, zoned=ZONED.format(g=given))
            return LONDON_DAY.format(g=given, moment=moment) if name in DAYS else moment
        case Kind.DATE:
            return f"TRY_CAST({given} AS DATE)"
        case Kind.WHOLE:
            whole = f"regexp_full_match(CAST({given} AS VARCHAR), '[+-]?[0-9]+([.]0+)?')"
            return f"CASE WHEN {whole} THEN TRY_CAST({given} AS BIGINT) END"
        case Kind.NUMBER:
            value = f"TRY_CAST({given} AS DOUBLE)"
            return f"CASE WHEN isfinite({value}) THEN {value} END"
        case Kind.WORD:
            return f"TRY_CAST(CAST({given} AS VARCHAR) AS {word_type(column)})"
        case Kind.YES_NO:
            return (
                f"CASE lower(CAST({given} AS VARCHAR)) WHEN '1' THEN 1 WHEN 'true' THEN 1 "
                "WHEN '0' THEN 0 WHEN 'false' THEN 0 END::TINYINT"
            )
        case _:
            return f"CAST({given} AS VARCHAR)"


def _faults(table: type[Table], by_column: Mapping[str, Given]) -> list[str]:
    """One WHEN a fault; the first that applies refuses the row."""
    at = {name: i for i, name in enumerate(table.columns)}
    faults = []
    for name, column in table.columns.items():
        i = at[name]
        if column.required:
            sentence = sql.text(f"{name} is empty: every row of {table.name} must have it.")
            faults.append(f"WHEN g{i} IS NULL AND v{i} IS NULL THEN {sentence}")
        foreign = (way := by_column.get(name)) is not None and way.with_text
        faults += [
            f"WHEN {wrong} THEN {said}" for wrong, said in _wrong(name, column, i, foreign=foreign)
        ]
    for group in table.one_of:
        filled = " + ".join(f"(g{at[c]} IS NOT NULL)::INT" for c in group)
        said = f"exactly one of {', '.join(group)} must be filled, and "
        faults.append(
            f"WHEN {filled} <> 1 THEN {sql.text(said)} || "
            f"CASE {filled} WHEN 0 THEN 'none is.' ELSE ({filled}) || ' are.' END"
        )
    for group in table.any_of:
        empty = " AND ".join(f"g{at[c]} IS NULL" for c in group)
        said = f"one of {', '.join(group)} must be filled, and none is."
        faults.append(f"WHEN {empty} THEN {sql.text(said)}")
    if table.spans:
        start, end = table.spans
        faults.append(
            f"WHEN v{at[end]} < v{at[start]} THEN {_said(end, at[end], ' comes before')} || ' ' || "
            f"{_said(start, at[start], ': look at both.')}"
        )
    return faults


def _wrong(name: str, column: Column, i: int, *, foreign: bool) -> list[tuple[str, str]]:
    """What can be wrong with a value that is there: the test in SQL, and the sentence in SQL.

    `foreign` values are in the form of a source, which has read them already.
    """
    unread = f"g{i} IS NOT NULL AND v{i} IS NULL"
    match column.kind:
        case Kind.TIME if foreign:
            unfit = " is no time in the form that this feed reads: correct the row or the feed."
            outside = f"year(v{i}) NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR} OR NOT isfinite(v{i})"
            return [
                (unread, _said(name, i, unfit)),
                (outside, _said(name, i, f" is not between {FIRST_YEAR} and {LAST_YEAR}.")),
            ]
        case Kind.TIME:
            day = " or, as a day, 2026-02-28" if name in DAYS else ""
            shape = " is not a time: write 2026-02-28T10:00:00Z" + day + "."
            unzoned = (
                " has no zone: write it with Z or its offset, such as 2026-02-28T10:00:00+00:00."
            )
            naive = f"TRY_CAST(g{i} AS TIMESTAMP) IS NOT NULL AND length(g{i}) > 10"
            zoned = ZONED.format(g=f"g{i}")
            outside = f"year(v{i}) NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR} OR NOT isfinite(v{i})"
            return [
                (
                    f"{unread} AND {naive} AND NOT {zoned}",
                    _said(name, i, unzoned),
                ),
                (unread, _said(name, i, shape)),
                (outside, _said(name, i, f" is not between {FIRST_YEAR} and {LAST_YEAR}.")),
            ]
        case Kind.DATE:
            return [(unread, _said(name, i, " is not a date: write 2026-02-28."))]
        case Kind.WORD:
            said = f" is not one of: {', '.join(column.allowed)}."
            return [(unread, _said(name, i, said))]
        case Kind.YES_NO:
            return [(unread, _said(name, i, " is neither 1 nor 0."))]
        case Kind.WHOLE | Kind.NUMBER:
            kind = "a whole number" if column.kind is Kind.WHOLE else "a number"
            wrong = [(unread, _said(name, i, f" is not {kind} ({column.unit})."))]
            if column.least is not None:
                least = f"{column.least:g}"
                wrong.append((f"v{i} < {least}", _said(name, i, f" is less than {least}.")))
            if column.most is not None:
                most = f"{column.most:g}"
                wrong.append((f"v{i} > {most}", _said(name, i, f" is more than {most}.")))
            return wrong
        case Kind.ID if column.names == "number":
            wrong = [(unread, _said(name, i, " is neither a telephone number nor a mail address."))]
            if column.personal:
                nobodys = f"v{i} NOT LIKE '+%' AND v{i} NOT LIKE '%@%'"
                said = " is a short code or a withheld number, which is nobody's own: leave it out."
                wrong.append((nobodys, _said(name, i, said)))
            return wrong
        case _:
            return [(unread, _said(name, i, f" cannot be read as the {name} of a row."))]


def _said(name: str, i: int, after: str) -> str:
    """SQL for a sentence that names a column and quotes what was given."""
    quoted = f"coalesce(g{i}, v{i}::VARCHAR)"
    printable = f"regexp_replace({quoted}, '[\\x00-\\x1f\\x7f]', '\ufffd', 'g')"
    cut = (
        f"CASE WHEN length({printable}) > {LONGEST_QUOTE} "
        f"THEN left({printable}, {LONGEST_QUOTE - 1}) || '…' ELSE {printable} END"
    )
    return f"""{sql.text(name + ' "')} || {cut} || '"' || {sql.text(after)}"""
