"""Which partners of the register somebody asked for: search, kind, level, area, group, what is due.

An address holds all of it, so that a list can be kept, sent and gone back to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from custodes.web.partners.due import due
from custodes.web.partners.evidence import Link
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.maturity import TITLES, Level, maturity, recent_reports

OVERDUE, REVIEW, SILENT, OWED, LEFT = "overdue", "review", "silent", "owed", "left"
DUE: Mapping[str, Any] = {
    OVERDUE: _("Contact is overdue"),
    REVIEW: _("Agreement is past its review"),
    SILENT: _("No report in 365 days"),
    OWED: _("Feedback is owed"),
    LEFT: _("Link has ended"),
}


@dataclass(frozen=True)
class Filter:
    """What was asked for; what is empty, or no word of ours, leaves nothing out."""

    q: str = ""
    kind: str = ""
    level: str = ""
    area: str = ""
    group: str = ""
    due: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> Self:
        """From the words of an address."""

        def word(name: str, known: Mapping[str, Any]) -> str:
            said = given.get(name, "")
            return said if said in known else ""

        return cls(
            q=" ".join(given.get("q", "").split())[:80],
            kind=word("kind", KIND_TITLES),
            level=word("level", {str(int(one)): one for one in Level}),
            area=given.get("area", "")[:80],
            group=word("group", GROUPS),
            due=word("due", DUE),
        )

    def chosen(self) -> dict[str, str]:
        """What is not empty, as words of an address."""
        return {name: value for name, value in vars(self).items() if value}

    def address(self, **more: Any) -> str:
        """The query of an address with `more` in it; PAGE stays for a number to come."""
        asked = urlencode(self.chosen() | {k: str(v) for k, v in more.items() if v})
        return f"?{asked}"

    def tags(self) -> list[dict[str, str]]:
        """What was chosen, each with the address without it."""
        words = {
            "kind": KIND_TITLES,
            "level": {str(int(k)): v for k, v in TITLES.items()},
            "group": GROUPS,
            "due": DUE,
        }
        return [
            {
                "text": str(words[name][value]) if name in words else value,
                "href": type(self)(
                    **{k: v for k, v in self.chosen().items() if k != name}
                ).address(),
            }
            for name, value in self.chosen().items()
        ]

    def holds(self, link: Link, as_of: date) -> bool:
        """Whether a link is among those asked for, on a day."""
        words = f"{link.name} {KIND_TITLES[link.kind]} {' '.join(link.areas)} {link.contacts_text}"
        return (
            all(part in words.casefold() for part in self.q.casefold().split())
            and self.kind in ("", link.kind)
            and self.level in ("", str(int(maturity(link, as_of).level)))
            and (not self.area or link.serves(self.area))
            and (not self.group or self.group in link.groups)
            and self._due(link, as_of)
        )

    def _due(self, link: Link, as_of: date) -> bool:
        if self.due in ("", LEFT):
            return True
        if self.due == SILENT:
            return not recent_reports(link, as_of)
        found = due(link, as_of)
        return {
            OVERDUE: found.contact_overdue,
            REVIEW: found.review_overdue,
            OWED: found.feedback_owed > 0,
        }[self.due]


def links_for(links: tuple[Link, ...], asked: Filter, as_of: date) -> list[Link]:
    """The links asked for, by name; those that have ended only where they were asked for."""
    there = [
        link
        for link in links
        if (
            link.left_on is not None and link.left_on <= as_of
            if asked.due == LEFT
            else link.listed(as_of)
        )
    ]
    found = [link for link in there if asked.holds(link, as_of)]
    return sorted(found, key=lambda link: (link.name.casefold(), link.id))
