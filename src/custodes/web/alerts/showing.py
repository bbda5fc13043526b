"""The work on alerts as the pages show it: rows of the queue, the panel and the history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.pipeline.verdicts import NOT_MODELLED, purposes, stamp
from custodes.web.alerts import states
from custodes.web.alerts.filtering import Filter
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.alerts.presenters import Names, renamer
from custodes.web.alerts.taking import as_of_run
from custodes.web.alerts.verdicts import BY_ID
from custodes.web.design.showing import clock, day, number


@dataclass(frozen=True)
class Row:
    """One alert in a list."""

    name: str
    version: int
    href: str
    title: str
    sentence: str
    pattern: str
    bits: str
    state: str
    colour: str
    outcome: str
    held: str
    random: bool
    watch: bool
    manual: bool
    with_whom: str
    as_of: str
    raised: str
    changed: str


def rows_of(alerts: Iterable[Alert], names: Names, asked: Filter, at: datetime) -> list[Row]:
    """Alerts as rows of a list, each linked to its page within the list it stands in."""
    rename = renamer(names)
    return [
        Row(
            name=alert.alert_id,
            version=alert.version,
            href=address(alert.alert_id, asked),
            title=title_of(alert, names),
            sentence=rename(alert.sentence).partition(": ")[2],
            pattern=alert.pattern.rpartition(": ")[2],
            bits=number(alert.bits, 1) if alert.bits else "",
            state=str(states.TRANSITIONS.words[alert.state]),
            colour=states.COLOURS[alert.state],
            outcome=str(alert.verdict.title) if alert.verdict else "",
            held=held_until(alert, at),
            random=alert.drawn == "random",
            watch=alert.drawn == "watch",
            manual=alert.kind == "manual",
            with_whom=str(alert.assignee) if alert.assignee else "",
            as_of=day(as_of) if (as_of := as_of_run(alert.run)) else "",
            raised=day(stamp(alert.raised_at)),
            changed=clock(stamp(alert.updated_at)),
        )
        for alert in alerts
    ]


def title_of(alert: Alert, names: Names) -> str:
    """The pair, by the names on the page."""
    staff = names.get(alert.staff, alert.staff)
    if not alert.person:
        return _("Staff %(staff)s, many people") % {"staff": staff}
    return _("Staff %(staff)s, person %(person)s") % {
        "staff": staff,
        "person": names.get(alert.person, alert.person),
    }


def address(alert_id: str, asked: Filter) -> str:
    """The address of an alert's page, which keeps the list that one comes from."""
    return reverse("alerts:alert", args=[alert_id]) + behind(asked)


def behind(asked: Filter) -> str:
    """The list as the end of an address."""
    said = asked.query + (f"&page={asked.page}" if asked.page > 1 else "")
    return f"?{said.lstrip('&')}" if said else ""


def held_until(alert: Alert, at: datetime) -> str:
    """Until when the alert is held back, in words; empty where it is not."""
    held = alert.suppression
    if held is None or held.until <= at:
        return ""
    return _("Held back until %(day)s") % {"day": day(stamp(held.until))}


def history(decisions: Sequence[AlertDecision], names: Names) -> list[dict[str, Any]]:
    """What was decided, and taken up again, the last first, as the items of a timeline."""
    items = []
    for place, row in enumerate(decisions):
        if again := getattr(row, "reopening", None):
            said = _("The verdict before it counts no more.")
            items.append(_item(_("Taken up again"), again.by, again.at, said))
        title = verdict_words(row.verdict, row.explained_by)
        text = row.reason
        if place:
            title = _("%(verdict)s (superseded)") % {"verdict": title}
        if row.carried_from is not None:
            title = _("%(verdict)s (carried over)") % {"verdict": title}
            if hasattr(row.carried_from, "reopening"):
                text += " " + _("That alert was taken up again since.")
        items.append(_item(title, row.by or _("the program"), row.at, text))
    return items


def _item(title: str, by: object, at: datetime, text: str) -> dict[str, Any]:
    return {"title": title, "by": str(by), "at": stamp(at), "text": text}


def verdict_words(verdict: str, explained_by: str) -> str:
    """A verdict in words, with the purpose that explains."""
    said = str(BY_ID[verdict].title)
    if not explained_by:
        return said
    if explained_by == NOT_MODELLED:
        return _("%(verdict)s: a purpose that is not on the list") % {"verdict": said}
    return f"{said}: {purposes().get(explained_by, explained_by)}"
