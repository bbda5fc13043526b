"""The places of the site, in the order of the navigation; only those that exist are shown."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Place:
    """A page to go to: its words, and the name of its route."""

    text: str
    route: str


PLACES = (
    Place("Home", "home:start"),
    Place("Alerts", "alerts:queue"),
    Place("Staff", "alerts:staff"),
    Place("Coverage", "alerts:coverage"),
    Place("Runs", "alerts:runs"),
    Place("Partners", "partners:listed"),
    Place("Plan", "plan:listed"),
    Place("Submission", "submission:listed"),
    Place("Assessment", "assessment:listed"),
    Place("Totals", "letters:totals_listed"),
    Place("Approvals", "approvals:listed"),
    Place("Jobs", "jobs:listed"),
    Place("Accounts", "people:listed"),
    Place("Memberships", "memberships:listed"),
    Place("Audit", "audit:events"),
    Place("Components", "design:gallery"),
)
DEMONSTRATION_ONLY = {"design:gallery"}


def navigation(path: str, demonstration: bool) -> list[dict[str, Any]]:
    """The items of the service navigation for the page at `path`, the present one marked."""
    if not settings.configured:
        return []
    items = []
    for place in PLACES:
        if place.route in DEMONSTRATION_ONLY and not demonstration:
            continue
        try:
            address = reverse(place.route)
        except NoReverseMatch:
            continue
        here = path == address or (address != "/" and path.startswith(address))
        items.append({"text": place.text, "href": address, "active": here})
    return items
