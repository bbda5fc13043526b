"""Figures for a commissioner or an ethics panel: numbers only, and small ones left out."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from custodes.web.capability.assessed import Assessed
from custodes.web.capability.contents import Contents
from custodes.web.capability.holdings import Coverage
from custodes.web.capability.pictures import weeks
from custodes.web.capability.presenters import number, share
from custodes.web.capability.rows import standing_of
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.threat import Category
from custodes.web.capability.threat_sections import category_words
from custodes.web.capability.words import ROUTES
from custodes.web.documents.small_numbers import SMALL, without_small

FEW_POSTS = 5
"""A unit of fewer filled posts is told only as such: its people could be told apart."""


def panel_content(
    *, contents: Contents, coverage: Coverage, threat: Assessed | None, as_of: str
) -> dict[str, Any]:
    """What is published: plain JSON of numbers, with None for those that are not shown.

    Counts of cases and of items of intelligence are held back while they are small, with as many
    more as it takes that none follows from the total.
    """
    result = standing_of(contents)
    cases = {key: contents.routes.get(key, 0) for key in ROUTES}
    people = contents.posts - contents.vacancies
    figures: dict[str, str] = {
        "systems": share(coverage.of_systems),
        "devices": share(coverage.of_devices),
        "people": str(people) if people >= FEW_POSTS else _("under %(n)d") % {"n": FEW_POSTS},
    }
    if result is not None:
        figures |= {
            "utilisation": share(result.utilisation),
            "wait": weeks(result.wait),
            "late": share(result.late),
            "budget": number(result.budget, 1),
            "posts_short": str(result.posts_short),
            "proactive": share(result.hours_proactive / result.hours_needed),
        }
    content: dict[str, Any] = {
        "as_of": as_of,
        "figures": figures,
        "routes": without_small(cases),
        "cases": sum(cases.values()) if sum(cases.values()) >= SMALL else None,
    }
    if threat is not None:
        content["categories"] = without_small({one.category.name: one.now for one in threat.seen})
    return content


FIGURES: Mapping[str, Any] = {
    "systems": lambda: _("IT systems monitored, of those held"),
    "devices": lambda: _("Devices monitored, of those held"),
    "people": lambda: _("Filled posts of the unit"),
    "utilisation": lambda: _("Share of the unit's hours that its work asks for"),
    "wait": lambda: _("Mean wait before work is begun"),
    "late": lambda: _("Share that waits longer than the limit"),
    "budget": lambda: _("Alerts a week that can be sustained"),
    "posts_short": lambda: _("Posts lacking for waits within the limit"),
    "proactive": lambda: _("Hours on work that the unit goes to look for"),
}


def panel_sections(content: Mapping[str, Any]) -> list[Section]:
    """The published figures in sections."""
    hidden = _("not shown")
    routes = [
        [str(ROUTES[key][0]), hidden if n is None else n] for key, n in content["routes"].items()
    ]
    sections = [
        Section(
            "figures",
            _("Capability and capacity"),
            facts=[(title(), content["figures"][key]) for key, title in FIGURES.items()
                   if key in content["figures"]],
        ),
        Section(
            "routes",
            _("How cases were discovered in the last year"),
            text=[_("Counts from one to four are not shown, with as many others as it takes that "
                    "none follows from the rest.")],
            tables=[Table(_("Cases by route"), ((_("Route"), False), (_("Cases"), True)), routes,
                          (3, 1))],
        ),
    ]  # fmt: skip
    if "categories" in content:
        rows = [
            [category_words(Category[name].value), hidden if n is None else n]
            for name, n in content["categories"].items()
        ]
        columns = ((_("Category"), False), (_("Items"), True))
        sections.append(
            Section(
                "categories",
                _("Items of intelligence in the year, by national category"),
                tables=[Table(_("Items by category"), columns, rows, (3, 1))],
            )
        )
    return sections
