"""What the values of a column show: times and their format, numbers, addresses, few words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from custodes.sources.numbers import canonical
from custodes.sources.written_times import EARLIEST, LATEST

MOST = 0.8
"""Share of the filled values that must agree before a column counts as holding something."""

DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y", "%m-%d-%y")
NAMED_MONTH = ("%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d %B %Y", "%b %d %Y",
               "%a %d %b %Y")  # fmt: skip
YEAR_FIRST = ("%Y%m%d", "%Y/%m/%d")
CLOCKS = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p", " %H.%M",
          " %H.%M.%S", "T%H:%M:%S", " %H%M%S")  # fmt: skip
FORMATS = tuple(
    date + clock
    for date in (*DAY_FIRST, *MONTH_FIRST, *NAMED_MONTH, *YEAR_FIRST)
    for clock in CLOCKS
)
ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?"
)
OFFSET = re.compile(r"(:\d{2}(?:\.\d+)?)\s*(?:[Zz]|UTC|GMT|BST|[+-]\d{2}:?\d{2})$")
LEADING = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]")
TRIED_FIRST = 50
"""Different values on which formats are tried before they are tried on all."""
TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(\s*[AaPp][Mm])?")
EPOCHS = {"unix": (1e9 * 0.63, 4.1e9), "unix_ms": (1e12 * 0.63, 4.1e12)}
"""The span of numbers that, as seconds or milliseconds, fall between 1990 and 2100."""
AMOUNT = re.compile(r"-?\d+(\.\d+)?|(\d{1,4}:)?\d{1,4}:\d{2}")


@dataclass(frozen=True)
class Times:
    """How a column writes times: the formats, what settled the order of day and month, and
    whether it was settled at all."""

    formats: tuple[str, ...]
    fits: float
    remark: str = ""
    with_clock: bool = True


def filled(values: Iterable[str]) -> list[str]:
    """The values that say something."""
    return [v for v in (v.strip() for v in values) if v and v.upper() not in ("NULL", "N/A")]


def times_in(values: Sequence[str], name: str = "") -> Times | None:
    """The time formats of a column's values, or None where it does not hold times.

    Where day and month could be either way round in every value, the day is taken to come first,
    as in Britain, and the remark says so.
    """
    known = filled(values)
    if not known:
        return None
    share = sum(ISO.fullmatch(v) is not None for v in known) / len(known)
    if share >= MOST:
        return Times(("iso",), share, with_clock=any(len(v) > 10 for v in known))
    for unit, (least, most) in EPOCHS.items():
        inside = [
            v for v in known if re.fullmatch(r"\d{9,13}(\.\d+)?", v) and least < float(v) < most
        ]
        if len(inside) / len(known) >= MOST and not _looks_like_phones(known):
            return Times((unit,), len(inside) / len(known))
    bare = [OFFSET.sub(r"\1", v) for v in known]
    few = list(dict.fromkeys(bare))[:TRIED_FIRST]
    likely = [f for f in FORMATS if _fitting(f, few)]
    if not likely:
        return None
    likely += [t for f in likely if (t := _turned(f)) is not None and t not in likely]
    fits = {f: _fitting(f, bare) for f in likely}
    best = max(likely, key=lambda f: (len(fits[f]), -FORMATS.index(f)))
    if len(fits[best]) / len(known) < MOST:
        return None
    chosen = [best]
    rest = [v for at, v in enumerate(bare) if at not in fits[best]]
    for other in FORMATS:
        # A second way of writing the same column, never with day and month the other way round.
        if rest and other != best and _order(other) in (_order(best), ""):
            more = _fitting(other, rest)
            if len(more) >= max(2, len(known) // 100):
                chosen.append(other)
                rest = [v for at, v in enumerate(rest) if at not in more]
    twin = _turned(best)
    remark = ""
    if twin is not None:
        settling = [v for v in bare if _settles(v, _order(best))]
        if settling:
            remark = f'{_order(best)} first, which "{settling[0]}" settles'
        else:
            remark = (
                f"{_order(best)} first is ASSUMED: no value has a number over 12 to settle it; "
                "check one whose day you know"
            )
    return Times(
        tuple(chosen), (len(known) - len(rest)) / len(known), remark, "%H" in best or "%I" in best
    )


def _fitting(spelled: str, values: list[str]) -> set[int]:
    found = set()
    for at, value in enumerate(values):
        try:
            moment = datetime.strptime(value, spelled)  # noqa: DTZ007
        except ValueError:
            continue
        if EARLIEST <= moment.year <= LATEST:
            found.add(at)
    return found


def _order(spelled: str) -> str:
    if spelled.startswith(DAY_FIRST):
        return "day"
    return "month" if spelled.startswith(MONTH_FIRST) else ""


def _turned(spelled: str) -> str | None:
    """The same format with day and month the other way round."""
    for one, other in ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)):
        for mine, theirs in zip(one, other, strict=True):
            if spelled.startswith(mine):
                return theirs + spelled[len(mine) :]
    return None


def _settles(value: str, order: str) -> bool:
    """Whether a date such as 31/03/2026 can only have its day, or only its month, first."""
    leading = LEADING.match(value)
    return leading is not None and int(leading[1 if order == "day" else 2]) > 12


def _looks_like_phones(values: list[str]) -> bool:
    return sum(v.startswith(("0", "44", "7")) for v in values) > len(values) / 2


def times_of_day(values: Sequence[str]) -> bool:
    """Whether a column holds times of day without a date."""
    known = filled(values)
    good = sum(TIME_OF_DAY.fullmatch(v) is not None for v in known)
    return bool(known) and good / len(known) >= MOST


def numbers_in(values: Sequence[str]) -> float:
    """The share of the filled values that are telephone numbers or mail addresses."""
    known = filled(values)
    good = sum(
        "@" in v or (sum(c.isdigit() for c in v) >= 9 and not v[:1].isalpha())
        for v in known
        if canonical(v) is not None
    )
    return good / len(known) if known else 0.0


def lengths_in(values: Sequence[str]) -> float:
    """The share of the filled values that are numbers or lengths such as 00:03:12."""
    known = filled(values)
    good = sum(AMOUNT.fullmatch(v) is not None for v in known)
    return good / len(known) if known else 0.0


def words_in(values: Sequence[str], most: int = 40) -> dict[str, int]:
    """The few different words of a column with how often each stands there, commonest first;
    empty where there are more than `most`."""
    counts: dict[str, int] = {}
    for value in filled(values):
        counts[value] = counts.get(value, 0) + 1
        if len(counts) > most:
            return {}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def distinct(values: Sequence[str]) -> float:
    """The share of different values among those filled: 1 for a reference of its own."""
    known = filled(values)
    return len(set(known)) / len(known) if known else 0.0
