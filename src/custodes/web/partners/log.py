"""The log of one link as its page shows it: a table for each kind of evidence, and the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.models import User
from custodes.web.partners import models
from custodes.web.partners.asking import REPLIES, REPLY_STATES
from custodes.web.partners.kinds import BRIEFED_ON, GROUPS, KIND_TITLES, ROUTES, STEPS, WAYS
from custodes.web.partners.presenters import NOTHING, few, written
from custodes.web.partners.queries import ends_of, is_shown, rows_about, steps_of, versions_of

WITHDRAWABLE = {
    "contact": models.Contact,
    "briefing": models.Briefing,
    "agreement": models.Agreement,
    "end": models.AgreementEnd,
    "report": models.Report,
    "step": models.Step,
}
"""Kinds of evidence by the word of their address."""

FIELD_WORDS = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "areas": gettext_lazy("Areas served"),
    "force_wide": gettext_lazy("Serves the whole force"),
    "groups": gettext_lazy("Groups served"),
    "contacts": gettext_lazy("Whom to speak to"),
    "every_days": gettext_lazy("Days between contacts"),
    "listed_on": gettext_lazy("On the register since"),
    "left_on": gettext_lazy("Link ended"),
}


@dataclass(frozen=True)
class Table:
    """One table of the log: its caption, columns and rows, and what is said where it is empty."""

    id: str
    caption: str
    columns: list[dict[str, Any]]
    rows: list[tuple[Any, ...]]
    empty: str


def log_of(
    partner: models.Partner, user: User, *, at: datetime, edits: bool, unit: bool
) -> list[Table]:
    """The evidence of a link, the latest first. A row that was withdrawn says so and why.

    `edits`: with the ways to withdraw and to go on. Outside the unit (`unit`), of reports only
    those are shown that the user entered; how many others there are is told as a figure is.
    """

    def rows(model: Any) -> list[Any]:
        return rows_about(model, user, at=at, partner=partner)

    def end(what: str, row: Any) -> Any:
        return _withdrawing(what, row, edits)

    agreements, reports = rows(models.Agreement), rows(models.Report)
    ends = ends_of(agreements, user, at=at)
    shown = [row for row in reports if is_shown(row, user, unit=unit)]
    hidden = len(reports) - len(shown)
    return [
        _table(
            "contacts",
            _("Contact log"),
            [_("Day"), _("How"), _("Reached"), _("Next agreed for"), _("Note"), _("By"), ""],
            [
                (
                    written(row.on),
                    str(WAYS[row.way]),
                    _("Yes") if row.reached else _("No"),
                    written(row.next_on),
                    row.note,
                    str(row.by),
                    end("contact", row),
                )
                for row in rows(models.Contact)
            ],
            _("No contact is noted yet."),
        ),
        _table(
            "briefings",
            _("Briefings given"),
            [_("Day"), _("On what"), _("Given by"), _("How many heard it"), ""],
            [
                (
                    written(row.on),
                    str(BRIEFED_ON[row.topic]),
                    row.given_by,
                    row.attended,
                    end("briefing", row),
                )
                for row in rows(models.Briefing)
            ],
            _("No briefing is noted yet."),
        ),
        _table(
            "agreements",
            _("Agreements"),
            [_("Signed"), _("What is agreed"), _("To be reviewed by"), _("Ended"), ""],
            [
                (
                    written(row.on),
                    row.title,
                    written(row.review_on),
                    _ended(row, ends.get(row.pk), edits),
                    end("agreement", row),
                )
                for row in agreements
            ],
            _("No agreement is noted yet."),
        ),
        *reports_log(
            shown,
            user,
            at=at,
            edits=edits,
            empty=_("Reports that the unit holds: %(n)s.") % {"n": few(hidden, unit=unit)}
            if hidden
            else _("No report is noted yet."),
        ),
        _table(
            "questions",
            _("Questions put to them"),
            [_("Question"), _("Put"), _("How"), _("Answer"), _("Answered")],
            [
                (
                    {
                        "text": row.question.title,
                        "href": reverse("partners:question", args=[row.question_id]),
                    },
                    written(row.on),
                    str(WAYS[row.way]),
                    str(REPLIES.get(row.answer) or REPLY_STATES.words[row.state]),
                    written(row.answered_on),
                )
                for row in rows(models.QuestionPut)
            ],
            _("No question was put to them yet."),
        ),
    ]


def reports_log(
    reports: list[models.Report], user: User, *, at: datetime, edits: bool, empty: str
) -> list[Table]:
    """Reports that came in, and a line for each step that they took; `empty` is said of none."""
    steps = steps_of(reports, user, at=at)
    standing: dict[int, list[Any]] = {}
    for one in steps:
        if one.withdrawn_at is None:
            standing.setdefault(one.report_id, []).append(one)
    received = _table(
        "reports",
        _("Reports received and what became of them"),
        [_("Received"), _("What became of it"), _("By"), "", ""],
        [
            (
                written(row.on) if row.partner_id else f"{written(row.on)}, {ROUTES[row.route]}",
                _became(standing.get(row.pk, [])),
                str(row.by),
                {
                    "text": _("Note what became of it"),
                    "href": reverse("partners:step", args=[row.pk]),
                }
                if edits and not row.withdrawn_at
                else "",
                _withdrawing("report", row, edits),
            )
            for row in reports
        ],
        empty,
    )
    became = _table(
        "steps",
        _("Steps that were noted"),
        [_("Day"), _("What became of it"), _("Report of"), _("By"), ""],
        [
            (
                written(one.on),
                str(STEPS[one.step]),
                written(one.report.on),
                str(one.by),
                _withdrawing("step", one, edits),
            )
            for one in steps
        ],
        "",
    )
    return [received, became] if steps else [received]


def history_of(partner: models.Partner, user: User, *, at: datetime) -> list[dict[str, Any]]:
    """The changes of a partner's entry, the latest first, each with what it was and is."""
    told: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    for row in versions_of(partner, user, at=at):
        title = _("Put on the register")
        said = []
        if before:
            changed = [name for name in FIELD_WORDS if row.held.get(name) != before.get(name)]
            title = _("Changed: %(fields)s") % {
                "fields": ", ".join(str(FIELD_WORDS[name]) for name in changed)
            }
            said = [
                _("%(field)s was “%(old)s”, is “%(new)s”.")
                % {
                    "field": FIELD_WORDS[name],
                    "old": in_words(name, before.get(name)),
                    "new": in_words(name, row.held.get(name)),
                }
                for name in changed
            ]
        if row.because:
            said.append(_("Why: %(because)s") % {"because": row.because})
        entry = {"title": title, "by": str(row.by), "at": stamp(row.at)}
        told.append(entry | ({"text": " ".join(said)} if said else {}))
        before = row.held
    return told[::-1]


def in_words(name: str, value: Any) -> str:
    """The value of a field as the history and a conflict show it."""
    match name:
        case "kind":
            return str(KIND_TITLES.get(value, value))
        case "groups":
            return ", ".join(str(GROUPS.get(one, one)) for one in value or ()) or NOTHING
        case "areas":
            return ", ".join(value or ()) or NOTHING
        case "force_wide":
            return _("Yes") if value else _("No")
    return NOTHING if value in (None, "") else str(value)


def _withdrawing(what: str, row: Any, edits: bool) -> Any:
    """Why a row was withdrawn, or the way to withdraw it for whoever may."""
    if row.withdrawn_at:
        return _("Withdrawn: %(because)s") % {"because": row.withdrawn_because}
    if not edits:
        return ""
    return {"text": _("Withdraw"), "href": reverse("partners:withdraw", args=[what, row.pk])}


def _ended(row: Any, end: Any, edits: bool) -> Any:
    if end is not None and edits:
        href = reverse("partners:withdraw", args=["end", end.pk])
        return {"text": _("%(day)s (withdraw the end)") % {"day": written(end.on)}, "href": href}
    if end is not None:
        return written(end.on)
    if row.withdrawn_at or not edits:
        return NOTHING
    return {"text": _("Note its end"), "href": reverse("partners:end_agreement", args=[row.pk])}


def _became(steps: list[Any]) -> str:
    told = [f"{STEPS[step.step]} ({written(step.on)})" for step in steps]
    return "; ".join(told) or _("Received; nothing further noted")


def _table(
    name: str, caption: str, heads: list[str], rows: list[tuple[Any, ...]], empty: str
) -> Table:
    """A table, without the last columns where no row has anything in them."""
    width = len(heads)
    while width > 1 and not heads[width - 1] and not any(row[width - 1] for row in rows):
        width -= 1
    columns = [{"text": head or _("Do")} for head in heads[:width]]
    return Table(name, caption, columns, [row[:width] for row in rows], empty)
