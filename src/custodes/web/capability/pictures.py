"""The pictures of capacity: hours asked for, waits by budget, the forecast, what-ifs, coverage."""

import math
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from custodes.web.capability.capacity import Standing, Unit, queue_of, standing
from custodes.web.capability.holdings import Holding
from custodes.web.capability.presenters import number
from custodes.web.capability.queueing import Forecast, mean_wait
from custodes.web.design.pictures.drawing import Picture, box, line, picture, shortened, tag, words
from custodes.web.design.pictures.palette import AMBER, BLUE, GREEN, LINE, PAPER, QUIET, RED, WASH

WIDTH, LEFT, RIGHT, ROW = 800.0, 300.0, 130.0, 34.0
HIGH, EDGE = 300.0, 56.0
STEPS = 40
MOST_WAIT = 8.0
"""Weeks of wait at which the curve is cut: beyond it the answer is the same."""


def hours_by_work(unit: Unit, titles: dict[str, str]) -> Picture:
    """Hours a week that each kind of work asks for, against those that the unit has."""
    rows = [
        (titles.get(one.kind, one.kind), number * one.hours, one.proactive)
        for one, number in unit.arrivals
    ]
    there = unit.people * unit.hours_each
    needed = sum(hours for _t, hours, _p in rows)
    most = max(there, needed, 1.0)
    room = WIDTH - LEFT - RIGHT
    height = ROW * (len(rows) + 2) + 40
    drawn = [box(0, 0, WIDTH, height, PAPER)]
    bars = [
        *((title, hours, BLUE if proactive else AMBER) for title, hours, proactive in rows),
        (_("All the work"), needed, RED if needed > there else QUIET),
        (_("Hours there are"), there, GREEN),
    ]
    for n, (title, hours, colour) in enumerate(bars):
        y = 4 + n * ROW
        bold = n >= len(rows)
        drawn.append(words(LEFT - 10, y + 21, shortened(title, 34), 14, "end", bold=bold))
        drawn.append(box(LEFT, y + 6, max(1.5, room * hours / most), ROW - 12, colour))
        drawn.append(words(LEFT + room * hours / most + 8, y + 21, _hours(hours), 14, bold=bold))
    y = height - 12
    for x, colour, said in (
        (LEFT, BLUE, _("proactive")),
        (LEFT + 130, AMBER, _("reactive")),
    ):
        drawn += [box(x, y - 11, 14, 12, colour), words(x + 20, y, said, 13, colour=QUIET)]
    return picture(
        _("Hours that the work asks for, and hours there are"),
        _("%(needed)s asked for, %(there)s there.")
        % {"needed": _hours(needed), "there": _hours(there)},
        WIDTH,
        height,
        drawn,
        (
            {"text": _("Work")},
            {"text": _("Hours a week"), "numeric": True},
            {"text": _("Sought or brought")},
        ),
        [
            *(
                (title, _hours(hours), _("proactive") if proactive else _("reactive"))
                for title, hours, proactive in rows
            ),
            (_("All the work"), _hours(needed), ""),
            (_("Hours there are"), _hours(there), ""),
        ],
        "m",
    )


def wait_by_budget(unit: Unit, now: Standing, longest: float) -> Picture:
    """The mean wait for each budget of alerts a week: where it passes the limit."""
    free = replace(unit, systems=1, alerts_a_system=1e9)
    bearable = now.budget or 0.0
    most = max(10.0, 1.3 * max(bearable, unit.alerts))
    points = []
    for n in range(STEPS + 1):
        budget = most * n / STEPS
        tried = replace(free, budget=budget)
        wait = mean_wait(queue_of(tried)) if any(r > 0 for _w, r in tried.arrivals) else 0.0
        points.append((budget, wait))
    top = min(MOST_WAIT, max(2 * longest, *(w for _b, w in points if w < MOST_WAIT)))
    plane = _Plane(most, top)
    drawn = [box(0, 0, WIDTH, HIGH + 20, PAPER), *plane.axes(_("alerts a week"), _("weeks"))]
    shown = [(b, w) for b, w in points if w <= top]
    if len(shown) > 1:
        told = " ".join(f"{plane.x(b):.1f},{plane.y(w):.1f}" for b, w in shown)
        drawn.append(tag("polyline", points=told, fill="none", stroke=BLUE, stroke_width=2.5))
    drawn += plane.level(longest, RED, _("limit"))
    drawn += plane.upright(unit.alerts, QUIET, _("now"), 0)
    if bearable > 0:
        drawn += plane.upright(bearable, GREEN, _("sustainable"), 1)
    return picture(
        _("Mean wait by the number of alerts taken up"),
        _(
            "%(now).1f a week are taken up now; %(most).1f can be sustained within the limit by "
            "those with the skills."
        )
        % {"now": unit.alerts, "most": bearable},
        WIDTH,
        HIGH + 20,
        drawn,
        (
            {"text": _("Alerts a week"), "numeric": True},
            {"text": _("Mean wait, weeks"), "numeric": True},
        ),
        [(f"{b:.1f}", weeks(w)) for b, w in points[:: STEPS // 10]],
        "m",
    )


def forecast_of(told: Forecast) -> Picture:
    """The pieces not begun, week by week: the middle of the runs, and nine of ten of them."""
    most = max(5.0, *(high for _l, _m, high in told.backlog))
    plane = _Plane(float(len(told.backlog)), most)
    drawn = [box(0, 0, WIDTH, HIGH + 20, PAPER), *plane.axes(_("weeks from now"), _("pieces"))]
    upper = [(n, band[2]) for n, band in enumerate(told.backlog, 1)]
    lower = [(n, band[0]) for n, band in enumerate(told.backlog, 1)]
    outline = " ".join(f"{plane.x(n):.1f},{plane.y(v):.1f}" for n, v in [*upper, *lower[::-1]])
    drawn.append(tag("polygon", points=outline, fill=WASH, stroke=LINE, stroke_width=1))
    middle = " ".join(
        f"{plane.x(n):.1f},{plane.y(band[1]):.1f}" for n, band in enumerate(told.backlog, 1)
    )
    drawn.append(tag("polyline", points=middle, fill="none", stroke=BLUE, stroke_width=2.5))
    low, mid, high = told.backlog[-1]
    weeks_ = len(told.backlog)
    return picture(
        _("Work not begun, in the weeks to come"),
        _("After %(weeks)d weeks %(mid).0f pieces, in nine runs of ten from %(low).0f to "
          "%(high).0f. %(runs)d simulated runs, seed %(seed)d.")
        % {"weeks": weeks_, "mid": mid, "low": low, "high": high, "runs": told.runs,
           "seed": told.seed},
        WIDTH,
        HIGH + 20,
        drawn,
        (
            {"text": _("Week"), "numeric": True},
            {"text": _("Low (5 %)"), "numeric": True},
            {"text": _("Middle"), "numeric": True},
            {"text": _("High (95 %)"), "numeric": True},
        ),
        [
            (n, f"{low:.0f}", f"{mid:.0f}", f"{high:.0f}")
            for n, (low, mid, high) in enumerate(told.backlog, 1)
        ],
        "m",
    )  # fmt: skip


def side_by_side(ways: Sequence[tuple[str, Unit, float]]) -> Picture:
    """What-ifs beside each other: how long work waits, and how busy people are. `ways`: title, the
    unit as it would be, the limit in weeks."""
    results = [(title, standing(unit, longest_wait=limit)) for title, unit, limit in ways]
    finite = [min(one.wait, MOST_WAIT) for _t, one in results if one.wait < math.inf]
    top = max([2 * ways[0][2], *finite]) if ways else 1.0
    room = WIDTH - LEFT - RIGHT - 60
    height = ROW * max(1, len(results)) + 34
    drawn = [box(0, 0, WIDTH, height, PAPER)]
    limit = LEFT + room * min(1.0, ways[0][2] / top)
    drawn.append(line(limit, 2, limit, height - 26, RED, 1.5))
    drawn.append(words(limit, height - 8, _("limit"), 13, "middle", RED))
    for n, (title, one) in enumerate(results):
        y = 4 + n * ROW
        long = min(one.wait, top)
        drawn.append(words(LEFT - 10, y + 21, shortened(title, 34), 14, "end"))
        colour = RED if one.wait > ways[n][2] else GREEN
        drawn.append(box(LEFT, y + 6, max(1.5, room * long / top), ROW - 12, colour))
        drawn.append(words(LEFT + max(1.5, room * long / top) + 8, y + 21, weeks(one.wait), 14))
    return picture(
        _("Mean wait, as it is and as it would be"),
        "; ".join(f"{title}: {weeks(one.wait)}" for title, one in results) + ".",
        WIDTH,
        height,
        drawn,
        ({"text": _("What if")}, {"text": _("Mean wait"), "numeric": True}),
        [(title, weeks(one.wait)) for title, one in results],
        "m",
    )


def coverage_of(holdings: Sequence[Holding]) -> Picture:
    """Each system and class of device: the share that the engine has seen used."""
    room = WIDTH - LEFT - RIGHT - 20
    height = ROW * max(1, len(holdings)) + 8
    drawn = [box(0, 0, WIDTH, height, PAPER)]
    rows = []
    for n, one in enumerate(holdings):
        y = 4 + n * ROW
        share = (one.monitored or 0) / one.held if one.held else 0.0
        said = f"{one.monitored or 0:,} / {one.held:,}" if one.held else _("not counted")
        drawn.append(words(LEFT - 10, y + 21, shortened(one.name, 34), 14, "end"))
        drawn.append(box(LEFT, y + 6, room, ROW - 12, WASH))
        if share:
            drawn.append(box(LEFT, y + 6, max(1.5, room * min(1.0, share)), ROW - 12, BLUE))
        drawn.append(words(LEFT + room + 8, y + 21, said, 14))
        rows.append((one.name, said, f"{share:.0%}" if one.held else _("not counted")))
    watched = sum(one.measured for one in holdings)
    return picture(
        _("What is held, and how much of it the monitoring has seen in use"),
        _("%(watched)d of %(all)d are monitored.") % {"watched": watched, "all": len(holdings)},
        WIDTH,
        height,
        drawn,
        (
            {"text": _("Name")},
            {"text": _("Seen / held"), "numeric": True},
            {"text": _("Share"), "numeric": True},
        ),
        rows,
        "m",
    )


def weeks(value: float) -> str:
    """A wait of so many weeks in words, in days."""
    if value == math.inf:
        return _("grows without end")
    days = value * 7
    if 0 < days < 0.05:
        return _("under 0.1 days")
    if round(days, 1) == 1:
        return _("1 day")
    return _("%(n)s days") % {"n": number(days, 1 if value < 2 else 0)}


def _hours(hours: float) -> str:
    return _("%(n).0f hours") % {"n": hours}


def round_steps(most: float) -> list[float]:
    """Four to eight round numbers from nothing to the most."""
    size = 10.0 ** math.floor(math.log10(most))
    step = next(size * part for part in (0.1, 0.2, 0.25, 0.5, 1.0) if most / (size * part) <= 8)
    return [round(n * step, 6) for n in range(int(most / step) + 1)]


class _Plane:
    """Two axes from nothing to the most."""

    def __init__(self, most_x: float, most_y: float) -> None:
        self.most_x, self.most_y = most_x, most_y

    def x(self, value: float) -> float:
        return EDGE + value / self.most_x * (WIDTH - EDGE - 90)

    def y(self, value: float) -> float:
        return HIGH - 34 - value / self.most_y * (HIGH - 74)

    def axes(self, across: str, up: str) -> list[str]:
        drawn = []
        for value in round_steps(self.most_y):
            y = self.y(value)
            drawn.append(line(EDGE, y, WIDTH - 90, y, LINE))
            drawn.append(words(EDGE - 6, y + 4, f"{value:g}", 12, "end", QUIET))
        for value in round_steps(self.most_x):
            drawn.append(words(self.x(value), HIGH - 14, f"{value:g}", 12, "middle", QUIET))
        drawn.append(words(EDGE - 46, 20, up, 12, colour=QUIET))
        drawn.append(words(WIDTH - 90, HIGH + 4, across, 12, "end", QUIET))
        return drawn

    def level(self, value: float, colour: str, said: str) -> list[str]:
        y = self.y(min(value, self.most_y))
        return [
            line(EDGE, y, WIDTH - 90, y, colour, 1.5),
            words(WIDTH - 84, y + 4, said, 13, colour=colour),
        ]

    def upright(self, value: float, colour: str, said: str, row: int) -> list[str]:
        x = self.x(min(value, self.most_x))
        return [
            line(x, 36, x, HIGH - 34, colour, 1.5),
            words(x, 14 + 16 * row, f"{said} {value:.1f}", 13, "middle", colour),
        ]
