"""How developed a link is: a level derived from dated evidence, which nobody types in.

The highest level whose own evidence is there on the day counts, because a partner that reports
has a link whatever was signed; the levels below it that lack their evidence are told as missing.
Evidence ages, so that a link that is left alone sinks.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.partners.evidence import Link, Report

CONTACT_LASTS = timedelta(days=365)
BRIEFING_LASTS = timedelta(days=730)
REPORT_LASTS = timedelta(days=365)
FEEDBACK_WITHIN = timedelta(days=28)
"""How long a partner waits for feedback before the link no longer counts as answering."""


class Level(IntEnum):
    """How developed a link is, from nothing to a link that is answered."""

    NONE = 0
    CONTACTED = 1
    BRIEFED = 2
    AGREED = 3
    REFERRING = 4
    ANSWERED = 5


TITLES: dict[Level, Any] = {
    Level.NONE: _("None"),
    Level.CONTACTED: _("Contacted"),
    Level.BRIEFED: _("Briefed"),
    Level.AGREED: _("Agreement signed"),
    Level.REFERRING: _("Referring"),
    Level.ANSWERED: _("Referring with feedback"),
}
COLOURS = {
    Level.NONE: "grey",
    Level.CONTACTED: "yellow",
    Level.BRIEFED: "light-blue",
    Level.AGREED: "blue",
    Level.REFERRING: "turquoise",
    Level.ANSWERED: "green",
}
RULE: dict[Level, Any] = {
    Level.NONE: _("None of the evidence below is there on the day."),
    Level.CONTACTED: _("A contact in the last %(days)d days in which somebody there was reached.")
    % {"days": CONTACT_LASTS.days},
    Level.BRIEFED: _("A briefing in the last %(days)d days that at least one of them heard.")
    % {"days": BRIEFING_LASTS.days},
    Level.AGREED: _("An agreement that is signed, not ended, and not past its review date."),
    Level.REFERRING: _("A report from them received in the last %(days)d days.")
    % {"days": REPORT_LASTS.days},
    Level.ANSWERED: _(
        "As for Referring, with feedback given to at least one of those reports, and to every one "
        "of them that is more than %(days)d days old."
    )
    % {"days": FEEDBACK_WITHIN.days},
}
"""The rule in the words that the page prints, with the numbers that the code uses."""


@dataclass(frozen=True)
class Maturity:
    """The level on a day, since the day of the evidence it rests on, and what is missing below."""

    level: Level
    rests_on: date | None
    missing: tuple[Level, ...]


def maturity(link: Link, as_of: date) -> Maturity:
    """The level of a link at the end of a day, from what had happened and was known by then."""
    held = {level: day for level in Level if (day := _evidence(link, level, as_of)) is not None}
    level = max(held, default=Level.NONE)
    below = [step for step in Level if Level.NONE < step < level]
    return Maturity(level, held.get(level), tuple(step for step in below if step not in held))


def recent_reports(link: Link, as_of: date) -> list[Report]:
    """The reports from this partner that count on the day and are not too old to."""
    first = as_of - REPORT_LASTS
    return [report for report in link.reports if report.counts(as_of) and report.on > first]


def _evidence(link: Link, level: Level, as_of: date) -> date | None:
    """The latest day of the evidence for one level; None where there is none."""
    days: list[date] = []
    if level is Level.CONTACTED:
        contacts = [c for c in link.contacts if c.counts(as_of) and c.reached]
        days = [c.on for c in contacts if c.on > as_of - CONTACT_LASTS]
    elif level is Level.BRIEFED:
        briefings = [b for b in link.briefings if b.counts(as_of) and b.attended > 0]
        days = [b.on for b in briefings if b.on > as_of - BRIEFING_LASTS]
    elif level is Level.AGREED:
        days = [a.on for a in link.agreements if a.in_force(as_of)]
    elif level is Level.REFERRING:
        days = [report.on for report in recent_reports(link, as_of)]
    elif level is Level.ANSWERED:
        days = _answered(recent_reports(link, as_of), as_of)
    return max(days, default=None)


def _answered(reports: list[Report], as_of: date) -> list[date]:
    """The days of feedback; none where a report has waited too long for it."""
    given = [(report, report.fed_back_on(as_of)) for report in reports]
    if any(day is None and as_of - report.on > FEEDBACK_WITHIN for report, day in given):
        return []
    return [day for _report, day in given if day is not None]
