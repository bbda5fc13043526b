"""Capability in words: shares, days, numbers, and the rows of its registers."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.capability.holdings import Holding
from custodes.web.capability.words import DEVICE, MODE_SHORT, NOT_MONITORED, SYSTEM, WHATS
from custodes.web.design import showing

NOTHING = "\N{EN DASH}"
"""Where there is nothing to say."""


def written(day: date | None) -> str:
    """A day as it is written on a page: 3 Mar 2026."""
    return showing.day(day) if day else NOTHING


def share(value: float | None) -> str:
    """A share in per cent; a dash where there is nothing to have a share of."""
    if value is None:
        return NOTHING
    return f"{100 * value:,.0f} %" if value < float("inf") else _("no end")


def number(value: float | None, places: int = 0) -> str:
    """A number with commas between thousands, without zeros at its end; a dash for none."""
    if value is None:
        return NOTHING
    text = showing.number(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: float) -> float:
    """A number as a form shows it: a whole one without its point."""
    return int(value) if value == int(value) else value


def seen_words(one: Holding) -> str:
    """How much of it the monitoring has seen in use, of how much is held."""
    if not one.known:
        if one.what == DEVICE and one.held is not None:
            return _("%(n)d held; the monitoring does not know them") % {"n": one.held}
        return _("Not known to the monitoring")
    unit = _("logins") if one.what == SYSTEM else _("devices")
    return _("%(seen)s of %(held)s %(unit)s seen in use") % {
        "seen": f"{one.monitored or 0:,}",
        "held": f"{one.held or 0:,}",
        "unit": unit,
    }


def mode_words(one: Holding) -> str:
    """How it is monitored, as the register says; and what the register cannot show."""
    if one.mode == NOT_MONITORED:
        if one.measured:
            return _("Monitored; nobody has said how")
        return planned_words(one)
    said = str(MODE_SHORT[one.mode])
    return _("%(mode)s (by hand; not measured)") % {"mode": said} if one.only_said else said


def planned_words(one: Holding) -> str:
    """Since when its monitoring is planned, and by when it is due."""
    if one.planned_on is None:
        return _("Not monitored, not planned")
    if one.due_on is None:
        return _("Not monitored; planned since %(day)s") % {"day": written(one.planned_on)}
    return _("Not monitored; planned since %(day)s, due %(due)s") % {
        "day": written(one.planned_on),
        "due": written(one.due_on),
    }


def last_words(one: Holding) -> str:
    """The last event that the monitoring has of it."""
    if not one.last_event:
        return NOTHING
    return showing.clock(one.last_event)


def holding_row(one: Holding, edits: bool) -> list[Any]:
    """A row of the register, its name leading to where it is described."""
    name: Any = one.name
    if one.item is not None:
        name = {"text": one.name, "href": reverse("capability:item", args=[one.item])}
    elif edits:
        address = reverse("capability:add")
        name = {"text": one.name, "href": f"{address}?what={one.what}&engine={one.engine_name}"}
    return [
        name,
        str(WHATS[one.what]),
        seen_words(one),
        mode_words(one),
        one.how or NOTHING,
        one.post or NOTHING,
        last_words(one),
    ]


HOLDING_COLUMNS = (
    "Name",
    "What it is",
    "Seen by the monitoring",
    "Monitored",
    "How",
    "By which post",
    "Last event",
)


def moment(at: datetime) -> str:
    """A moment in London: 3 Mar 2026, 14:05."""
    return showing.clock(at.isoformat().replace("+00:00", "Z"))
