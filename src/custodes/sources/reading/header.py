"""The header of a table of text: its names, checked against those that a source asks for."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from custodes.vocabulary.errors import FileRefused, UserError, closest, shown

DELIMITERS = (",", ";", "\t", "|")
SPELLED = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The column names in a header's cells; one without a name is called by its place."""
    tidy = [cell.strip().lstrip("\ufeff").strip() for cell in cells]
    return tuple(name or f"(column {at})" for at, name in enumerate(tidy, start=1))


def spelled_as_asked(names: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    """A header's names, those that differ from an asked one only in capitals, blanks or
    punctuation under the asked spelling; the first such counts where several do."""
    free = {folded(name): name for name in reversed(asked) if name not in names}
    return tuple(name if name in asked else free.pop(folded(name), name) for name in names)


def folded(name: str) -> str:
    """A name without capitals, blanks and punctuation: `Call Date` and CALL_DATE are one."""
    return re.sub(r"[\W_]+", "", name.casefold())


def check_names(
    label: str,
    line: int | None,
    names: Sequence[str],
    needs: Sequence[str],
    *,
    delimiter: str | None = None,
) -> None:
    """Raise FileRefused when a name stands twice or one that is needed is not there.

    The sentence names every missing one with the closest present, and the delimiter that the
    header seems to have where it looks like a single column.
    """
    place = "" if line is None else f" (line {line:,})"
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise FileRefused(
            f"{label} names {_listed(twice)} more than once in its header{place}: give "
            "each column a name of its own and export it again."
        )
    missing = [name for name in dict.fromkeys(needs) if name not in names]
    if not missing:
        return
    offered = "".join(_near(name, names) for name in missing)
    hint = "export it with these columns, or name the ones it has in the feed's settings"
    if delimiter is not None and len(names) == 1:
        other = max(DELIMITERS, key=names[0].count)
        if other != delimiter and names[0].count(other):
            offered = ""
            hint = f"it looks delimited by {SPELLED[other]}: write delimiter = " + (
                '"\\t"' if other == "\t" else shown(other)
            )
    raise FileRefused(
        f"{label} lacks the column{'s' if len(missing) > 1 else ''} {_listed(missing)}{offered}; "
        f"its header{place} has {_listed(names, 30)}; {hint}."
    )


def _near(name: str, names: Sequence[str]) -> str:
    same = [n for n in names if n.casefold() == name.casefold()]
    clause = f"; the closest present: {same[0]}" if same else closest(name, list(names))
    return clause.replace("the closest present", f"closest to {shown(name)}")


def _listed(names: Sequence[str], most: int = 100) -> str:
    quoted = [shown(name, 200 if len(names) == 1 else 60) for name in names[:most]]
    return ", ".join(quoted) + (f" and {len(names) - most:,} more" if len(names) > most else "")


def sniffed(header: str, quote: str) -> str:
    """The delimiter that a header line seems to have; a comma where it has none."""
    mark = re.escape(quote)
    bare = re.sub(f"{mark}[^{mark}]*{mark}", "", header) if quote else header
    return max(DELIMITERS, key=bare.count)


def first_record(
    label: str, lines: Sequence[str], delimiter: str, quote: str
) -> tuple[list[str], int, int]:
    """The first record that is not blank: its cells, the line it begins on, the lines used up.

    Raises FileRefused when there is none, or its quotes do not close.
    """
    begin = next((at for at, text in enumerate(lines) if text.strip()), None)
    if begin is None:
        raise FileRefused(
            f"{label} has no header line: export it again with its column names on the first line."
        )
    most = lines[begin : begin + 100]
    reader = csv.reader(most, **dialect(delimiter, quote, strict=True))  # type: ignore[arg-type]
    try:
        cells = next(reader)
    except csv.Error:
        cells = []
    used = reader.line_num
    if not cells:
        raise FileRefused(
            f"{label} has a header that cannot be read (line {begin + 1:,}: "
            f"{shown(lines[begin].strip())}): see that each quote in it is closed."
        )
    return cells, begin + 1, begin + used


def dialect(delimiter: str, quote: str, *, strict: bool = False) -> dict[str, object]:
    """The same habits for Python's csv module as for the fast parser."""
    if not quote:
        return {"delimiter": delimiter, "quoting": csv.QUOTE_NONE, "strict": strict}
    return {"delimiter": delimiter, "quotechar": quote, "strict": strict}


def check_habits(delimiter: str | None, quote: str) -> str | None:
    """The delimiter of a reading, `\\t` read as a tab; raises UserError when it cannot be one."""
    if delimiter == "\\t":
        delimiter = "\t"
    for name, given in (("delimiter", delimiter), ("quote", quote or None)):
        if given is not None and (len(given) != 1 or not given.isascii() or given in "\r\n\0"):
            raise UserError(
                f'{name} = {shown(given)} cannot be used: write one plain character, such as "|".'
            )
    if delimiter is not None and delimiter == quote:
        raise UserError(f"delimiter and quote are both {shown(quote)}: write two different ones.")
    return delimiter
