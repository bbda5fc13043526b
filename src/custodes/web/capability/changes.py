"""Change over time: the figures of this review against those of the last one."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.capability.contents import Contents
from custodes.web.capability.presenters import NOTHING, number, share
from custodes.web.capability.rows import standing_of


def change_rows(before: Contents, now: Contents) -> list[list[str]]:
    """The figures of two reviews, and how they changed."""
    pairs = []
    for key, title in FIGURES.items():
        then, today = _figure(before, key), _figure(now, key)
        if then is None and today is None:
            continue
        pairs.append(
            [str(title()), _shown(then, key), _shown(today, key), _moved(then, today, key)]
        )
    return pairs


FIGURES: Mapping[str, Any] = {
    "posts": lambda: _("Posts"),
    "people": lambda: _("Filled posts"),
    "systems": lambda: _("IT systems monitored"),
    "hours_needed": lambda: _("Hours a week asked for"),
    "hours_there": lambda: _("Hours a week there are"),
    "utilisation": lambda: _("Share of the hours there are"),
    "wait": lambda: _("Mean wait, days"),
    "late": lambda: _("Share that waits longer than the limit"),
    "budget": lambda: _("Alerts a week that can be sustained"),
    "posts_short": lambda: _("Posts lacking"),
    "proactive": lambda: _("Hours on work that the unit goes to look for"),
    "cases": lambda: _("Cases of the year"),
    "sought": lambda: _("Of them sought"),
}
SHARES = ("utilisation", "late", "proactive", "sought")


def _figure(whole: Contents, key: str) -> float | None:
    result = standing_of(whole)
    sought, cases = whole.cases
    plain: dict[str, float | None] = {
        "posts": whole.posts,
        "people": whole.posts - whole.vacancies,
        "systems": whole.systems,
        "cases": cases,
        "sought": sought / cases if cases else None,
    }
    if key in plain:
        return plain[key]
    if result is None:
        return None
    if key == "proactive":
        return result.hours_proactive / result.hours_needed
    if key == "wait":
        return result.wait * 7
    value: float | None = getattr(result, key)
    return value


def _shown(value: float | None, key: str) -> str:
    if value is None:
        return NOTHING
    if value == math.inf:
        return _("no end")
    return share(value) if key in SHARES else number(value, 0 if value == int(value) else 1)


def _moved(then: float | None, now: float | None, key: str) -> str:
    if then is None or now is None or math.inf in (then, now):
        return NOTHING
    by = now - then
    points = round(100 * by) if key in SHARES else None
    if points == 0 or by == 0:
        return _("no change")
    if points is not None:
        return ngettext("%(n)+d point", "%(n)+d points", abs(points)) % {"n": points}
    return f"{by:+,.0f}" if by == int(by) else f"{by:+,.1f}"
