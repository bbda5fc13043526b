"""Reports as the pages show them: lines of the queue, facts, clocks, what was opened."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.pipeline.verdicts import stamp
from custodes.web.design.showing import clock
from custodes.web.partners.kinds import ROUTES
from custodes.web.partners.maturity import FEEDBACK_WITHIN
from custodes.web.partners.presenters import NOTHING, share, written
from custodes.web.reports import states
from custodes.web.reports.actions.opening import OpenReport
from custodes.web.reports.figures import TRIAGE_WITHIN, Clocks, late
from custodes.web.reports.matching import SURE_WORDS, Match
from custodes.web.reports.models import Feedback, IntelligenceDraft, Named, Report, Safeguarding
from custodes.web.reports.words import (
    ASSESSMENTS,
    CATEGORIES,
    FEEDBACK,
    FEEDBACK_WAYS,
    HANDLING,
    OUTCOMES,
    RISKS,
    SAFEGUARDING,
    SOURCE_GRADES,
)
from custodes.web.sealing.contents import File, Scan
from custodes.web.sealing.contents import Report as Content
from custodes.web.sealing.envelope import REPORT


def tag_of(state: str) -> dict[str, str]:
    """The state of a report as a tag."""
    words = str(states.REPORTS.words[state])
    return {"text": words, "classes": f"govuk-tag--{states.COLOURS[state]}"}


def lines_of(rows: list[Report], at: datetime) -> list[dict[str, Any]]:
    """Reports as lines of the queue; nothing of what they say."""
    return [
        {
            "name": row.reference,
            "href": reverse("reports:report", args=[row.reference]),
            "route": _came_by(row),
            "received": written(row.received_on),
            "tag": tag_of(row.state),
            "outcome": str(OUTCOMES.get(row.outcome, "")),
            "danger": row.danger and row.state in states.OPEN,
            "clock": clock_words(row, at),
            "late": _waits(row, at),
        }
        for row in rows
    ]


def clock_words(row: Report, at: datetime) -> str:
    """What time is running on a report, in words."""
    if row.possible_victim and row.safeguarded_at is None:
        return _("Safeguarding decision awaited for %(time)s") % {
            "time": lasting(at - row.known_at)
        }
    if row.state == states.RECEIVED:
        return _("Sealed for %(time)s") % {"time": lasting(at - row.known_at)}
    if row.state == states.PROPOSED:
        return _("A second person is awaited")
    return NOTHING


def lasting(length: timedelta) -> str:
    """A length of time as people say it: minutes, hours, then days."""
    minutes = max(int(length.total_seconds() // 60), 0)
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def facts_of(row: Report, at: datetime) -> list[tuple[str, str]]:
    """What is known of a report without opening it."""
    facts = [
        (_("Received on"), written(row.received_on)),
        (_("With the unit since"), clock(stamp(row.known_at))),
        (_("Came by"), str(ROUTES[row.route]) if row.route else _("Said at triage")),
    ]
    if row.partner is not None:
        facts.append((_("Partner"), row.partner.name))
    if row.follows is not None:
        told = _("%(name)s, which was disposed of before this came")
        facts.append((_("Belongs to"), told % {"name": row.follows.reference}))
    if row.opened_at is not None:
        facts.append((_("First opened"), clock(stamp(row.opened_at))))
    if row.risk:
        facts.append((_("Risk"), str(RISKS[row.risk])))
    if row.possible_victim:
        facts.append((_("Safeguarding"), _safeguarding(row, at)))
    if row.outcome:
        outcome = str(OUTCOMES[row.outcome])
        if row.referred_to:
            outcome = f"{outcome}: {row.referred_to}"
        decided = clock(stamp(row.decided_at)) if row.decided_at else ""
        facts.append((_("Decided"), f"{outcome} ({decided}, {row.decided_by})"))
    if row.reason:
        facts.append((_("Reason"), row.reason))
    if row.dispose_on is not None:
        facts.append((_("To be disposed of on"), written(row.dispose_on)))
    return facts


def feedback_lines(rows: list[Feedback], row: Report, today: date) -> dict[str, Any]:
    """What whoever reported was told, and whether they wait too long."""
    told = [
        (str(FEEDBACK[one.stage]), written(one.on), str(FEEDBACK_WAYS[one.way])) for one in rows
    ]
    answered = any(one.stage != "received" for one in rows)
    due = row.received_on + FEEDBACK_WITHIN
    return {"rows": told, "due": written(due), "late": not answered and today > due}


def named_rows(rows: Iterable[Named]) -> list[tuple[str, str, str]]:
    """Whom a report concerns, with why and who said so; and which names were taken back."""
    shown: dict[tuple[str, bool], tuple[str, str, str]] = {}
    for one in rows:
        name, why = one.staff or one.was, one.because
        if not one.staff:
            why = _("Taken back by %(who)s: %(because)s") % {
                "who": one.back_by,
                "because": one.back_because,
            }
        # Somebody whose reference is written in two ways stands here once.
        shown.setdefault((name.casefold(), bool(one.staff)), (name, why, str(one.by or NOTHING)))
    return list(shown.values())


def opened_of(found: OpenReport) -> dict[str, Any]:
    """What a report says, for the one answer in which it is shown."""
    thread = [
        {
            "title": _("The unit") if one.from_unit else _("The reporter"),
            "day": written(one.said.sent_on),
            "lines": one.said.text.splitlines(),
            "files": [_file(file) for file in one.said.files],
            "envelope": one.part,
        }
        for one in found.thread
    ]
    return {"thread": thread} | (_first_of(found.said) if found.said else {})


def _first_of(said: Content) -> dict[str, Any]:
    """What stands in the report itself, before its thread."""
    groups = [
        (
            _("The member of police staff"),
            [
                (_("Name or nickname"), said.officer.name),
                (_("Number"), said.officer.number),
                (_("Where they work"), said.officer.station),
                (_("What they look like"), said.officer.description),
                (_("Still in touch"), said.officer.still_in_touch),
            ],
        ),
        (
            _("The person it may have happened to"),
            [
                (_("Called"), said.person.called),
                (_("Under 18"), said.person.under_18),
                (_("Agrees to the report"), said.person.consent),
                (_("Safe way to reach them"), said.person.safe_contact),
            ],
        ),
        (
            _("Who reports"),
            [
                (_("Name"), said.sender.name),
                (_("Organisation"), said.sender.organisation),
                (_("Post"), said.sender.role),
                (_("Safe way to reach them"), said.sender.safe_contact),
            ],
        ),
        (
            _("How it was sent"),
            [
                (_("As"), said.channel.value),
                (_("Manner"), said.manner.value),
                (_("Whom it is about"), said.about.value),
                (_("Language"), said.language),
                (_("Can see the person's records"), said.can_see_records),
                (_("Earlier report"), said.earlier_code),
            ],
        ),
    ]
    told = [(title, [(k, v) for k, v in pairs if v]) for title, pairs in groups]
    return {
        "danger": said.danger.value,
        "in_danger": said.danger.value == "yes",
        "what": said.what.splitlines(),
        "when": said.when,
        "where": said.where,
        "groups": [(title, pairs) for title, pairs in told if pairs],
        "officer": said.officer,
        "description": " ".join(filter(None, (said.officer.description, said.officer.station))),
        "files": [_file(one) for one in said.files],
        "envelope": REPORT,
    }


def match_rows(found: list[Match]) -> list[dict[str, Any]]:
    """Suggestions of who may be meant, each with why and how sure."""
    return [
        {
            "staff": one.member.staff,
            "name": one.member.name or one.member.staff,
            "known_as": one.member.known_as,
            "post": one.member.post,
            "sure": str(SURE_WORDS[one.sure]),
            "word": one.sure.name.lower(),
            "reasons": list(one.reasons),
            "against": list(one.against),
            "as_good": one.as_good,
        }
        for one in found
    ]


def safeguarding_lines(rows: list[Safeguarding], at: datetime) -> list[dict[str, Any]]:
    """Those who may be at risk, each with its clock."""
    return [
        {
            "name": row.reference,
            "href": reverse("reports:safeguarding_one", args=[row.reference]),
            "danger": row.danger,
            "decision": str(SAFEGUARDING.get(row.decision, "")),
            "clock": safeguarding_clock(row, at),
            "late": row.decided_at is None and late(row.since, at, danger=row.danger),
        }
        for row in rows
    ]


def safeguarding_clock(row: Safeguarding, at: datetime) -> str:
    """How long the first decision took, or is awaited."""
    if row.decided_at is not None:
        return _("Decided after %(time)s") % {"time": lasting(row.decided_at - row.since)}
    return _("Awaited for %(time)s") % {"time": lasting(at - row.since)}


def draft_facts(row: IntelligenceDraft) -> list[tuple[str, str]]:
    """A draft as intelligence reads it."""
    return [
        (_("Source"), f"{row.source}; {SOURCE_GRADES[row.source_grade]}"),
        (_("Information"), str(ASSESSMENTS[row.assessment])),
        (
            _("Handling"),
            f"{HANDLING[row.handling]}{': ' + row.conditions if row.conditions else ''}",
        ),
        (_("Categories"), "; ".join(str(CATEGORIES[one]) for one in row.categories)),
        (_("How it is known"), row.provenance),
        (_("Handed over"), clock(stamp(row.at))),
    ]


def clocks_row(title: str, one: Clocks) -> tuple[Any, ...]:
    """The clocks of some reports as a row."""
    return (
        title,
        one.reports,
        figure(one.opened_hours),
        f"{one.safeguarded} / {one.possible_victims}",
        figure(one.safeguarding_hours),
        share(one.share_developed),
        figure(one.feedback_days),
    )


def figure(value: float | None) -> str:
    """A number with one place at most; a dash where there is none."""
    return NOTHING if value is None else f"{value:.1f}".removesuffix(".0")


def _came_by(row: Report) -> str:
    """Where a line of the queue says that a report came from."""
    by = str(ROUTES[row.route]) if row.route else _("Reporting pages")
    if row.follows_id is None:
        return by
    return _("%(by)s: a message to a report that was disposed of") % {"by": by}


def _safeguarding(row: Report, at: datetime) -> str:
    if row.safeguarded_at is None:
        return clock_words(row, at)
    took = lasting(row.safeguarded_at - row.known_at)
    return _("First decision after %(time)s") % {"time": took}


def _waits(row: Report, at: datetime) -> bool:
    if row.possible_victim and row.safeguarded_at is None:
        return late(row.known_at, at, danger=row.danger)
    return row.state == states.RECEIVED and at - row.known_at > TRIAGE_WITHIN


def _file(one: File) -> dict[str, Any]:
    return {
        "name": one.name,
        "size": _("%(n)d kB") % {"n": max(one.size // 1000, 1)},
        "scan": one.scan.value,
        "found": one.scan is Scan.FOUND,
        "clean": one.clean,
        "original": one.original,
        "notes": list(one.notes),
    }
