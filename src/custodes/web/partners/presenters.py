"""The register as the pages show it: rows of tables, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodes.web.design import showing
from custodes.web.partners.due import due
from custodes.web.partners.evidence import Link, Register
from custodes.web.partners.figures import FEWEST, LinksFigures, Outcome, outcome_told, told
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.maturity import COLOURS, RULE, TITLES, Level, maturity, recent_reports

NOTHING = "\N{EN DASH}"
"""Where there is nothing to say."""
SHOWN = 5
"""Names that an alarm tells at most."""
DERIVED = (
    gettext_lazy("How developed"),
    gettext_lazy("Next contact due"),
    gettext_lazy("Contact overdue by days"),
    gettext_lazy("Agreement to be reviewed by"),
    gettext_lazy("Link ended"),
)
"""The columns of the file that are derived, after those that are taken in again."""


def written(day: date | None) -> str:
    """A day as it is written on a page: 3 Mar 2026."""
    return showing.day(day) if day else NOTHING


def few(count: int, *, unit: bool) -> str:
    """A number of reports as it may be told: in the unit as it is, outside only from five on."""
    known = told(count, unit=unit)
    return _("1 to %(n)d") % {"n": FEWEST - 1} if known is None else str(known)


def linked(partner: Any) -> dict[str, str]:
    """A partner's name with the way to its page."""
    number = getattr(partner, "pk", None) or partner.id
    return {"text": partner.name, "href": reverse("partners:partner", args=[number])}


def level_tag(link: Link, as_of: date) -> dict[str, str]:
    """The level of a link as a tag."""
    level = maturity(link, as_of).level
    return {"text": str(TITLES[level]), "classes": f"govuk-tag--{COLOURS[level]}"}


def rows_of(links: list[Link], as_of: date) -> list[dict[str, Any]]:
    """Partners as lines of the register."""
    return [
        {
            "name": link.name,
            "href": reverse("partners:partner", args=[link.id]),
            "kind": str(KIND_TITLES[link.kind]),
            "area": _("Whole force") if link.force_wide else ", ".join(link.areas) or NOTHING,
            "tag": level_tag(link, as_of),
            "contact": contact_words(link, as_of),
            "overdue": due(link, as_of).contact_overdue,
            "silent": not recent_reports(link, as_of),
            "ended": written(link.left_on) if link.left_on else "",
        }
        for link in links
    ]


def file_rows(links: list[Link], as_of: date) -> list[list[Any]]:
    """Partners as rows of a file: the columns that are taken in again, then what is derived."""
    listed = []
    for link in links:
        found = due(link, as_of)
        listed.append(
            [
                link.name,
                str(KIND_TITLES[link.kind]),
                "; ".join(link.areas),
                link.force_wide,
                "; ".join(str(GROUPS[group]) for group in link.groups),
                link.contacts_text,
                link.every_days,
                link.listed_on,
                str(TITLES[maturity(link, as_of).level]),
                found.contact_on,
                found.days_over,
                found.review_on,
                link.left_on,
            ]
        )
    return listed


def contact_words(link: Link, as_of: date) -> str:
    """When the next contact is due, and by how much it is overdue."""
    one = due(link, as_of)
    if one.contact_overdue:
        over = ngettext("Overdue by %(n)d day", "Overdue by %(n)d days", one.days_over)
        return f"{over % {'n': one.days_over}} ({written(one.contact_on)})"
    return written(one.contact_on)


def alarms(whole: Register, as_of: date, waiting: list[Any]) -> list[dict[str, Any]]:
    """What is overdue on the register: each with how many, the first names, and where to go."""
    links = whole.listed(as_of)
    dues = {link.id: due(link, as_of) for link in links}
    late = sorted(
        (link for link in links if dues[link.id].contact_overdue),
        key=lambda link: -dues[link.id].days_over,
    )
    past = [link for link in links if dues[link.id].review_overdue]
    owed = [link for link in links if dues[link.id].feedback_owed]
    where = reverse("partners:listed")
    found = [
        _alarm(_("Contacts overdue"), [k.name for k in late], f"{where}?due=overdue"),
        _alarm(_("Agreements past their review"), [k.name for k in past], f"{where}?due=review"),
        _alarm(_("Partners that wait for feedback"), [k.name for k in owed], f"{where}?due=owed"),
        _alarm(
            _("Answers overdue"),
            [f"{row.partner.name}: {row.question.title}" for row in waiting],
            reverse("partners:questions"),
        ),
    ]
    return [one for one in found if one["count"]]


def partner_alarms(link: Link, as_of: date) -> list[str]:
    """What is overdue with one partner, in sentences."""
    one = due(link, as_of)
    said = []
    if link.left_on is None and one.contact_overdue:
        said.append(_("Contact: %(words)s.") % {"words": contact_words(link, as_of).lower()})
    if one.review_overdue:
        said.append(
            _("The agreement was to be reviewed by %(day)s.") % {"day": written(one.review_on)}
        )
    if one.feedback_owed:
        said.append(_("Somebody there has waited too long for feedback on a report."))
    return said


def partner_facts(link: Link, groups: list[str]) -> list[tuple[str, str]]:
    """What the register says of a partner."""
    facts = [
        (_("Kind"), str(KIND_TITLES[link.kind])),
        (_("Areas served"), _("Whole force") if link.force_wide else ", ".join(link.areas)),
        (_("Groups served"), "; ".join(groups)),
        (_("On the register since"), written(link.listed_on)),
    ]
    if link.left_on:
        facts.append((_("Link ended"), written(link.left_on)))
    return [(name, value or NOTHING) for name, value in facts]


def link_lines(link: Link, as_of: date, *, unit: bool) -> list[tuple[str, str]]:
    """One link: what its level rests on, what is missing, and what is due."""
    found, one = maturity(link, as_of), due(link, as_of)
    review = written(one.review_on)
    if one.review_overdue:
        review = _("Overdue since %(day)s") % {"day": review}
    every = ngettext("Every day", "Every %(n)d days", link.every_days) % {"n": link.every_days}
    return [
        (_("Resting on evidence of"), written(found.rests_on)),
        (_("Missing below"), ", ".join(str(TITLES[step]) for step in found.missing) or NOTHING),
        (_("Next contact due"), contact_words(link, as_of)),
        (_("Contacts"), every),
        (_("Agreement to be reviewed by"), review),
        (_("Reports in 365 days"), few(len(recent_reports(link, as_of)), unit=unit)),
        (_("Reports that wait too long for feedback"), few(one.feedback_owed, unit=unit)),
    ]


def silent_row(link: Link, as_of: date) -> tuple[Any, ...]:
    """A partner that sent no report in a year: since when it is there, and how developed."""
    return (
        linked(link),
        str(KIND_TITLES[link.kind]),
        str(TITLES[maturity(link, as_of).level]),
        written(link.listed_on),
    )


def rule_lines() -> list[tuple[str, str]]:
    """The rule as it is printed: each level with its number, and the evidence it asks for."""
    return [(f"{int(level)}: {TITLES[level]}", str(RULE[level])) for level in Level]


def figure_lines(found: LinksFigures, *, unit: bool) -> list[tuple[str, str]]:
    """The figures that the plan reads."""
    levels = [(str(TITLES[level]), str(found.by_level[level])) for level in Level]
    return [
        (_("Partners on the register"), str(found.partners)),
        *levels,
        (_("Share that refers"), share(found.share_referring)),
        (_("Partners with no report in 365 days"), str(len(found.zero_report))),
        (_("Contacts overdue"), str(len(found.contacts_overdue))),
        (_("Agreements past their review"), str(len(found.reviews_overdue))),
        (_("Reports that wait too long for feedback"), few(found.feedback_owed, unit=unit)),
        (_("People briefed in 365 days"), str(found.people_briefed)),
        (_("Kinds and areas with a gap"), f"{found.gaps} / {len(found.cells)}"),
    ]


def outcome_rows(
    parts: Mapping[Any, Outcome], title: Callable[[Any], Any], *, unit: bool
) -> list[tuple[Any, ...]]:
    """What became of reports, part by part, without the parts that had none.

    Outside the unit a part of fewer than five is one line with no more than that, and no sum is
    shown from which it could be had by taking the others away.
    """
    return [outcome_row(title(key), one, unit=unit) for key, one in parts.items() if one.reports]


def outcome_row(title: Any, one: Outcome, *, unit: bool) -> tuple[Any, ...]:
    """What became of some reports as a row."""
    if outcome_told(one, unit=unit) is None:
        return (title, few(one.reports, unit=unit), *([NOTHING] * 3))
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


def _alarm(title: str, names: list[str], href: str) -> dict[str, Any]:
    more = len(names) - SHOWN
    said = "; ".join(names[:SHOWN])
    if more > 0:
        said += ngettext("; and %(n)d more", "; and %(n)d more", more) % {"n": more}
    return {"title": title, "count": len(names), "names": said, "href": href}
