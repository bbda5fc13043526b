"""An alert's timeline: lanes for duty, purposes, look-ups, calls and texts, and e-mail."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from custodes.vocabulary.times import LONDON
from custodes.web.design.pictures.drawing import Picture, box, line, picture, words
from custodes.web.design.pictures.marks import (
    EXPLAINED,
    OFF_DUTY,
    ON_DUTY,
    PARTLY,
    UNEXPLAINED,
    UNKNOWN,
    duty_of,
    mark,
    purpose_of,
)
from custodes.web.design.pictures.palette import (
    AMBER,
    BLUE,
    GREEN,
    INK,
    LINE,
    PAPER,
    QUIET,
    STEPS,
    WASH,
)
from custodes.web.design.showing import clock, moment

LANES = ("Duty", "Purposes", "Look-ups", "Calls and texts", "E-mail and messages")
"""The lanes from top to bottom."""
LANE = 58.0  # the height of one
WIDTH, LEFT, RIGHT, TOP = 960.0, 150.0, 16.0, 34.0
STEP, STACK = 11.0, 4  # width of a place; marks, and bars, above each other
BARS = 12.0 * STACK  # what bars add to the height of a lane that has marks as well
LEGEND = (ON_DUTY, OFF_DUTY, UNKNOWN, EXPLAINED, PARTLY, UNEXPLAINED)
NONE = "Nothing in this time"
BARS_SAY = "Bars: the roster (filled: on duty) and the purposes on record"
COLUMNS = (
    {"text": "When"},
    {"text": "What"},
    {"text": "Person"},
    {"text": "Duty"},
    {"text": "Purpose"},
    {"text": "Row"},
)


def timeline(
    alert: Mapping[str, Any],
    start: date | None = None,
    end: date | None = None,
    title: str = "Timeline of duty, purposes, look-ups and contacts",
) -> Picture:
    """The rows of an alert from one London day to another, both whole; without them all its rows.

    Where the alert holds `duties` as spans (`start`, `end`, `status`), they are drawn as bars in
    place of the state of each row; `purposes` (`start`, `end`, `kind`) as bars above what was found
    for each row.
    """
    rows = [r for r in alert["timeline"] if _within(moment(r["at"]), start, end)]
    first, last = _range(rows, start, end)
    scale = _Scale(first, last)
    placed: dict[str, list[tuple[datetime, str]]] = {lane: [] for lane in LANES}
    duties, purposes = _spans(alert, "duties", scale), _spans(alert, "purposes", scale)
    for row in rows:
        at = moment(row["at"])
        placed[_lane(row)].append((at, duty_of(row["duty"])))
        if not duties:
            placed["Duty"].append((at, duty_of(row["duty"])))
        placed["Purposes"].append((at, purpose_of(row["word"])))
    heights = dict.fromkeys(LANES, LANE) | ({"Purposes": LANE + BARS} if purposes else {})
    bottom = TOP + sum(heights.values())
    drawn = [box(0, 0, WIDTH, bottom + 62, PAPER), *_axis(scale, bottom)]
    top = TOP
    for lane, height in heights.items():
        drawn.append(words(8, top + height / 2 + 5, lane, 14, bold=True))
        drawn += _bars({"Duty": duties, "Purposes": purposes}.get(lane, []), scale, top)
        top += height
        drawn.append(line(0, top, WIDTH, top, LINE))
        drawn += _marks(placed[lane], scale, top)
    if not rows:
        drawn.append(words((LEFT + WIDTH) / 2, (TOP + bottom) / 2, NONE, 16, "middle", QUIET))
    drawn += _legend(bottom + 20, spans=bool(duties or purposes))
    return picture(
        title,
        _described(rows) + _purposes_said(alert, scale),
        WIDTH,
        bottom + 62,
        drawn,
        COLUMNS,
        [
            (
                clock(r["at"]),
                r["what"].replace("_", " "),
                r["person"],
                duty_of(r["duty"]),
                purpose_of(r["word"]),
                r["row"],
            )
            for r in rows
        ],
    )


class _Scale:
    """Where a moment is along the picture."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.first, self.last = first, last
        self.seconds = (last - first).total_seconds()

    def x(self, at: datetime) -> float:
        along = (at - self.first).total_seconds() / self.seconds
        return LEFT + 10 + min(1.0, max(0.0, along)) * (WIDTH - LEFT - RIGHT - 20)


def _within(at: datetime, start: date | None, end: date | None) -> bool:
    return (start is None or at.date() >= start) and (end is None or at.date() <= end)


def _range(
    rows: Sequence[Mapping[str, Any]], start: date | None, end: date | None
) -> tuple[datetime, datetime]:
    """The first and the last London day that is shown, whole; at least one day."""
    days = [moment(r["at"]).date() for r in rows]
    first = start or (min(days) if days else end or date(2000, 1, 1))
    last = max(first, end or (max(days) if days else first))
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _lane(row: Mapping[str, Any]) -> str:
    if row["table"] == "accesses":
        return "Look-ups"
    return "Calls and texts" if row["what"].startswith(("call", "text")) else "E-mail and messages"


def _axis(scale: _Scale, bottom: float) -> list[str]:
    """Ticks by the hour, day, week or month, so that there are about four to fourteen."""
    days = scale.seconds / 86_400
    drawn = []
    at, ticks = scale.first, []
    if days <= 2:
        step, form = timedelta(hours=6), "%-d %b %H:%M"
    elif days <= 14:
        step, form = timedelta(days=1), "%-d %b"
    else:
        step, form = timedelta(days=7 * max(1, round(days / 84))), "%-d %b"
    while at < scale.last:
        ticks.append(at)
        at += step
    for tick in ticks:
        x = scale.x(tick)
        drawn.append(line(x, TOP - 6, x, bottom, WASH, 1.5))
        if x < WIDTH - 40:
            drawn.append(words(x, TOP - 12, tick.strftime(form), 12, "middle", QUIET))
    return drawn


def _spans(
    alert: Mapping[str, Any], name: str, scale: _Scale
) -> list[tuple[datetime, datetime, str, str]]:
    """The declared spans that touch the time shown, with their words and their colour."""
    spans = []
    for span in alert.get(name) or ():
        opened = moment(span["start"])
        closed = moment(span["end"]) if span.get("end") else scale.last
        if opened <= scale.last and closed >= scale.first:
            said = str(span.get("status") or span.get("kind") or "")
            said += ", self-made" if span.get("own") else ""
            on = name == "duties" and duty_of(said) == ON_DUTY
            colour = BLUE if on else GREEN if name == "purposes" else AMBER
            spans.append((opened, closed, said.replace("_", " "), colour))
    return spans


def _bars(
    spans: Sequence[tuple[datetime, datetime, str, str]], scale: _Scale, y: float
) -> list[str]:
    drawn, free = [], [min((opened for opened, *_ in spans), default=scale.first)] * STACK
    for opened, closed, said, colour in sorted(spans):
        level = next((n for n, until in enumerate(free) if until <= opened), STACK - 1)
        free[level] = closed
        x, width = scale.x(opened), max(2.0, scale.x(closed) - scale.x(opened))
        top = y + 5 + level * 12
        fill = PAPER if colour == AMBER else STEPS[1]
        drawn.append(box(x, top, width, 9, fill, stroke=colour, stroke_width=1))
        if width > 7 * len(said) + 6:
            drawn.append(words(x + 3, top + 8, said, 9))
    return drawn


def _marks(events: Sequence[tuple[datetime, str]], scale: _Scale, bottom: float) -> list[str]:
    """Marks at their time above the bottom of a lane; those that would cover each other are
    stacked, then counted."""
    places: dict[int, list[str]] = defaultdict(list)
    for at, kind in events:
        places[round(scale.x(at) / STEP)].append(kind)
    drawn = []
    for place, kinds in sorted(places.items()):
        x = place * STEP
        most = STACK if len(kinds) <= STACK else STACK - 1
        for n, kind in enumerate(kinds[:most]):
            drawn.append(mark(kind, x, bottom - 9 - n * 12))
        if len(kinds) > most:
            drawn.append(words(x, bottom - 44, str(len(kinds) - most), 9, "middle", INK))
    return drawn


def _legend(y: float, *, spans: bool) -> list[str]:
    drawn, x = [], 8.0
    for n, kind in enumerate(LEGEND):
        if n == 3:
            x, y = 8.0, y + 22
        drawn += [mark(kind, x + 6, y), words(x + 18, y + 5, kind, 13)]
        x += 150
    drawn.append(words(x + 10, y + 5, "3 above marks: three more at that place", 13, colour=QUIET))
    if spans:
        drawn.append(words(x + 10, y - 17, BARS_SAY, 13, colour=QUIET))
    return drawn


def _described(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return NONE + "."
    looks = sum(1 for r in rows if r["table"] == "accesses")
    off = sum(1 for r in rows if duty_of(r["duty"]) == OFF_DUTY)
    unknown = sum(1 for r in rows if duty_of(r["duty"]) == UNKNOWN)
    bare = sum(1 for r in rows if purpose_of(r["word"]) == UNEXPLAINED)
    return (
        f"{len(rows)} rows from {clock(rows[0]['at'])} to {clock(rows[-1]['at'])}: "
        f"{looks} look-ups and {len(rows) - looks} contacts; {off} off duty, "
        f"{unknown} with duty unknown; {bare} with no purpose recorded. "
        "A circle is on duty, a diamond off duty, an open circle unknown."
    )


def _purposes_said(alert: Mapping[str, Any], scale: _Scale) -> str:
    """The purposes on record in the time shown in words, for whoever does not see the bars."""
    said = [
        f"{what}, from {opened:%-d %b %Y} "
        + ("on" if closed == scale.last else f"to {closed:%-d %b %Y}")
        for opened, closed, what, _colour in _spans(alert, "purposes", scale)
    ]
    return f" Purposes on record: {'; '.join(said)}." if said else ""
