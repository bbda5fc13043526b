"""The register as the pages show it: rows of tables, in words."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.partners.due import due
from custodes.web.partners.evidence import Link
from custodes.web.partners.figures import LinksFigures, Outcome
from custodes.web.partners.kinds import KIND_TITLES
from custodes.web.partners.maturity import RULE, TITLES, Level, maturity, recent_reports

NOTHING = "\N{EN DASH}"
"""Where there is nothing to say."""


def written(day: date | None) -> str:
    """A day as it is written on a page: 3 Mar 2026."""
    return f"{day.day} {day:%b %Y}" if day else NOTHING


def rows_of(links: list[Link], as_of: date) -> list[tuple[Any, ...]]:
    """Partners as rows of the register."""
    return [
        (
            {"text": link.name, "href": reverse("partners:partner", args=[link.id])},
            str(KIND_TITLES[link.kind]),
            _("Whole force") if link.force_wide else ", ".join(link.areas) or NOTHING,
            str(TITLES[maturity(link, as_of).level]),
            contact_words(link, as_of),
            len(recent_reports(link, as_of)),
        )
        for link in links
    ]


def contact_words(link: Link, as_of: date) -> str:
    """When the next contact is due, and by how much it is overdue."""
    one = due(link, as_of)
    if one.contact_overdue:
        return _("Overdue by %(n)d days (%(day)s)") % {
            "n": one.days_over,
            "day": written(one.contact_on),
        }
    return written(one.contact_on)


def link_lines(link: Link, as_of: date) -> list[tuple[str, str]]:
    """One link: its level with what it rests on, what is missing, and what is due."""
    found, one = maturity(link, as_of), due(link, as_of)
    review = written(one.review_on)
    if one.review_overdue:
        review = _("Overdue since %(day)s") % {"day": review}
    return [
        (_("How developed"), str(TITLES[found.level])),
        (_("Resting on evidence of"), written(found.rests_on)),
        (_("Missing below"), ", ".join(str(TITLES[step]) for step in found.missing) or NOTHING),
        (_("Next contact"), contact_words(link, as_of)),
        (_("Agreement to be reviewed"), review),
        (_("Reports in 365 days"), str(len(recent_reports(link, as_of)))),
        (_("Reports that wait too long for feedback"), str(one.feedback_owed)),
    ]


def rule_lines() -> list[tuple[str, str]]:
    """The rule as it is printed: each level with its number, and the evidence it asks for."""
    return [(f"{int(level)}: {TITLES[level]}", str(RULE[level])) for level in Level]


def figure_lines(found: LinksFigures) -> list[tuple[str, str]]:
    """The figures that the plan reads."""
    levels = [(str(TITLES[level]), str(found.by_level[level])) for level in Level]
    return [
        (_("Partners on the register"), str(found.partners)),
        *levels,
        (_("Share that refers"), share(found.share_referring)),
        (_("Partners with no report in 365 days"), str(len(found.zero_report))),
        (_("Contacts overdue"), str(len(found.contacts_overdue))),
        (_("Agreements past their review"), str(len(found.reviews_overdue))),
        (_("Reports that wait too long for feedback"), str(found.feedback_owed)),
        (_("People briefed in 365 days"), str(found.people_briefed)),
        (_("Kinds and areas with a gap"), f"{found.gaps} / {len(found.cells)}"),
    ]


def outcome_row(title: str, one: Outcome) -> tuple[Any, ...]:
    """What became of some reports as a row."""
    days = [one.safeguarding_days, one.feedback_days]
    return (
        title,
        one.reports,
        share(one.share_developed),
        *(NOTHING if value is None else f"{value:g}" for value in days),
    )


def share(value: float | None) -> str:
    """A share in per cent; a dash where there is nothing to have a share of."""
    return NOTHING if value is None else f"{100 * value:.0f} %"
